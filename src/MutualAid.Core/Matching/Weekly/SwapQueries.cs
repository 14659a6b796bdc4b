using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// Who else was considered for a row. Each is worked out by making the whole plan anew with that person instead: both plans are the best there is,
/// so the difference is the exact cost of the swap, and what else would change is its reason.
/// </summary>
public sealed class SwapQueries
{
    /// <summary>So many people are worked out for a row.</summary>
    public const int Most = 3;

    private const int MostChanges = 3;

    private readonly MutualAidDb db;
    private readonly WeekPlanQueries plans;
    private readonly WeekFactsReader reader;
    private readonly TimeProvider time;

    internal SwapQueries(MutualAidDb db, WeekPlanQueries plans, WeekFactsReader reader, TimeProvider time) =>
        (this.db, this.plans, this.reader, this.time) = (db, plans, reader, time);

    /// <summary>
    /// The row and up to three others for it, the cheapest first, by the facts of this moment. When they have moved on so far that the row itself
    /// cannot be, it says so instead. Refuses as not there: a row of another area, and one that stays empty.
    /// </summary>
    public async Task<Result<PlanSwap>> ReadAsync(Actor actor, Guid rowId, CancellationToken ct = default)
    {
        if (await plans.RowAsync(actor, rowId, ct) is not { Row.HelperId: { } helperId } found)
        {
            return Refusal.NotFound;
        }

        var (plan, row) = found;
        PlanSwap Gone(Phrase why) => new(plan, row, [], why);
        if (!plan.Fresh || row.State == PlanRowState.Asked || row.Changed is not null)
        {
            return Gone(Phrase.Of("Others are worked out while a plan is fresh and nobody is asked yet."));
        }

        var facts = await reader.ReadAsync(plan.FirstDay, plan.LastDay, time.GetUtcNow(), ct);
        var weights = await WeightQueries.NowAsync(db, ct);
        var week = WeekProblem.Of(facts with { LastPlan = new HashSet<(Guid, Guid)>() }, weights, ct);
        var pair = week.Ok ? week.Value.PairOf(row.PartId, helperId) : null;
        if (pair is not { } own || week.Value.Problem.OptionOf(own) is null)
        {
            return Gone(Phrase.Of("Something has changed since. Make a new plan."));
        }

        var with = week.Value.Problem.Pinned(own) is { Ok: true } pinned ? Planner.Make(pinned.Value, null, ct) : null;
        if (with is not { Ok: true })
        {
            return Gone(Phrase.Of("Something has changed since. Make a new plan."));
        }

        var others = new List<(int Node, Plan Plan)>();
        foreach (var option in Cheapest(week.Value.Problem, own, with.Value))
        {
            if (Instead(week.Value.Problem, own, own with { Helper = option }, ct) is { } other)
            {
                others.Add((option, other));
            }
        }

        var told = await TellAsync(actor, week.Value, weights, own, with.Value, others, ct);
        return new PlanSwap(plan, row, [.. told.OrderBy(o => o.Dearer).ThenBy(o => o.HelperId)], null);
    }

    // By what each would cost at the prices of the plan: the true cost is never less, so the cheapest of these are those worth working out.
    private static IEnumerable<int> Cheapest(PlanProblem problem, PlanPair own, Plan plan)
    {
        var taken = plan.Rows.Where(r => r.Part == own.Part).Select(r => r.Helper).ToHashSet();
        long Price(PlanOption o) => o.Cost + (o.Slots == 0 ? plan.Prices.Slots[(o.Helper * 32) + 31]
            : Enumerable.Range(0, PlanProblem.SlotsInWeek).Where(slot => (o.Slots >> slot & 1) != 0).Min(slot => plan.Prices.Slots[(o.Helper * 32) + slot]));
        return problem.Parts[own.Part].Options.Where(o => !taken.Contains(o.Helper) && !problem.Forbids.Contains(own with { Helper = o.Helper }))
            .OrderBy(Price).ThenBy(o => o.Helper).Take(Most).Select(o => o.Helper);
    }

    private static Plan? Instead(PlanProblem problem, PlanPair own, PlanPair other, CancellationToken ct)
    {
        var asked = PlanProblem.Create(problem.Parts, problem.Helpers, [.. problem.Pins.Where(pin => pin != own), other], [.. problem.Forbids, own], problem.Caps);
        var made = asked.Ok ? Planner.Make(asked.Value, null, ct) : null;
        return made is { Ok: true } ? made.Value : null;
    }

    private async Task<List<PlanAlternative>> TellAsync(
        Actor actor, WeekProblem week, Weights weights, PlanPair own, Plan with, List<(int Node, Plan Plan)> others, CancellationToken ct)
    {
        Guid Id(int node) => week.Facts.Helpers[week.HelperOf(node)].Id;
        var changes = others.ConvertAll(o => Changes(week, own.Part, with, o.Plan));
        var ids = changes.SelectMany(list => list.SelectMany(c => c.Before.Concat(c.After))).Concat(others.Select(o => Id(o.Node))).Distinct().ToList();
        var names = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => (int)k.Number, k => new Phrase(k.Name), ct);
        var facts = new MatchFacts(db);
        var part = (await facts.PartsAsync([week.Facts.Parts[own.Part].NeedId], ct)).Single(p => p.Facts.PartId == week.Facts.Parts[own.Part].Id).Facts;
        var helpers = (await facts.HelpersAsync([.. others.Select(o => Id(o.Node))], week.Facts.Today, ct)).ToDictionary(h => h.Facts.MemberId);
        var between = await facts.BetweenAsync(helpers.Keys, [part], week.Facts.Today, week.Facts.Now, ct);
        return [.. others.Select((other, i) => Tell(other, changes[i]))];

        PlanAlternative Tell((int Node, Plan Plan) other, List<(int Part, IReadOnlyList<Guid> Before, IReadOnlyList<Guid> After)> changed)
        {
            var helper = helpers[Id(other.Node)];
            var pairing = new Pairing(helper.Facts, part, between(helper.Facts, part), week.Facts.Today);
            var mine = changed.Where(c => actor.Coordinates(week.Facts.Parts[c.Part].AreaId)).Take(MostChanges).ToList();
            return new PlanAlternative(
                helper.Facts.MemberId, helper.Name, helper.Patch, helper.PatchTone,
                week.HeldBy(other.Node) + other.Plan.Rows.Count(r => r.Helper == other.Node), helper.Facts.WeeklyCapacity,
                MatchReasons.AboutHelper(pairing, MatchScore.Of(pairing, weights)).For,
                other.Plan.Cost - with.Cost,
                mine.ConvertAll(c => Say(kinds[week.Facts.Parts[c.Part].Kind], c.Before, c.After)),
                changed.Count - mine.Count);
        }

        Phrase Say(Phrase kind, IReadOnlyList<Guid> before, IReadOnlyList<Guid> after) => (before, after) switch
        {
            ([var old, ..], [var next, ..]) => Phrase.Of("{0}: {1} instead of {2}", kind, names[next], names[old]),
            ([var old, ..], _) => Phrase.Of("{0}: nobody, instead of {1}", kind, names[old]),
            (_, [var next, ..]) => Phrase.Of("{0}: {1} then, instead of nobody", kind, names[next]),
            _ => kind,
        };
    }

    // The parts beside this one whose helpers would be others.
    private static List<(int Part, IReadOnlyList<Guid> Before, IReadOnlyList<Guid> After)> Changes(WeekProblem week, int own, Plan with, Plan other)
    {
        Guid Id(PlanRow row) => week.Facts.Helpers[week.HelperOf(row.Helper)].Id;
        var (before, after) = (with.Rows.ToLookup(r => r.Part, Id), other.Rows.ToLookup(r => r.Part, Id));
        return
        [
            .. before.Select(g => g.Key).Union(after.Select(g => g.Key)).Where(part => part != own && !before[part].ToHashSet().SetEquals(after[part])).Order()
                .Select(part => (part, (IReadOnlyList<Guid>)[.. before[part].Except(after[part])], (IReadOnlyList<Guid>)[.. after[part].Except(before[part])])),
        ];
    }
}
