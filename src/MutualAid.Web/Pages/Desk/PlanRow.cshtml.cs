using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>One row of a plan looked at closely: why these two, who else was considered and what a swap would cost, exactly.</summary>
public sealed class PlanRowModel(SwapQueries swaps, WeekPlanQueries queries, WeekPlanService plans, PlanAcceptService accepting, PlanQueue queue, When when) : PlanPage(plans, queue)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid? Helper { get; set; }

    public PlanSwap Swap { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        if (await queries.RowAsync(Actor, Id, ct) is not { } row)
        {
            return NotFound();
        }

        var asked = await accepting.AcceptAsync(Actor, row.Plan.Id, [Id], ct);
        if (asked.Ok)
        {
            Flash(PlanWay.Told(asked.Value, asked.Value.AnswerBy is { } by ? await when.AtAsync(by, ct) : ""));
        }

        return asked.Refusal is { Kind: RefusalKind.Invalid } && !await ReadAsync(ct) ? NotFound() : await Answer(asked, Back, null, Back);
    }

    public async Task<IActionResult> OnPostPinAsync(CancellationToken ct) => await AgainWithAsync(await Plans.PinAsync(Actor, Id, Helper, ct), ct);

    public async Task<IActionResult> OnPostForbidAsync(CancellationToken ct) => await AgainWithAsync(await Plans.ForbidAsync(Actor, Id, ct), ct);

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        var read = await swaps.ReadAsync(Actor, Id, ct);
        Swap = read.Ok ? read.Value : null!;
        return read.Ok;
    }

    // A wish is only worth something in a plan that knows of it, so that plan is begun at once.
    private async Task<IActionResult> AgainWithAsync(Result wished, CancellationToken ct) =>
        wished.Ok ? await StartAsync(WeekPlan.MostDays, null, ct) : await Answer(wished, Back, null, Back);
}
