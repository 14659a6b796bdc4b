using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>How it went: six honest words on one page, and what is still missing in one line.</summary>
public sealed class ReportModel(ClaimQueries claims, OutcomeService service) : ClaimPage(claims)
{
    [BindProperty]
    public ToldInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        return await Answer(
            await service.TellAsHelperAsync(Actor, Id, Input.Told, ct),
            () =>
            {
                var helped = Input.Outcome is Outcome.Done or Outcome.LeftAtDoor or Outcome.PartDone;
                Flash(Input.Outcome switch
                {
                    Outcome.Done or Outcome.LeftAtDoor => Phrase.Of("Thank you. That is done, and it counts to somebody."),
                    Outcome.PartDone => Phrase.Of("Thank you. What is missing is open again."),
                    Outcome.NoLongerWanted => Phrase.Of("Thank you for asking. It is closed now."),
                    _ => Phrase.Of("Thank you for telling us. It is open again, and nobody keeps count."),
                });

                // Where the neighbour had told already that nothing came of it, there is nothing to thank for.
                return helped && Claim.State != ClaimState.DidntHappen ? Redirect($"/claims/{Id}/thanks") : ToClaim();
            },
            conflict: ToClaim);
    }

    protected override bool Fits(ClaimDetails claim) => claim.CanReport;
}
