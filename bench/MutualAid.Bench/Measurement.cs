using MutualAid.Bench.Kills;
using MutualAid.Bench.Matching;
using MutualAid.Bench.Pages;
using MutualAid.Bench.Races;
using MutualAid.Bench.Waves;

namespace MutualAid.Bench;

/// <summary>One thing that is measured.</summary>
/// <param name="Name">What it is called by: <c>./measure NAME</c>.</param>
/// <param name="What">One line of what is measured.</param>
/// <param name="Target">What has to come out.</param>
/// <param name="Run">Measures and prints; true when the target was met.</param>
public sealed record Measurement(string Name, string What, string Target, Func<Workbench, CancellationToken, Task<bool>> Run);

/// <summary>Every measurement: one file each, one line here.</summary>
public static class MeasurementTable
{
    private const int FellShort = 1;
    private const int Mistyped = 2;

    public static IReadOnlyList<Measurement> All { get; } =
    [
        new(
            "import",
            "brings in 22,208 requests; DIR holds requests_anonymized.csv",
            "under 20 s and under 300 MB, and again adds nothing",
            async (bench, ct) => await ImportMeasurement.RunAsync(await bench.DatabaseAsync("import", ct), bench.Repository, bench.Directory, bench.Output, ct)),
        new("pages", "opens every page of the main path with 1,000 and with 100,000 open needs", "each within 2 times", PagesMeasurement.RunAsync),
        new(
            "claim-race",
            "100 helpers at two servers take on 1,000 parts, ten helpers each part at once",
            "1,000 of 10,000 get one, no part twice, every other finds a kind page",
            ClaimRace.RunAsync),
        new(
            "join-race",
            "100 helpers at two servers join 100 parts that want five helpers, fifty helpers each part",
            "500 of 5,000 join, no part has more than five, every other finds a kind page",
            JoinRace.RunAsync),
        new("repeat-submit", "sends every form that makes something twenty times at once, and again after a cut connection", "one effect each", RepeatSubmit.RunAsync),
        new(
            "kill",
            "kills the app 50 times and PostgreSQL 20 times under writes",
            "nothing lost that was said to be kept, no claim without audit entry and notices, ready again within 10 s",
            KillMeasurement.RunAsync),
        new("matching-optima", "solves problems that others published with their best cost, by both engines; DIR is laid out like shared/data/assignment", "every cost = its bound = the published one", OptimaMeasurement.RunAsync),
        new(
            "matching-scale",
            "plans made towns of 2,000 to 20,000 needs with slots, days, households and pairs",
            "cost = bound, all served that can be, paths at most 0.5 of the network simplex, proof at most 0.1 and an inserted need at most 0.02 of the plan, pairs within 1.03",
            ScaleMeasurement.RunAsync),
        new(
            "matching-end-to-end",
            "makes the plan of a town in the database: reads, plans, proves, compares, keeps the rows",
            "2,000 needs in 0.3 s, 10,000 with 12,000 helpers in 3 s, 20,000 with 40,000 in 10 s, under 400 MB",
            EndToEndMeasurement.RunAsync),
        new(
            "matching-peers",
            "the same problems through LEMON's network simplex and SciPy's assignment solvers; DIR as for matching-optima",
            "at most 1.0 of LEMON and 1.5 of SciPy on each published problem, 0.7 of LEMON on made towns",
            PeersMeasurement.RunAsync),
        new(
            "matching-quality",
            "plans beside what people do without one: most urgent first, nearest first, a board",
            "weighted unmet at most 0.7 of most urgent first and 0.35 of the board, Gini of the load at most 0.85 of nearest first, worst tenth of areas at least 1.05 with equity",
            QualityMeasurement.RunAsync),
        new(
            "suggestions",
            "asks for the best helpers of a need and the best needs of a helper among 100,000 helpers, 30,000 open needs and 1,000,000 offers",
            "p50 at most 30 and 8 times a key probe, p99 at most 10 ms, at least 0.98 of the ten best of a full sum",
            SuggestionsMeasurement.RunAsync),
        new(
            "waves",
            "four weeks of asking in a sparse and a dense town: waves beside notify-all, a board, one by one and a reviewed match; DIR is laid out like shared/data",
            "asks per filled need at most 0.15 of notify-all's sparse and 0.05 dense, at no lower fill",
            WavesMeasurement.RunAsync),
    ];

    public static Measurement? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    public static async Task<int> ListAsync(TextWriter output)
    {
        foreach (var measurement in All)
        {
            await output.WriteLineAsync($"{measurement.Name,-16} {measurement.What}\n{"",-16} target: {measurement.Target}");
        }

        return 0;
    }

    /// <summary>Runs one; the result is the exit code.</summary>
    public static async Task<int> RunAsync(Measurement measurement, string? directory, TextWriter output, CancellationToken ct = default)
    {
        await using var bench = await Workbench.SetUpAsync(directory, output, ct);
        await output.WriteLineAsync($"{measurement.Name}: {measurement.What}\n{await Machine.DescribeAsync(bench.Cluster, ct)}\nseed: {Workbench.Seed}\n");
        var met = await measurement.Run(bench, ct);
        await output.WriteLineAsync(met ? "\nTarget met." : $"\nTarget not met: {measurement.Target}.");
        return met ? 0 : FellShort;
    }

    public static async Task<int> RefuseAsync(string[] words, TextWriter output)
    {
        await output.WriteLineAsync(words.Length > 1 && Find(words[0]) is not null
            ? "A measurement takes one folder at most: ./measure NAME [DIR]."
            : $"There is no measurement {words.FirstOrDefault() ?? "without a name"}. ./measure list names them.");
        return Mistyped;
    }
}
