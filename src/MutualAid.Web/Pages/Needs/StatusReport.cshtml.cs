using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Claims;

namespace MutualAid.Web.Pages.Needs;

/// <summary>How it went with one helper, in the neighbour's own words: the same six, from her side of the door.</summary>
public sealed class StatusReportModel(StatusQueries queries, OutcomeService service) : StatusClaimPage
{
    [BindProperty]
    public ToldInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        (await queries.ReadAsync(Actor, Own, ct))?.Helpers.Any(h => h.ClaimId == ClaimId && h.CanTell) == true ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await queries.ReadAsync(Actor, Own, ct) is null ? NotFound() : await AgainAsync();
        }

        return await Answer(
            await service.TellAsAskerAsync(Actor, Own, ClaimId, Input.Told, ct),
            () =>
            {
                Flash(Input.Outcome switch
                {
                    Outcome.Done or Outcome.LeftAtDoor => Phrase.Of("Good to hear. Thank you for telling us."),
                    Outcome.PartDone => Phrase.Of("Thank you. What is missing is open again."),
                    Outcome.NoLongerWanted => Phrase.Of("Thank you for telling us. It is closed now."),
                    _ => Phrase.Of("Thank you for telling us. It is open again at its old place."),
                });
                return LocalRedirect(Path);
            },
            conflict: () => LocalRedirect(Path));
    }
}
