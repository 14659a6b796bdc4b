using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Desk;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The plan of the days ahead: made in the background, looked at row by row, and nothing sent before somebody accepts.</summary>
public sealed partial class PlanModel(
    WeekPlanQueries queries, WeekPlanService plans, PlanLimitService limits, PlanAcceptService accepting, PlanQueue queue, DeskHelperQueries helpers, When when) : PlanPage(plans, queue)
{
    private const string EveryFewSeconds = "2";

    [BindProperty(SupportsGet = true, Name = "show")]
    public PlanGroup? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public int? After { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PlanReview Review { get; private set; } = new(null, null, [], 0, []);

    public int ToMeet { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await ReadAsync(ct);
    }

    public async Task<IActionResult> OnPostStartAsync(CancellationToken ct) => await StartAsync(Input.Days ?? WeekPlan.MostDays, () => ReadAsync(ct), ct);

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var asked = await Plans.CancelAsync(Actor, Input.Plan, ct);
        if (asked.Ok)
        {
            await WaitAMomentAsync(Input.Plan, ct);
        }

        return await Answer(asked, Back, () => ReadAsync(ct), Back);
    }

    /// <summary>What was chosen row by row: ask now, not these two, or leave it; or all safe ones at once.</summary>
    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        var rows = Input.Rows.Where(r => r.Value == "yes").Select(r => r.Key).ToList();
        var apart = Input.All ? [] : Input.Rows.Where(r => r.Value == "alt").Select(r => r.Key).ToList();
        if (Input.All || rows.Count > 0 || apart.Count == 0)
        {
            var accepted = await accepting.AcceptAsync(Actor, Input.Plan, Input.All ? null : rows, ct);
            if (!accepted.Ok)
            {
                return await Answer(accepted, Back, () => ReadAsync(ct), Back);
            }

            Flash(PlanWay.Told(accepted.Value, accepted.Value.AnswerBy is { } by ? await when.AtAsync(by, ct) : ""), accepted.Value.NotAsked > 0 ? "care" : "good");
        }

        foreach (var row in apart)
        {
            var kept = await Plans.ForbidAsync(Actor, row, ct);
            if (!kept.Ok)
            {
                return await Answer(kept, Back, () => ReadAsync(ct), Back);
            }
        }

        return apart.Count > 0 ? await StartAsync(Input.Days ?? WeekPlan.MostDays, () => ReadAsync(ct), ct) : Back();
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        var taken = await Plans.TakeBackAsync(Actor, Input.Part, Input.Helper, ct);
        return taken.Ok ? await StartAsync(Input.Days ?? WeekPlan.MostDays, () => ReadAsync(ct), ct) : await Answer(taken, Back, () => ReadAsync(ct), Back);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Review = await queries.ReadAsync(Actor, Show, After, ct);
        Limits = await limits.ListAsync(Actor, ct);
        ToMeet = await helpers.ToMeetCountAsync(Actor, ct);
        if (Review.Newest is { State: WeekPlanState.Making })
        {
            Response.Headers.Append("Refresh", EveryFewSeconds);
        }
    }

    public sealed class InputModel
    {
        public int? Days { get; set; }

        public Guid Plan { get; set; }

        public bool All { get; set; }

        public Dictionary<Guid, string> Rows { get; set; } = [];

        public Guid Part { get; set; }

        public Guid Helper { get; set; }

        public string? Kind { get; set; }

        public int? Most { get; set; }
    }
}
