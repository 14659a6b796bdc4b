using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Visits that wait for the desk: nobody has heard the end, or nobody comes along on a first one.</summary>
public sealed class VisitsModel(VisitDesk desk) : MutualAidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<DeskVisit> Overdue { get; private set; } = [];

    public IReadOnlyList<DeskVisit> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await ReadAsync(ct);

    public async Task<IActionResult> OnPostSafeAsync(Guid claimId, CancellationToken ct) => await ToldAsync(
        await desk.SafeAsync(Actor, claimId, ct), Phrase.Of("Good to hear. The alarm is over."), ct);

    public async Task<IActionResult> OnPostWaiveAsync(CancellationToken ct) => await ToldAsync(
        await desk.WaivePairAsync(Actor, Input.Visit, Input.Reason, ct), Phrase.Of("Their helper has been told, and your reason is on the timeline."), ct);

    private Task<IActionResult> ToldAsync(Result result, Phrase sentence, CancellationToken ct) => Answer(
        result,
        () =>
        {
            Flash(sentence);
            return Redirect("/desk/visits");
        },
        () => ReadAsync(ct),
        () => Redirect("/desk/visits"));

    private async Task ReadAsync(CancellationToken ct)
    {
        Overdue = await desk.OverdueAsync(Actor, ct);
        Waiting = await desk.WaitForCompanyAsync(Actor, ct);
    }

    public sealed class InputModel
    {
        public Guid Visit { get; set; }

        public string? Reason { get; set; }
    }
}
