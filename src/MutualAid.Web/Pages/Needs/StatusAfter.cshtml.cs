using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Claims;

namespace MutualAid.Web.Pages.Needs;

/// <summary>The neighbour's own moment after the help, from her private page. Nobody else reads it.</summary>
public sealed class StatusAfterModel(AfterwardsService afterwards) : StatusClaimPage
{
    [BindProperty]
    public AfterInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await afterwards.OfAskerAsync(Actor, Own, ClaimId, ct) is not { } kept)
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
            return await afterwards.OfAskerAsync(Actor, Own, ClaimId, ct) is null ? NotFound() : await AgainAsync();
        }

        return await Answer(
            await afterwards.KeepAsAskerAsync(Actor, Own, ClaimId, Input.Thought, ct),
            () =>
            {
                Flash(Phrase.Of("Kept for you alone."));
                return LocalRedirect(Path);
            },
            conflict: () => LocalRedirect(Path));
    }
}
