using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>Turns a finished plan into the rows a coordinator reviews, hardest to fill first.</summary>
internal static class PlanRows
{
    // What counts as a thing to look at: the third piece of a week, two pieces lately for somebody who takes one a week, hardly any points.
    private const int ManyInAWeek = 3;
    private const int OftenLately = 120;
    private const int FewPoints = 200;

    public static List<WeekPlanRow> Of(Guid planId, WeekProblem week, Plan plan, DateTimeOffset now)
    {
        var load = plan.Rows.GroupBy(row => row.Helper).ToDictionary(g => g.Key, g => g.Count() + week.HeldBy(g.Key));
        var holes = plan.Gaps.Select(gap => gap.Part).ToHashSet();
        var pairs = plan.Rows.Select(row => Pair(week, row, load[row.Helper], holes.Contains(row.Part)))
            .OrderBy(p => p.Choices).ThenBy(p => p.Score).ThenBy(p => p.PartId).ThenBy(p => p.HelperId);
        var limited = LimitedParts.Of(week.Problem, plan);
        var empty = plan.Gaps.OrderByDescending(gap => week.Problem.Parts[gap.Part].Penalty).ThenBy(gap => gap.Part).Select(gap => Hole(week, gap, limited.Contains(gap.Part)));
        return
        [
            .. pairs.Select((pair, i) => WeekPlanRow.Pair(planId, pair, i, now)),
            .. empty.Select((hole, i) => WeekPlanRow.Empty(planId, hole, i, now)),
        ];
    }

    private static PlanPairing Pair(WeekProblem week, PlanRow row, int load, bool partOnly)
    {
        var (part, helper) = (week.Facts.Parts[row.Part], week.Facts.Helpers[week.HelperOf(row.Helper)]);
        var lately = 60 * week.LatelyOf(row.Helper) / Math.Max(helper.Capacity, 1);
        var stable = week.Facts.LastPlan.Contains((part.Id, helper.Id)) ? WeekProblem.Stability : 0;
        var score = Math.Max(0, MatchScore.Max + WeekProblem.Stability - row.Cost - stable - Math.Min(300, lately + (120 * week.HeldBy(row.Helper))));
        var look = row.Pinned ? PlanLook.None
            : partOnly ? PlanLook.PartOnly
            : part.InPairs ? PlanLook.FirstVisit
            : load >= ManyInAWeek ? PlanLook.FullWeek
            : lately >= OftenLately ? PlanLook.HelpedOften
            : score < FewPoints ? PlanLook.ThinMatch
            : PlanLook.None;
        return new PlanPairing(part.NeedId, part.Id, helper.Id, row.Slot, row.Cost, score, week.Problem.Parts[row.Part].Options.Length, look, row.Pinned);
    }

    private static PlanHole Hole(WeekProblem week, PlanGap gap, bool limited)
    {
        var (part, facts) = (week.Problem.Parts[gap.Part], week.Facts.Parts[gap.Part]);
        var could = part.Options.Where(o => !week.Problem.Forbids.Contains(new PlanPair(gap.Part, o.Helper))).ToList();
        var (allowed, homes) = (could.Count, could.Select(o => week.Problem.Helpers[o.Helper].Household).ToList());
        var (because, fell) = part.Options.IsEmpty ? week.Why[gap.Part]
            : allowed == 0 ? (EmptyBecause.CrossedOut, part.Options.Length)
            : part.Apart && allowed >= part.Places && homes.Count(home => home == 0) + homes.Distinct().Count(home => home != 0) < part.Places ? (EmptyBecause.OneHome, allowed)
            : limited ? (EmptyBecause.Limited, week.Problem.Caps[part.Category])
            : part.Whole ? (EmptyBecause.NotTogether, allowed)
            : allowed < part.Places ? (EmptyBecause.TooFew, allowed)
            : (EmptyBecause.NeededElsewhere, allowed);
        return new PlanHole(facts.NeedId, facts.Id, gap.Places, because, fell, part.Options.Length);
    }
}
