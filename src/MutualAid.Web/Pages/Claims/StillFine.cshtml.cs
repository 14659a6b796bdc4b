using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The neighbour changed something: still fine, or can't make it.</summary>
public sealed class StillFineModel(ClaimQueries claims, ClaimService service) : ClaimPage(claims)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return await Answer(
            await service.StillFineAsync(Actor, Id, ct),
            () =>
            {
                Flash(Phrase.Of("Thank you. Your neighbour knows."));
                return ToClaim();
            },
            conflict: ToClaim);
    }

    protected override bool Fits(ClaimDetails claim) => claim.ChangeToldAt is not null;
}
