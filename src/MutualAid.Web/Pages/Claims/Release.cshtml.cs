using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>"I can't make it": asked once more, without a reason, and open again at once.</summary>
public sealed class ReleaseModel(ClaimQueries claims, ClaimService service) : ClaimPage(claims)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return await Answer(
            await service.ReleaseAsync(Actor, Id, ct),
            () =>
            {
                Flash(Phrase.Of("Thank you for telling us. It is open again, and your neighbour knows. Nobody keeps count."));
                return ToClaim();
            },
            conflict: ToClaim);
    }

    protected override bool Fits(ClaimDetails claim) => claim.CanRelease;
}
