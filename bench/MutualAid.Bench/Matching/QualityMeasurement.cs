using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure matching-quality</c>: what a plan is worth beside what people do without one, on the same made towns under the same rules, and what
/// the factor for areas that were left behind does for the tenth of them that is worst off. Means over some seeds.
/// </summary>
public static class QualityMeasurement
{
    private const int Seeds = 3;

    private static readonly (string Name, int Needs, int Helpers, bool Judged)[] Towns = [("ample", 5_000, 6_000, false), ("tight", 5_000, 3_000, true), ("scarce", 5_000, 2_400, true), ("very scarce", 5_000, 2_000, false)];

    public static Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var table = new RatioTable(bench.Output);
        foreach (var (name, needs, helpers, judged) in Towns)
        {
            var sums = new double[10];
            for (var seed = Workbench.Seed; seed < Workbench.Seed + Seeds; seed++)
            {
                var recipe = new TownPlan(needs, helpers, seed);
                var town = recipe.Make();
                var even = LoadOf(town, Planner.Make((recipe with { Even = true }).Make().Problem, null, ct).Value);
                var plan = Planner.Make(town.Problem, null, ct).Value;
                var (greedy, nearest, board) = (new Baselines(town, seed).UrgentFirst(), new Baselines(town, seed).Nearest(), new Baselines(town, seed).Board());
                double[] figures =
                [
                    Unmet(town, EmptyOf(town, plan)), Unmet(town, greedy.Outcome.Empty), Unmet(town, board.Outcome.Empty),
                    Gini(OfTheirLimit(town, LoadOf(town, plan))), Gini(OfTheirLimit(town, nearest.Outcome.Load)), Gini(OfTheirLimit(town, even)),
                    Gini(Given(town, LoadOf(town, plan))), Gini(Given(town, nearest.Outcome.Load)), Gini(Given(town, even)),
                    (double)plan.Filled / town.Problem.Parts.Sum(p => p.Places) * 100,
                ];
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += figures[i] / Seeds;
                }
            }

            table.Head($"{name}: {needs:#,0} needs, {helpers:#,0} helpers, {sums[9]:0.0} % filled by the plan");
            table.Row("weighted unmet, plan / most urgent first", sums[0], sums[1], judged ? 0.7 : double.PositiveInfinity, "%");
            table.Row("weighted unmet, plan / board", sums[0], sums[2], judged ? 0.35 : double.PositiveInfinity, "%");
            table.Row("Gini of the load by each limit, plan / nearest first", sums[3], sums[4], 0.85, "");
            table.Row("as even as can be / nearest first", sums[5], sums[4], double.PositiveInfinity, "");
            table.Row("Gini of things done, plan / nearest first", sums[6], sums[7], double.PositiveInfinity, "");
            table.Row("as even as can be / nearest first", sums[8], sums[7], double.PositiveInfinity, "");
        }

        Equity(table, ct);
        return Task.FromResult(table.Met);
    }

    // The factor comes from the fill of the weeks before, as it would: here from the plan without it.
    private static void Equity(RatioTable table, CancellationToken ct)
    {
        var (with, without) = (0.0, 0.0);
        for (var seed = Workbench.Seed; seed < Workbench.Seed + Seeds; seed++)
        {
            var recipe = new TownPlan(5_000, 2_400, seed);
            var town = recipe.Make();
            var fills = Fills(town, Planner.Make(town.Problem, null, ct).Value);
            var city = fills.Values.Sum(f => f.Filled) / fills.Values.Sum(f => f.Wanted);
            var factors = new int[TownPlan.Areas];
            for (var area = 0; area < factors.Length; area++)
            {
                var fill = fills.TryGetValue(area, out var f) ? f.Filled / f.Wanted : city;
                factors[area] = (int)(100 * Math.Clamp(city / Math.Max(fill, 0.01), 1, 1.5));
            }

            var fair = recipe.Make(factors);
            without += WorstTenth(fills) / Seeds * 100;
            with += WorstTenth(Fills(fair, Planner.Make(fair.Problem, null, ct).Value)) / Seeds * 100;
        }

        table.Head("scarce, areas with ten places and more");
        table.Row("fill of the worst tenth of areas, with / without", with, without, 1.05, "%", atLeast: true);
    }

    private static Dictionary<int, (double Filled, double Wanted)> Fills(MadeTown town, Plan plan)
    {
        var empty = EmptyOf(town, plan);
        return Enumerable.Range(0, empty.Length).GroupBy(part => town.Areas[part]).ToDictionary(
            area => area.Key,
            area => ((double)area.Sum(part => town.Problem.Parts[part].Places - empty[part]), (double)area.Sum(part => town.Problem.Parts[part].Places)));
    }

    private static double WorstTenth(Dictionary<int, (double Filled, double Wanted)> fills)
    {
        var sorted = fills.Values.Where(f => f.Wanted >= 10).Select(f => f.Filled / f.Wanted).Order().ToArray();
        return sorted.Take(Math.Max(1, sorted.Length / 10)).Average();
    }

    private static int[] EmptyOf(MadeTown town, Plan plan)
    {
        var empty = new int[town.Problem.Parts.Count];
        foreach (var gap in plan.Gaps)
        {
            empty[gap.Part] = gap.Places;
        }

        return empty;
    }

    private static int[] LoadOf(MadeTown town, Plan plan)
    {
        var load = new int[town.Problem.Helpers.Count];
        foreach (var row in plan.Rows)
        {
            load[row.Helper]++;
        }

        return load;
    }

    private static double Unmet(MadeTown town, int[] empty) =>
        100.0 * town.Problem.Parts.Select((part, i) => part.Penalty * empty[i]).Sum() / town.Problem.Parts.Sum(part => part.Penalty * part.Places);

    // The load of this week and the weekly mean of the four before, by what each said they can give in a week: somebody who offered three is not
    // overloaded by two. This is the load the score counts, too.
    private static IEnumerable<double> OfTheirLimit(MadeTown town, int[] load) =>
        load.Select((now, helper) => (now + (town.Recent[helper] / 4.0)) / town.Problem.Helpers[helper].Capacity);

    private static IEnumerable<double> Given(MadeTown town, int[] load) => load.Select((now, helper) => (double)(now + town.Recent[helper]));

    // 0 when all are the same.
    private static double Gini(IEnumerable<double> loads)
    {
        var sorted = loads.Order().ToArray();
        return sorted.Select((value, i) => ((2 * (i + 1)) - sorted.Length - 1) * value).Sum() / (sorted.Length * sorted.Sum());
    }
}
