using MutualAid.Core.Needs;

namespace MutualAid.Bench.Waves;

/// <summary>What one run came to.</summary>
public sealed record WaveFigures
{
    /// <summary>Of all needs, in hundredths.</summary>
    public required double Fill { get; init; }

    public required double UrgentFill { get; init; }

    /// <summary>The part of the fill that somebody found on the board.</summary>
    public required double FromBoard { get; init; }

    public required double PingsPerFill { get; init; }

    /// <summary>Minutes from the post to the yes, of those filled.</summary>
    public required double ClaimMiddle { get; init; }

    public required double ClaimSlow { get; init; }

    /// <summary>Asks that a helper gets in a week: on average, and 95 of 100 get no more.</summary>
    public required double AsksAWeek { get; init; }

    public required double AsksAWeekMost { get; init; }

    /// <summary>Yeses for nothing, for each filled need.</summary>
    public required double Surplus { get; init; }

    /// <summary>How unevenly help given is shared against what each can give: 0 is even.</summary>
    public required double Gini { get; init; }

    /// <summary>The share of helpers whom nobody ever asked.</summary>
    public required double NeverAsked { get; init; }

    /// <summary>Fill of the worst tenth of areas against the mean.</summary>
    public required double WorstAreas { get; init; }

    /// <summary>Fill of each day, in hundredths.</summary>
    public required double[] FillByDay { get; init; }

    /// <summary>The most asks that anybody had within seven days.</summary>
    public required int MostInSevenDays { get; init; }

    /// <summary>What only waves know: the share of needs of which a coordinator was told, days of alarm, asks against the quiet hours.</summary>
    public double HandedOver { get; init; }

    public int DaysOfAlarm { get; init; }

    public int AsksAtNight { get; init; }

    /// <summary>Plays the town under this way of asking.</summary>
    public static WaveFigures Of(WaveTown town, WayOfAsking way)
    {
        var figures = Of(WaveRun.Of(town, way));
        return way is not WavesAsk waves ? figures : figures with
        {
            HandedOver = 100.0 * waves.HandOvers.Values.Sum() / Math.Max(1, town.Needs.Count),
            DaysOfAlarm = waves.DaysOfAlarm,
            AsksAtNight = waves.AsksAtNight,
        };
    }

    private static WaveFigures Of(WaveRun run)
    {
        var (town, needs) = (run.Town, run.Needs);
        var all = Enumerable.Range(0, needs.Count).ToList();
        var filled = all.Where(i => needs[i].End is NeedEnd.Asked or NeedEnd.Board).ToList();
        var claims = filled.Select(i => needs[i].EndedAt - town.Needs[i].Posted).Order().ToList();
        var weeks = (int)Math.Ceiling(town.Recipe.Days / 7.0);
        var asks = Enumerable.Range(0, town.Helpers.Count).SelectMany(h => Enumerable.Range(0, weeks).Select(w => (double)run.AskedInWeek[h, w])).Order().ToList();
        var areas = all.GroupBy(i => town.Needs[i].Area).Where(g => g.Count() >= 20).Select(g => Share(g, needs)).Order().ToList();
        var load = run.Given.Select((given, h) => given / (double)town.Helpers[h].Facts.WeeklyCapacity).Order().ToList();
        return new WaveFigures
        {
            Fill = Share(all, needs),
            UrgentFill = Share(all.Where(i => town.Needs[i].Urgency >= Urgency.Urgent), needs),
            FromBoard = 100.0 * all.Count(i => needs[i].End == NeedEnd.Board) / Math.Max(1, all.Count),
            PingsPerFill = (double)run.Pings / Math.Max(1, filled.Count),
            ClaimMiddle = At(claims, .5),
            ClaimSlow = At(claims, .9),
            AsksAWeek = asks.DefaultIfEmpty(0).Average(),
            AsksAWeekMost = At(asks, .95),
            Surplus = (double)run.Surplus / Math.Max(1, filled.Count),
            Gini = load.Sum() == 0 ? 0 : load.Select((value, i) => ((2 * (i + 1)) - load.Count - 1) * value).Sum() / (load.Count * load.Sum()),
            NeverAsked = 100.0 * Enumerable.Range(0, town.Helpers.Count).Count(h => Enumerable.Range(0, weeks + 1).All(w => run.AskedInWeek[h, w] == 0)) / town.Helpers.Count,
            WorstAreas = areas.Count == 0 ? 1 : areas.Take(Math.Max(1, areas.Count / 10)).Average() / areas.Average(),
            MostInSevenDays = run.MostInSevenDays,
            FillByDay = [.. Enumerable.Range(0, town.Recipe.Days).Select(day => Share(all.Where(i => (int)(town.Needs[i].Posted / WaveTown.Day) == day), needs))],
        };
    }

    private static double Share(IEnumerable<int> some, IReadOnlyList<NeedRun> needs)
    {
        var list = some.ToList();
        return 100.0 * list.Count(i => needs[i].End is NeedEnd.Asked or NeedEnd.Board) / Math.Max(1, list.Count);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}

/// <summary>The mean of some runs and half the width of its 95 % interval (Student's t).</summary>
public readonly record struct Interval(double Mean, double Half)
{
    // The 0.975 quantile of Student's t for 1 to 29 degrees of freedom; beyond that close enough to 2.
    private static readonly double[] Quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045,
    ];

    public double Low => Mean - Half;

    public double High => Mean + Half;

    public static Interval Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        if (values.Count < 2)
        {
            return new Interval(mean, 0);
        }

        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        var quantile = values.Count - 2 < Quantiles.Length ? Quantiles[values.Count - 2] : 2.04;
        return new Interval(mean, quantile * deviation / Math.Sqrt(values.Count));
    }
}
