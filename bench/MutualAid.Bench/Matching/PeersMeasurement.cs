using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using MutualAid.Bench.Instances;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Matching;

/// <summary>
/// <c>./measure matching-peers [DIR]</c>: the same problems in the same run through LEMON's network simplex (C++, a runner of ours) and SciPy's
/// assignment solvers, reading files never counted, the best of several runs on each side, in turns, so that a busy moment of the machine falls on
/// both. Who gets a different cost is out of the race.
/// </summary>
public static class PeersMeasurement
{
    private const int Runs = 15;
    private const int Turns = 3;

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

        // Each problem begins on a heap without the leavings of the one before, as each of theirs begins in a process of its own.
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect();
        var (ours, solution) = BestOf.Runs(runs / Turns, () => FlowSolver.Solve(network, ct)!);
        var (theirs, scipy) = ((Found?)null, (Found?)null);
        for (var turn = 0; turn < Turns; turn++)
        {
            theirs = Better(theirs, await RunAsync(lemon, [file, $"{Math.Min(runs, Runs) / Turns}"], ct));
            if (assignment && limits.SciPy > 0)
            {
                var script = Path.Combine(bench.Repository, "bench", "peers", "scipy_runner.py");
                scipy = Better(scipy, await RunAsync("/usr/bin/python3", [script, file, $"{Runs / Turns}"], ct));
            }

            ours = Math.Min(ours, BestOf.Runs(runs / Turns, () => FlowSolver.Solve(network, ct)!).Milliseconds);
        }

        Put("LEMON", theirs, limits.Lemon);
        if (assignment && limits.SciPy > 0)
        {
            Put("SciPy", scipy, limits.SciPy);
        }

        void Put(string peer, Found? other, double limit)
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

    private static Found? Better(Found? one, Found? other) =>
        one is { } a && other is { } b ? new Found(a.Cost, Math.Min(a.Milliseconds, b.Milliseconds)) : one ?? other;

    private static async Task<Found?> RunAsync(string program, string[] words, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToArray();
            return lines.Length == 0 ? null
                : new Found(long.Parse(lines[0][0], CultureInfo.InvariantCulture), lines.Min(line => double.Parse(line[1], CultureInfo.InvariantCulture)));
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

    private readonly record struct Found(long Cost, double Milliseconds);
}
