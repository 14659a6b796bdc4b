using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Bench.Waves;

/// <summary>Somebody who helps. What the network knows are the facts; the rest is what they are like, which nobody knows.</summary>
/// <param name="At">Where they live, in metres.</param>
/// <param name="Facts">What matching sees of them.</param>
/// <param name="Keen">How likely they say yes when rested: one in ten .45, three in ten .18, the others .05.</param>
/// <param name="Visits">How often they look at the board by themselves, times a day.</param>
/// <param name="EvenAtNight">They said that a critical need may wake them.</param>
/// <param name="Paused">They asked for a break.</param>
public sealed record TownHelper(NpgsqlPoint At, HelperFacts Facts, double Keen, double Visits, bool EvenAtNight, bool Paused);

/// <summary>A need on the day it comes. Times are minutes from the first midnight.</summary>
/// <param name="At">Where it is, in metres.</param>
/// <param name="Facts">What matching sees of it.</param>
/// <param name="Posted">When it is asked for.</param>
/// <param name="Deadline">When help comes too late.</param>
/// <param name="Area">One of the 25 squares of four kilometres.</param>
/// <param name="Within">The helpers within whose distance it lies and who do its kind, paused ones left out.</param>
public sealed record TownNeed(NpgsqlPoint At, PartFacts Facts, Urgency Urgency, double Posted, double Deadline, int Area, int[] Within);

/// <summary>How a town is made.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Points">Real points in metres for the needs to lie on; null for made ones.</param>
/// <param name="Fatigue">
/// How much of a yes one more ask without help takes away, 0 to 1; it wears off in three days. Nobody has measured it in the field. 0.18 is where asking
/// everybody in the sparse town fills about half of the needs, as in the project's first prototype (52.5 %).
/// </param>
public sealed record TownRecipe(string Name, int Helpers, double NeedsADay = 120, int Days = 28, double Fatigue = 0.18, IReadOnlyList<NpgsqlPoint>? Points = null);

/// <summary>A town of 20 by 20 km with its people and four weeks of needs, all from one seed.</summary>
public sealed class WaveTown
{
    public const double Side = 20_000;
    public const int AreasAcross = 5;
    public const int Kinds = 12;
    public const double Day = 24 * 60;

    /// <summary>The first midnight: a Monday in spring, with no change of the clocks within eight weeks.</summary>
    public static readonly DateTimeOffset Begins = new(2026, 5, 18, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 5, 18);

    // How many needs come in each hour of a day, and on each day of a week, against the mean; few at night, fewer at weekends.
    private static readonly double[] HourRhythm = [.2, .1, .1, .1, .1, .2, .4, .8, 1.4, 1.8, 1.9, 1.8, 1.5, 1.5, 1.6, 1.6, 1.5, 1.5, 1.4, 1.2, 1, .7, .5, .3];
    private static readonly double[] DayRhythm = [1.25, 1.15, 1.1, 1.05, 1.05, .75, .65];

    private readonly int[]?[] rested;

    private WaveTown(TownRecipe recipe, int seed, TownHelper[] helpers, TownNeed[] needs) =>
        (Recipe, Seed, Helpers, Needs, rested) = (recipe, seed, helpers, needs, new int[needs.Length][]);

    public TownRecipe Recipe { get; }

    public int Seed { get; }

    public IReadOnlyList<TownHelper> Helpers { get; }

    /// <summary>In the order they come.</summary>
    public IReadOnlyList<TownNeed> Needs { get; }

    public static WaveTown Make(TownRecipe recipe, int seed)
    {
        var random = new Random(seed);
        var helpers = Enumerable.Range(0, recipe.Helpers).Select(i => MakeHelper(random, recipe, i)).ToArray();
        var times = Enumerable.Range(0, (int)(recipe.NeedsADay * recipe.Days)).Select(_ => Time(random, recipe.Days)).Order().ToArray();
        return new WaveTown(recipe, seed, helpers, [.. times.Select((at, i) => MakeNeed(random, recipe, helpers, i, at))]);
    }

    /// <summary>
    /// The points of a helper who carries nothing and was not asked lately, by their place in the need's list; the same for every way of asking, so they are
    /// summed up once. A town is played by one thread.
    /// </summary>
    internal int PointsOfTheRested(int need, int place)
    {
        var known = rested[need] ??= [.. Needs[need].Within.Select(h => MatchScore.Of(new Pairing(Helpers[h].Facts, Needs[need].Facts, BetweenFacts.Strangers, Today), Weights.Default).Total)];
        return known[place];
    }

    private static TownHelper MakeHelper(Random random, TownRecipe recipe, int i)
    {
        // Near real points live half of the people, the others anywhere.
        var at = recipe.Points is { } points && random.Next(2) == 0
            ? Near(random, points[random.Next(points.Count)])
            : new NpgsqlPoint(random.NextDouble() * Side, random.NextDouble() * Side);
        var kinds = 0L;
        while (System.Numerics.BitOperations.PopCount((ulong)kinds) < 4)
        {
            kinds |= 1L << random.Next(Kinds);
        }

        var (keen, visits) = random.Next(10) switch { 0 => (.45, .4), < 4 => (.18, .15), _ => (.05, .05) };
        var facts = new HelperFacts
        {
            MemberId = Id(i),
            Kinds = kinds,
            Languages = ["en"],
            Hours = WeekHours.Always,
            Cell = Cell.Holding(at),
            Radius = 2_500 + random.Next(3_000),
            WeeklyCapacity = 1 + random.Next(4),
        };
        return new TownHelper(at, facts, keen, visits, random.Next(10) == 0, random.Next(33) == 0);
    }

    private static TownNeed MakeNeed(Random random, TownRecipe recipe, TownHelper[] helpers, int i, double posted)
    {
        var at = recipe.Points is { } points ? points[random.Next(points.Count)] : new NpgsqlPoint(random.NextDouble() * Side, random.NextDouble() * Side);
        var kind = random.Next(Kinds);
        var (urgency, hours) = random.Next(100) switch { < 4 => (Urgency.Critical, 1.5), < 25 => (Urgency.Urgent, 3), _ => (Urgency.Normal, 24.0) };
        var facts = new PartFacts { PartId = Id(i), NeedId = Id(i), AskerId = Id(int.MaxValue), Kind = kind, Time = PartTime.Whenever, Cell = Cell.Holding(at) };
        var within = new List<int>();
        for (var h = 0; h < helpers.Length; h++)
        {
            // All other hard rules hold by how people are made here; a test says so.
            if ((helpers[h].Facts.Kinds >> kind & 1) != 0 && !helpers[h].Paused && Metres(helpers[h].At, at) <= helpers[h].Facts.Radius)
            {
                within.Add(h);
            }
        }

        return new TownNeed(at, facts, urgency, posted, posted + (hours * 60), AreaOf(at), [.. within]);
    }

    private static double Time(Random random, int days)
    {
        while (true)
        {
            var minute = random.NextDouble() * days * Day;
            if (random.NextDouble() * 1.9 * 1.25 < HourRhythm[(int)(minute / 60) % 24] * DayRhythm[(int)(minute / Day) % 7])
            {
                return minute;
            }
        }
    }

    /// <summary>The square of four kilometres that a point lies in.</summary>
    public static int AreaOf(NpgsqlPoint at) => ((int)(at.X / (Side / AreasAcross)) * AreasAcross) + (int)(at.Y / (Side / AreasAcross));

    /// <summary>From one point to the other in metres.</summary>
    public static double Metres(NpgsqlPoint one, NpgsqlPoint other) => double.Hypot(one.X - other.X, one.Y - other.Y);

    private static NpgsqlPoint Near(Random random, NpgsqlPoint point) => new(Inside(point.X + Step(random)), Inside(point.Y + Step(random)));

    private static double Step(Random random) => 1_500 * (random.NextDouble() - random.NextDouble());

    private static double Inside(double metres) => Math.Clamp(metres, 0, Side - 1);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
