using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The helper's own moment after the help: how it felt, and whether to meet again. Nobody else reads it.</summary>
public sealed class AfterModel(AfterwardsService afterwards) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AfterInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (await afterwards.OfHelperAsync(Actor, Id, ct) is not { } kept)
        {
            return NotFound();
        }

        Input = AfterInput.Of(kept);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (!ModelState.IsValid)
        {
            return await afterwards.OfHelperAsync(Actor, Id, ct) is null ? NotFound() : await AgainAsync();
        }

        return await Answer(
            await afterwards.KeepAsHelperAsync(Actor, Id, Input.Thought, ct),
            () =>
            {
                Flash(Phrase.Of("Kept for you alone."));
                return Redirect($"/claims/{Id}");
            },
            conflict: () => Redirect($"/claims/{Id}"));
    }
}
