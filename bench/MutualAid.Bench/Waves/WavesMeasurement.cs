using System.Globalization;
using MutualAid.Core.Matching.Waves;

namespace MutualAid.Bench.Waves;

/// <summary>
/// <c>./measure waves [DIR]</c>: four weeks of a town, the network's own <see cref="WavePolicy"/> beside what others do, on the same people, the same needs
/// and the same moods, twenty seeds each, with 95 % intervals. Behaviour is made: it ranks ways of asking, it does not foretell a real town's figures.
/// </summary>
public static class WavesMeasurement
{
    public const int Seeds = 20;

    private const int All = 3;
    private const int SweepSeeds = 4;

    private static readonly double[] Sweep = [0, .06, .12, .18, .25, .4];

    private static readonly (string Name, Func<WayOfAsking> Make)[] Ways =
    [
        ("waves", () => new WavesAsk(WaveSettings.Default)),
        ("waves, board later", () => new WavesAsk(WaveSettings.Default, boardAtOnce: false)),
        ("waves, no prices", () => new WavesAsk(WaveSettings.Default, learnsPrices: false)),
        ("notify all in range", () => new NotifyAll()),
        ("board only", () => new BoardOnly()),
        ("nearest, one by one", () => new NearestFirst()),
        ("best score, one by one", () => new BestScoreFirst()),
        ("reviewed match (CiviCRM)", () => new ReviewedMatch()),
    ];

    public static async Task<bool> RunAsync(Workbench bench, CancellationToken ct)
    {
        var output = bench.Output;
        var met = true;
        output.WriteLine($"{Seeds} seeds from {Workbench.Seed}, means ± half of the 95 % interval; 120 needs a day for 28 days on 400 km²");
        foreach (var (recipe, limit) in new[] { (new TownRecipe("sparse", 1_500), 0.15), (new TownRecipe("dense", 6_000), 0.05) })
        {
            var figures = Play(recipe, Ways, Seeds, ct);
            Print(output, recipe, figures);
            met &= Judge(output, figures, limit);
            await DrawAsync(bench, recipe, figures, ct);
        }

        foreach (var (name, file, latitude, longitude, codes) in RealPoints.Sets)
        {
            var points = await RealPoints.ReadAsync(bench.Directory, file, latitude, longitude, codes, ct);
            if (points.Count == 0)
            {
                output.WriteLine($"\nSkipped: {name}. No folder was given that holds {file}.");
                continue;
            }

            var recipe = new TownRecipe($"{name}, {points.Count} real points", 1_500, Points: points);
            var figures = Play(recipe, Ways, Seeds, ct);
            Print(output, recipe, figures);
            met &= Judge(output, figures, 0.15);
        }

        await SweepAsync(bench, ct);
        return met;
    }

    // Both cores, one seed each; a seed gives the same whatever runs beside it.
    private static WaveFigures[][] Play(TownRecipe recipe, IReadOnlyList<(string Name, Func<WayOfAsking> Make)> ways, int seeds, CancellationToken ct)
    {
        var figures = ways.Select(_ => new WaveFigures[seeds]).ToArray();
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, i =>
        {
            var town = WaveTown.Make(recipe, Workbench.Seed + i);
            for (var way = 0; way < ways.Count; way++)
            {
                figures[way][i] = WaveFigures.Of(town, ways[way].Make());
            }
        });
        return figures;
    }

    private static void Print(TextWriter output, TownRecipe recipe, WaveFigures[][] figures)
    {
        output.WriteLine($"\n{recipe.Name}, {recipe.Helpers.ToString("#,0", CultureInfo.InvariantCulture)} helpers");
        output.WriteLine($"{"",-26}{"filled %",14}{"urgent %",14}{"board %",9}{"asks/filled",14}{"yes after, p50 p90 min",24}{"asks/week, p95",16}{"surplus",9}{"Gini",7}{"never asked %",15}{"worst areas",13}");
        for (var way = 0; way < Ways.Length; way++)
        {
            var runs = figures[way];
            string Cell(Func<WaveFigures, double> of, string format = "0.0") => With(Interval.Of([.. runs.Select(of)]), format);
            string Mean(Func<WaveFigures, double> of, string format = "0.0") => runs.Average(of).ToString(format, CultureInfo.InvariantCulture);
            output.WriteLine(
                $"{Ways[way].Name,-26}{Cell(f => f.Fill),14}{Cell(f => f.UrgentFill),14}{Mean(f => f.FromBoard),9}{Cell(f => f.PingsPerFill, "0.00"),14}"
                + $"{$"{Mean(f => f.ClaimMiddle, "0")}, {Mean(f => f.ClaimSlow, "0")}",24}{$"{Mean(f => f.AsksAWeek, "0.00")}, {Mean(f => f.AsksAWeekMost)}",16}"
                + $"{Mean(f => f.Surplus, "0.00"),9}{Mean(f => f.Gini, "0.00"),7}{Mean(f => f.NeverAsked),15}{Mean(f => f.WorstAreas, "0.00"),13}");
        }
    }

    // By the upper end of the interval of each seed's own ratio, and by the lower end of each seed's own difference: luck does not meet a target.
    private static bool Judge(TextWriter output, WaveFigures[][] figures, double limit)
    {
        var met = true;
        for (var way = 0; way < All; way++)
        {
            var ratio = Interval.Of([.. figures[way].Zip(figures[All], (waves, all) => waves.PingsPerFill / all.PingsPerFill)]);
            var more = Interval.Of([.. figures[way].Zip(figures[All], (waves, all) => waves.Fill - all.Fill)]);
            var (most, night) = (figures[way].Max(f => f.MostInSevenDays), figures[way].Sum(f => f.AsksAtNight));
            Line($"{Ways[way].Name} / {Ways[All].Name}: asks per filled need {With(ratio, "0.000")}, at most {Number(limit)}", ratio.High <= limit);
            Line($"{Ways[way].Name} - {Ways[All].Name}: filled {With(more, "0.0")} points, at least 0", more.Low >= 0);
            Line($"{Ways[way].Name}: most asks of anybody in seven days {most}, at most {WaveSettings.Default.HardBudget}; in quiet hours {night}", most <= WaveSettings.Default.HardBudget && night == 0);
            output.WriteLine($"{Ways[way].Name}: a coordinator was told of {Number(figures[way].Average(f => f.HandedOver))} % of needs; alarm on {Number(figures[way].Average(f => f.DaysOfAlarm))} of 28 days");
        }

        return met;

        void Line(string words, bool keeps)
        {
            met &= keeps;
            output.WriteLine(words + (keeps ? "" : "  FELL SHORT"));
        }
    }

    // Nobody knows how fast real people tire of asks, so the answer is shown for slow and for fast.
    private static async Task SweepAsync(Workbench bench, CancellationToken ct)
    {
        (string Name, Func<WayOfAsking> Make)[] ways = [Ways[0], Ways[All], Ways[All + 2]];
        var fills = ways.Select(_ => new List<double>()).ToArray();
        bench.Output.WriteLine($"\nhow fast people tire, sparse, {SweepSeeds} seeds: {string.Join(" | ", ways.Select(w => $"{w.Name} filled %, asks/filled"))} | ratio of the first two");
        foreach (var fatigue in Sweep)
        {
            var figures = Play(new TownRecipe("sparse", 1_500, Fatigue: fatigue), ways, SweepSeeds, ct);
            for (var way = 0; way < ways.Length; way++)
            {
                fills[way].Add(figures[way].Average(f => f.Fill));
            }

            var cells = figures.Select(runs => $"{Number(runs.Average(f => f.Fill))}, {Number(runs.Average(f => f.PingsPerFill))}");
            var ratio = figures[0].Average(f => f.PingsPerFill) / figures[1].Average(f => f.PingsPerFill);
            bench.Output.WriteLine($"{fatigue.ToString("0.00", CultureInfo.InvariantCulture),6}  {string.Join(" | ", cells)} | {ratio.ToString("0.000", CultureInfo.InvariantCulture)}");
        }

        await File.WriteAllTextAsync(
            Path.Combine(Folder(bench), "waves-fatigue.svg"),
            SvgChart.Lines(
                "Needs that found somebody, by how fast people tire of asks",
                "how much of a yes each ask without help takes away, sparse town",
                [.. Sweep.Select(f => f.ToString("0.##", CultureInfo.InvariantCulture))],
                [.. ways.Select((way, i) => new Line(way.Name, fills[i]))]),
            ct);
    }

    private static async Task DrawAsync(Workbench bench, TownRecipe recipe, WaveFigures[][] figures, CancellationToken ct)
    {
        var folder = Folder(bench);
        var town = $"{recipe.Name} town, {recipe.Helpers.ToString("#,0", CultureInfo.InvariantCulture)} helpers";
        IReadOnlyList<Bar> Of(Func<WaveFigures, double> figure) => [.. Ways.Select((way, i) => new Bar(way.Name, Interval.Of([.. figures[i].Select(figure)])))];
        await File.WriteAllTextAsync(Path.Combine(folder, $"waves-{recipe.Name}-filled.svg"), SvgChart.Bars($"Needs that found somebody in time, {town}", "%", Of(f => f.Fill)), ct);
        await File.WriteAllTextAsync(Path.Combine(folder, $"waves-{recipe.Name}-asks.svg"), SvgChart.Bars($"Asks for each need that found somebody, {town}", "asks", Of(f => f.PingsPerFill)), ct);
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"waves-{recipe.Name}-days.svg"),
            SvgChart.Lines(
                $"Needs that found somebody, by day, {town}",
                "day",
                [.. Enumerable.Range(1, recipe.Days).Select(day => day == 1 || day % 7 == 0 ? $"{day}" : "")],
                [.. Ways.Select((way, i) => new Line(way.Name, [.. Enumerable.Range(0, recipe.Days).Select(day => figures[i].Average(f => f.FillByDay[day]))]))]),
            ct);
    }

    private static string Folder(Workbench bench) => Directory.CreateDirectory(Path.Combine(bench.Repository, "docs", "benchmarks")).FullName;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string With(Interval interval, string format) =>
        $"{interval.Mean.ToString(format, CultureInfo.InvariantCulture)} ± {interval.Half.ToString(format, CultureInfo.InvariantCulture)}";
}
