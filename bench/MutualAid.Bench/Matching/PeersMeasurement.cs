using System.Diagnostics;
using System.Globalization;
using MutualAid.Bench.Instances;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure matching-peers [DIR]</c>: the same problems in the same run through LEMON's network simplex (C++, a runner of ours) and SciPy's
/// assignment solvers, reading files never counted, the best of several runs on each side. Who gets a different cost is out of the race.
/// </summary>
public static class PeersMeasurement
{
    private const int Runs = 15;

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var lemon = await CompileAsync(bench, ct);
        if (lemon is null)
        {
            await bench.Output.WriteLineAsync("LEMON could not be compiled: install Debian's g++ and liblemon-dev.");
            return false;
        }

        var table = new RatioTable(bench.Output);
        table.Head("published problems: ours / theirs");
        foreach (var problem in PublishedInstance.ReadAll(OptimaMeasurement.Folder(bench)))
        {
            await CompareAsync(bench, table, lemon, problem.Name, problem.Network, Enough(problem.Network), (1.0, 1.5), ct);
        }

        table.Head("made towns: augmenting paths / LEMON, one network");
        foreach (var (needs, helpers) in ((int, int)[])[(2_000, 2_000), (2_000, 1_000), (10_000, 12_000)])
        {
            var (used, _) = Planner.Networks(new TownPlan(needs, helpers, Workbench.Seed).Make().Problem);
            await CompareAsync(bench, table, lemon, $"{needs:#,0} x {helpers:#,0}", used, needs > 5_000 ? Runs : 20, (0.7, 0), ct);
        }

        return table.Met;
    }

    private static int Enough(FlowNetwork network) => network.Arcs < 50_000 ? 150 : 40;

    private static async Task CompareAsync(
        Workbench bench, RatioTable table, string lemon, string name, FlowNetwork network, int runs, (double Lemon, double SciPy) limits, CancellationToken ct)
    {
        var file = Path.Combine(bench.Folder, "problem.txt");
        await WriteAsync(network, file, ct);
        var assignment = IsAssignment(network);
        var (ours, solution) = BestOf.Runs(runs, () => FlowSolver.Solve(network, ct)!);
        var theirs = await RunAsync(lemon, [file, $"{Math.Min(runs, Runs)}"], ct);
        Put("LEMON", theirs, limits.Lemon);
        if (assignment && limits.SciPy > 0)
        {
            var script = Path.Combine(bench.Repository, "bench", "peers", "scipy_runner.py");
            Put("SciPy", await RunAsync("/usr/bin/python3", [script, file, $"{Runs}"], ct), limits.SciPy);
        }

        void Put(string peer, (long Cost, double Milliseconds)? other, double limit)
        {
            if (other is not { } found || found.Cost != solution.Cost)
            {
                bench.Output.WriteLine($"{name} / {peer}: {(other is null ? "could not be run" : $"cost {other.Value.Cost}, ours {solution.Cost}")}");
                table.Row($"{name} / {peer}", 1, 0, limit);
                return;
            }

            table.Row($"{name} / {peer}", ours, found.Milliseconds, limit);
        }
    }

    // The first half of the nodes gives one unit each to the other half.
    private static bool IsAssignment(FlowNetwork network)
    {
        for (var node = 0; node < network.Nodes; node++)
        {
            if (network.Supply[node] != (node < network.Nodes / 2 ? 1 : -1))
            {
                return false;
            }
        }

        return network.Nodes % 2 == 0;
    }

    private static async Task<string?> CompileAsync(Workbench bench, CancellationToken ct)
    {
        var program = Path.Combine(bench.Folder, "lemon_runner");
        try
        {
            using var compiler = Process.Start("g++", ["-O3", "-DNDEBUG", "-o", program, Path.Combine(bench.Repository, "bench", "peers", "lemon_runner.cpp")]);
            await compiler.WaitForExitAsync(ct);
            return compiler.ExitCode == 0 ? program : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(long Cost, double Milliseconds)?> RunAsync(string program, string[] words, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToArray();
            return lines.Length == 0 ? null
                : (long.Parse(lines[0][0], CultureInfo.InvariantCulture), lines.Min(line => double.Parse(line[1], CultureInfo.InvariantCulture)));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task WriteAsync(FlowNetwork network, string file, CancellationToken ct)
    {
        await using var text = new StreamWriter(file);
        await text.WriteLineAsync($"{network.Nodes} {network.Arcs}".AsMemory(), ct);
        for (var node = 0; node < network.Nodes; node++)
        {
            text.WriteLine(network.Supply[node]);
        }

        for (var arc = 0; arc < network.Arcs; arc++)
        {
            text.WriteLine($"{network.From[arc]} {network.To[arc]} {network.Capacity[arc]} {network.Cost[arc]}");
        }
    }
}
