using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;

namespace MutualAid.Web.Pages.Needs;

/// <summary>A planned visit on the private page: what the partial needs.</summary>
public sealed record StatusVisitView(VisitOnStatus Visit, string Path);

/// <summary>"Another time, please", from the private page.</summary>
public sealed class StatusVisitModel(StatusQueries queries, VisitService visits) : StatusClaimPage
{
    public VisitOnStatus Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var need = await queries.ReadAsync(Actor, Own, ct);
        if (need?.Visits.GetValueOrDefault(ClaimId) is not { } visit)
        {
            return NotFound();
        }

        Visit = visit;
        return visit.CanMove ? Page() : LocalRedirect(Path);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await Answer(
        await visits.AskForAnotherTimeAsync(Actor, Own, ClaimId, ct),
        () =>
        {
            Flash(Phrase.Of("We told your helper. You hear when there is another time."));
            return LocalRedirect(Path);
        },
        conflict: () => LocalRedirect(Path));
}
