using System.Diagnostics;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure matching-scale</c>: plans of made towns with slots, days, households and parts for two. How far from the bound, how many served
/// beside the most that could be, the two engines on one network, the proof beside the search, and one urgent need taken into a finished plan.
/// </summary>
public static class ScaleMeasurement
{
    // Needs, helpers, and the ceiling in milliseconds.
    private static readonly (int Needs, int Helpers, double Ceiling)[] Towns = [(20_000, 40_000, 10_000), (10_000, 12_000, 3_000), (2_000, 2_000, 300), (2_000, 1_000, 300)];

    public static Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var table = new RatioTable(bench.Output);
        foreach (var (needs, helpers, ceiling) in Towns)
        {
            Measure(table, needs, helpers, ceiling, ct);
        }

        foreach (var helpers in (int[])[2_000, 1_000, 500])
        {
            var town = new TownPlan(2_000, helpers, Workbench.Seed, WholePairs: true).Make();
            var plan = Planner.Make(town.Problem, null, ct).Value;
            table.Head($"2,000 needs, {helpers:#,0} helpers, pairs both or neither");
            table.Row("plan / bound", plan.Cost, plan.LowerBound, 1.03, "points");
            table.Row("pairs left half filled", PlanCertificate.Check(town.Problem, plan).Halves, 1, 0, "");
        }

        return Task.FromResult(table.Met);
    }

    private static void Measure(RatioTable table, int needs, int helpers, double ceiling, CancellationToken ct)
    {
        var town = new TownPlan(needs, helpers, Workbench.Seed).Make();
        var problem = town.Problem;
        table.Head($"{needs:#,0} needs, {helpers:#,0} helpers, {problem.Parts.Sum(p => (long)p.Options.Length):#,0} options");
        if (needs > 10_000)
        {
            // The largest comes first, so that the peak is that of one town and one plan.
            Planner.Make(problem, null, ct);
            table.Ceiling("memory of the process, one plan made", Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0, 400, "MB");
        }

        var (whole, plan) = BestOf.Runs(3, () => Planner.Make(problem, null, ct).Value);
        var (proof, verdict) = BestOf.Runs(3, () => PlanCertificate.Check(problem, plan));
        table.Row("plan / lower bound over all options", plan.Cost, verdict.LowerBound, verdict.ProvesBest ? 1 : 0, "points");
        table.Row("places filled / the most that could be", plan.Filled, MostFilled(problem), 1, "", atLeast: true);
        table.Row("certificate / plan", proof, whole, 0.1);
        table.Ceiling("plan, proven", whole, ceiling, "ms");
        InsertOne(table, problem, ct);

        var (used, _) = Planner.Networks(problem);
        var (paths, one) = BestOf.Runs(needs > 5_000 ? 1 : 3, () => AugmentingPaths.Solve(used, ct)!);
        var (simplex, other) = BestOf.Runs(needs > 5_000 ? 1 : 3, () => NetworkSimplex.Solve(used, ct)!);
        table.Row("costs of the two engines", one.Cost, other.Cost, one.Cost == other.Cost && one.Cost == plan.Cost ? 1 : 0, "points");
        table.Row("augmenting paths / own network simplex", paths, simplex, 0.5);
    }

    // The same parts and people with nothing to choose but how many: each empty place costs one, everything else nothing.
    private static double MostFilled(PlanProblem problem)
    {
        var parts = problem.Parts.Select(part => part with { Penalty = 1, Options = [.. part.Options.Select(o => o with { Cost = 0 })] }).ToArray();
        var helpers = problem.Helpers.Select(helper => helper with { Steps = new int[helper.Capacity] }).ToArray();
        return Planner.Make(PlanProblem.Create(parts, helpers).Value).Value.Filled;
    }

    private static void InsertOne(RatioTable table, PlanProblem problem, CancellationToken ct)
    {
        var random = new Random(Workbench.Seed);
        var times = new List<double>();
        var (anew, open) = (Stopwatch.StartNew(), Planner.Open(problem, null, ct).Value);
        var whole = anew.Elapsed.TotalMilliseconds;
        var expected = open.Read().Cost;
        for (var i = 0; i < 60; i++)
        {
            var urgent = problem.Parts[random.Next(problem.Parts.Count)] with { Penalty = 30_000, Places = 1, Apart = false };
            var watch = Stopwatch.StartNew();
            expected += open.Insert(urgent, ct).Value;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        var after = open.Read();
        table.Row("one urgent need inserted (median of 60) / anew", times[30], whole, 0.02);
        table.Row("plan after 60 such / lower bound", after.Cost, after.LowerBound, after.Cost == expected ? 1 : 0, "points");
    }
}
