using MutualAid.Bench.Instances;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure matching-optima [DIR]</c>: both engines, and the one that is picked where that is another, solve every problem of a folder that
/// somebody else published with its best cost.
/// Cost, the certificate's lower bound and what was published have to be the same number.
/// </summary>
public static class OptimaMeasurement
{
    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var folder = Folder(bench);
        await bench.Output.WriteLineAsync($"{"problem",-24}{"arcs",12}{"published",16}{"paths",16}{"simplex",16}{"picked",16}  proof");
        var (all, met) = (0, 0);
        foreach (var problem in PublishedInstance.ReadAll(folder))
        {
            var (paths, simplex, picked) = (
                AugmentingPaths.Solve(problem.Network, ct), NetworkSimplex.Solve(problem.Network, ct), FlowSolver.Solve(problem.Network, ct));
            var proven = Proves(problem, paths) && Proves(problem, simplex) && Proves(problem, picked);
            await bench.Output.WriteLineAsync(
                $"{problem.Name,-24}{problem.Network.Arcs,12}{problem.Best,16}{paths?.Cost,16}{simplex?.Cost,16}{picked?.Cost,16}  {(proven ? "cost = bound = published" : "FELL SHORT")}");
            all++;
            met += proven ? 1 : 0;
        }

        await bench.Output.WriteLineAsync(all == 0 ? $"There is no problem in {folder}." : $"{met} of {all}.");
        return all > 0 && met == all;
    }

    /// <summary>The folder named after the measurement, or the shared one beside the repository.</summary>
    public static string Folder(Workbench bench) => bench.Directory ?? Path.Combine(bench.Repository, "..", "shared", "data", "assignment");

    private static bool Proves(PublishedInstance problem, FlowSolution? solution) =>
        solution is not null && solution.Cost == problem.Best && FlowCertificate.Check(problem.Network, solution.Flow, solution.Price) is { ProvesBest: true } verdict
        && verdict.LowerBound == problem.Best;
}
