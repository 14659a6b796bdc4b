using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>A page from which a plan can be begun: it leads to the plan, made by then or on its way.</summary>
public abstract class PlanPage(WeekPlanService plans, PlanQueue queue) : MutualAidPage
{
    // Most plans are there before a page could be drawn, so the first answer waits a moment for them.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);

    protected WeekPlanService Plans => plans;

    protected Task WaitAMomentAsync(Guid plan, CancellationToken ct) => queue.WaitAsync(plan, Moment, ct);

    /// <summary>Begins a plan; when that is refused beside a field, the page is shown again as <paramref name="again"/> reads it.</summary>
    protected async Task<IActionResult> StartAsync(int days, Func<Task>? again, CancellationToken ct)
    {
        var begun = await plans.StartAsync(Actor, days, ct);
        if (begun.Ok)
        {
            await WaitAMomentAsync(begun.Value, ct);
        }

        return await Answer(begun, Back, again, Back);
    }

    protected RedirectResult Back() => Redirect("/desk/plan");
}
