using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The helper's word that they are coming; the buttons on the plan and on the helper's own page post here.</summary>
public sealed class ComingModel(ClaimQueries claims, ComingService coming) : ClaimPage(claims)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return await Answer(
            await coming.SayAsync(Actor, Id, ct),
            () =>
            {
                Flash(Phrase.Of("Thank you. Your neighbour knows that you are coming."));
                return ToClaim();
            },
            conflict: ToClaim);
    }

    protected override bool Fits(ClaimDetails claim) => claim.IsAgreed;
}
