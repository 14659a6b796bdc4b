using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>Somebody's own moment after the help: how it felt, and whether to meet again. Nobody else reads it. Whose it is, the page itself says.</summary>
public abstract class AfterPage : PrivatePage
{
    [BindProperty]
    public AfterInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } kept)
        {
            return NotFound();
        }

        Input = AfterInput.Of(kept);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await ReadAsync(ct) is null ? NotFound() : await AgainAsync();
        }

        return await Answer(
            await KeepAsync(ct),
            () =>
            {
                Flash(Phrase.Of("Kept for you alone."));
                return Back();
            },
            conflict: Back);
    }

    /// <summary>What they have kept so far; null when there is nothing of theirs to look back on.</summary>
    protected abstract Task<Afterthought?> ReadAsync(CancellationToken ct);

    protected abstract Task<Result> KeepAsync(CancellationToken ct);

    protected abstract IActionResult Back();
}
