using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>Adds up what a way of sharing out the week comes to.</summary>
internal static class Figuring
{
    public static PlanFigures Of(WeekProblem week, Plan plan, (WayFigures Nearest, WayFigures FirstCome) byHand)
    {
        var (problem, facts) = (week.Problem, week.Facts);
        var left = plan.Gaps.Select(gap => gap.Part).ToHashSet();
        return new PlanFigures(
            problem.Parts.Sum(part => part.Places),
            problem.Parts.Sum(part => part.Penalty * part.Places),
            problem.Parts.Count,
            facts.Helpers.Count,
            problem.Parts.Sum(part => (long)part.Options.Length),
            Wait(facts, facts.Parts),
            Wait(facts, facts.Parts.Where((_, i) => left.Contains(i))),
            Way(week, plan.Rows),
            byHand.Nearest,
            byHand.FirstCome);
    }

    /// <summary>What people would do without a plan; it needs no plan, so it can be worked out beside one.</summary>
    public static (WayFigures Nearest, WayFigures FirstCome) WithoutPlan(WeekProblem week) =>
        (Way(week, ByHand.NearestFirst(week.Problem, week.Metres)), Way(week, ByHand.FirstCome(week.Problem)));

    private static int Wait(WeekFacts facts, IEnumerable<WeekPart> parts) => parts.Select(part => (int)(facts.Now - part.PostedAt).TotalDays).DefaultIfEmpty().Max();

    private static WayFigures Way(WeekProblem week, IReadOnlyList<PlanRow> rows)
    {
        var problem = week.Problem;
        var (load, empty) = (new int[problem.Helpers.Count], problem.Parts.Select(part => part.Places).ToArray());
        var metres = 0L;
        foreach (var row in rows)
        {
            load[row.Helper]++;
            empty[row.Part]--;
            metres += week.Metres(row.Part, row.Helper);
        }

        var unmet = Enumerable.Range(0, empty.Length).Sum(part => problem.Parts[part].Penalty * empty[part]);
        var able = Enumerable.Range(0, load.Length).Where(node => problem.Helpers[node].Capacity > 0).ToArray();
        var most = able.Select(node => load[node] + week.HeldBy(node)).DefaultIfEmpty().Max();
        return new WayFigures(rows.Count, unmet, most, Gini([.. able.Select(node => OfTheirLimit(week, node, load[node]))]), rows.Count == 0 ? 0 : (int)(metres / rows.Count));
    }

    // The load of the week and the weekly mean of the four before, by what they said they can give in a week: whoever offered three is not overloaded by two.
    private static double OfTheirLimit(WeekProblem week, int node, int load) =>
        (load + week.HeldBy(node) + (week.LatelyOf(node) / 4.0)) / Math.Max(1, week.Facts.Helpers[week.HelperOf(node)].Capacity);

    // 0 when all carry the same share of their limit, near 1,000 when one carries everything.
    private static int Gini(double[] loads)
    {
        Array.Sort(loads);
        var sum = loads.Sum();
        var weighted = loads.Select((load, i) => load * (i + 1)).Sum();
        return sum == 0 ? 0 : (int)Math.Round(1_000 * ((2 * weighted / (loads.Length * sum)) - ((loads.Length + 1.0) / loads.Length)));
    }
}
