using System.Runtime.InteropServices;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Planning;
using MutualAid.Core.Needs;

namespace MutualAid.Bench.Matching;

/// <summary>A town made by chance, with what the plan does not look at but its judges do: where everybody lives, and what each had done lately.</summary>
/// <param name="Problem">The week to plan.</param>
/// <param name="Areas">The neighbourhood of each part.</param>
/// <param name="Metres">From each option's helper to the part, in the order of the part's options.</param>
/// <param name="Urgencies">How urgent each part is.</param>
/// <param name="Recent">What each helper gave in the last four weeks.</param>
public sealed record MadeTown(PlanProblem Problem, int[] Areas, int[][] Metres, Urgency[] Urgencies, int[] Recent);

/// <summary>How a town is made. The supply is helpers' hours against wanted ones; the size is what the targets name.</summary>
/// <param name="Needs">Parts to place.</param>
/// <param name="Helpers">People who may help.</param>
/// <param name="Pairs">Whether one part in fifteen wants two people of different households; without it every part wants one.</param>
/// <param name="WholePairs">Whether such a part is of no use half filled.</param>
/// <param name="Even">Whether an even load is worth more than the best match of all: as even as it can be with no place left empty for it.</param>
/// <param name="Slots">Whether parts have their quarter of the day; without it a helper's limit for the week is the only thing in the way.</param>
public sealed record TownPlan(int Needs, int Helpers, int Seed, bool Pairs = true, bool WholePairs = false, bool Slots = true, bool Even = false)
{
    public const int Areas = 120;
    private const int Kinds = 12;
    private const int BaseCost = 1_030;

    // A town of this density: a helper reaches a few hundred needs in a big one, a few dozen in a small one.
    private double Side => 3_000 * Math.Sqrt(Math.Max(Helpers, Needs) / 100.0) / 2;

    /// <summary>Makes the town. <paramref name="equity"/> holds a factor for each area in hundredths, by which its penalties grow.</summary>
    public MadeTown Make(int[]? equity = null)
    {
        var random = new Random(Seed);
        var centres = Enumerable.Range(0, Areas).Select(_ => new Centre(
            random.NextDouble() * Side, random.NextDouble() * Side, Math.Exp(Normal(random)), 0)).ToArray();

        // Where many need help fewer can give it, as in real towns.
        centres = [.. centres.Select(c => c with { Helpers = Math.Exp(Normal(random) - (0.5 * Math.Log(c.Needs))) })];
        var people = MakeHelpers(random, centres);
        var parts = new PlanPart[Needs];
        var (areas, metres, urgencies) = (new int[Needs], new int[Needs][], new Urgency[Needs]);
        var grid = people.Select((p, i) => (Cell: CellOf(p.X, p.Y), i)).ToLookup(p => p.Cell, p => p.i);
        for (var i = 0; i < Needs; i++)
        {
            areas[i] = Pick(random, centres, c => c.Needs);
            var (x, y) = Around(random, centres[areas[i]]);
            urgencies[i] = random.Next(100) switch { < 35 => Urgency.WhenSomeoneCan, < 75 => Urgency.Normal, < 95 => Urgency.Urgent, _ => (Urgency)3 };
            var penalty = EvenOnly * (long)NeedPriority.Of(urgencies[i], TimeSpan.FromDays(random.NextDouble() * 14)) * (equity is null ? 100 : equity[areas[i]]) / 100;
            var two = Pairs && random.Next(15) == 0;
            (parts[i], metres[i]) = MakePart(random, people, grid, (x, y), penalty, two);
        }

        var helpers = people.Select(p => new PlanHelper { Capacity = p.Capacity, Household = p.Home, DayRoom = DayRoomOf(p), Steps = StepsOf(p) }).ToArray();
        return new MadeTown(PlanProblem.Create(parts, helpers).Value, areas, metres, urgencies, [.. people.Select(p => p.Recent)]);
    }

    // What somebody gave lately, by their own limit, counts before the first thing of the week; each thing of the week more than the one before.
    private int[] StepsOf(Person p) => [.. Enumerable.Range(0, p.Capacity).Select(k => EvenOnly * ((60 * p.Recent / p.Capacity) + (PlanHelper.LoadStep * k)))];

    // One in ten does only so many things on one day.
    private static int[]? DayRoomOf(Person p) => p.MostADay == 0 ? null : [.. Enumerable.Repeat(p.MostADay, PlanProblem.DaysInWeek)];

    private int EvenOnly => Even ? 40 : 1;

    private (PlanPart Part, int[] Metres) MakePart(Random random, Person[] people, ILookup<(int, int), int> grid, (double X, double Y) at, long penalty, bool two)
    {
        var kind = Math.Min(random.Next(Kinds), random.Next(Kinds));
        var language = random.Next(100) switch { < 80 => 0, < 92 => 1, _ => 2 };
        var wanted = Wanted(random, two);
        var options = new List<PlanOption>();
        var metres = new List<int>();
        var (cellX, cellY) = CellOf(at.X, at.Y);
        for (var dx = -6; dx <= 6; dx++)
        {
            for (var dy = -6; dy <= 6; dy++)
            {
                foreach (var i in grid[(cellX + dx, cellY + dy)])
                {
                    var p = people[i];
                    var common = p.Free & wanted;
                    if ((p.Kinds >> kind & 1) == 0 || (p.Languages >> language & 1) == 0 || (wanted != 0 && common == 0))
                    {
                        continue;
                    }

                    // From the middle of one square kilometre to the middle of the other, as matching sees it.
                    var far = (int)(1_000 * double.Hypot(dx, dy));
                    if (far <= p.Radius + HardRules.HalfCellDiagonal)
                    {
                        var near = far >= p.Radius ? 0 : 400 - (400 * far / p.Radius);
                        var score = near + random.Next(81) + random.Next(121) - (int)(13 * Math.Log2(1 + System.Numerics.BitOperations.PopCount((uint)p.Kinds)));
                        options.Add(new PlanOption(i, BaseCost - Math.Clamp(score, 0, 1_000), Slots ? common : 0));
                        metres.Add(far);
                    }
                }
            }
        }

        var part = new PlanPart
        {
            Places = two ? 2 : 1,
            Penalty = penalty,
            Options = ImmutableCollectionsMarshal.AsImmutableArray(options.ToArray()),
            Category = kind,
            Apart = two,
            Whole = two && WholePairs,
        };
        return (part, [.. metres]);
    }

    // Three in five have their day and quarter, a quarter a few to choose from, the others are glad of any time.
    private static uint Wanted(Random random, bool two) => random.Next(100) switch
    {
        < 60 => 1u << Quarter(random),
        < 85 when !two => (1u << Quarter(random)) | (1u << Quarter(random)) | (1u << Quarter(random)),
        _ => two ? 1u << Quarter(random) : 0,
    };

    // Nobody asks for the night.
    private static int Quarter(Random random) => (random.Next(7) * PlanProblem.SlotsInDay) + 1 + random.Next(3);

    private Person[] MakeHelpers(Random random, Centre[] centres)
    {
        var people = new Person[Helpers];
        for (var i = 0; i < Helpers; i++)
        {
            // One in eight lives with the one before.
            var withLast = i > 0 && random.Next(8) == 0;
            var (x, y) = withLast ? (people[i - 1].X, people[i - 1].Y) : Around(random, centres[Pick(random, centres, c => c.Helpers)]);
            var (kinds, free) = (0, 0u);
            for (var k = 0; k < 1 + random.Next(4); k++)
            {
                kinds |= 1 << random.Next(Kinds);
            }

            for (var k = 0; k < 3 + random.Next(8); k++)
            {
                free |= 1u << Quarter(random);
            }

            var capacity = random.Next(100) switch { < 55 => 1, < 80 => 2, < 93 => 3, _ => 4 + random.Next(3) };
            people[i] = new Person(
                x, y, kinds, 1 | (random.Next(6) == 0 ? 2 : 0) | (random.Next(10) == 0 ? 4 : 0), free, capacity, 1_000 + (500 * random.Next(9)),
                withLast ? people[i - 1].Home : i + 1, random.Next(10) == 0 ? 1 + random.Next(2) : 0, random.Next(4) * random.Next(3));
        }

        return people;
    }

    private (double X, double Y) Around(Random random, Centre centre) => (centre.X + (900 * Normal(random)), centre.Y + (900 * Normal(random)));

    private static (int, int) CellOf(double x, double y) => ((int)Math.Floor(x / 1_000), (int)Math.Floor(y / 1_000));

    private static int Pick(Random random, Centre[] centres, Func<Centre, double> weight)
    {
        var left = random.NextDouble() * centres.Sum(weight);
        var at = 0;
        while (at < centres.Length - 1 && (left -= weight(centres[at])) > 0)
        {
            at++;
        }

        return at;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private readonly record struct Centre(double X, double Y, double Needs, double Helpers);

    private readonly record struct Person(
        double X, double Y, int Kinds, int Languages, uint Free, int Capacity, int Radius, int Home, int MostADay, int Recent);
}
