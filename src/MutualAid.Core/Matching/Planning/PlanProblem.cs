using System.Collections.Immutable;
using System.Numerics;
using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// A helper who may take one place of a part: which helper (by number), what it costs in points (0 is best), and in which quarters of a day
/// of the week they would be together there, as bits (0 is Monday's first, 27 is Sunday's last). No bit at all: at a time of their own choosing.
/// </summary>
public readonly record struct PlanOption(int Helper, int Cost, uint Slots = 0);

/// <summary>A part and a helper, by their numbers: pinned together or kept apart.</summary>
public readonly record struct PlanPair(int Part, int Helper);

/// <summary>An open part as the plan sees it.</summary>
public sealed record PlanPart
{
    /// <summary>How many different helpers are wanted.</summary>
    public int Places { get; init; } = 1;

    /// <summary>Points for each place left empty, on the scale of <see cref="NeedPriority"/>.</summary>
    public required long Penalty { get; init; }

    /// <summary>Everybody who may be asked, each once; the hard rules have been applied.</summary>
    public required ImmutableArray<PlanOption> Options { get; init; }

    /// <summary>A number for its kind of help; <see cref="PlanProblem.Caps"/> may limit a kind.</summary>
    public int Category { get; init; }

    /// <summary>Whether its helpers must come from different households.</summary>
    public bool Apart { get; init; }

    /// <summary>Whether it is of no use unless all places are filled.</summary>
    public bool Whole { get; init; }
}

/// <summary>A helper as the plan sees them, for one week.</summary>
public sealed record PlanHelper
{
    /// <summary>Points that each further thing in the same week costs more than the one before.</summary>
    public const int LoadStep = 120;

    /// <summary>How many things they can still do that week; 0 keeps them out of the plan.</summary>
    public required int Capacity { get; init; }

    /// <summary>The number of their household; 0 when they live alone or it is not known.</summary>
    public int Household { get; init; }

    /// <summary>How many things they can still do on each day of the week, Monday first; null when only the week counts.</summary>
    public IReadOnlyList<int>? DayRoom { get; init; }

    /// <summary>What the first, second and so on thing of the week costs, never less than the one before; null for the usual 0, 120, 240.</summary>
    public IReadOnlyList<int>? Steps { get; init; }

    /// <summary>How many things they can still do on a day, 0 for Monday; never more than in the week.</summary>
    public int RoomOn(int day) => DayRoom is null ? Capacity : Math.Min(DayRoom[day], Capacity);

    /// <summary>The quarters of days on which they can do nothing more, as bits; an option never names one of these.</summary>
    public uint FullDays => DayRoom is null ? 0 : FullDaysOf(DayRoom);

    /// <summary>The quarters of days with no room, as bits.</summary>
    public static uint FullDaysOf(IReadOnlyList<int> dayRoom)
    {
        var full = 0u;
        for (var day = 0; day < dayRoom.Count; day++)
        {
            full |= dayRoom[day] == 0 ? PlanProblem.QuartersOf(day) : 0;
        }

        return full;
    }

    /// <summary>The quarters that are still free, as bits, when these are taken: others, on days that hold one thing more.</summary>
    public uint FreeBeside(uint taken)
    {
        var free = ~taken;
        for (var day = 0; DayRoom is not null && day < PlanProblem.DaysInWeek; day++)
        {
            free &= BitOperations.PopCount(taken & PlanProblem.QuartersOf(day)) < RoomOn(day) ? uint.MaxValue : ~PlanProblem.QuartersOf(day);
        }

        return free;
    }

    public long Step(int already) => Steps is null ? (long)LoadStep * already : Steps[already];
}

/// <summary>
/// One week to be planned: who could do what at which cost, and what a coordinator has fixed. Whole numbers only and no names; what is here was
/// looked at by <see cref="Create"/>, so that nothing later can stumble over it.
/// </summary>
public sealed class PlanProblem
{
    /// <summary>Quarters of a day in a week.</summary>
    public const int SlotsInWeek = 28;

    public const int SlotsInDay = 4;

    public const int DaysInWeek = SlotsInWeek / SlotsInDay;

    /// <summary>There are so many hours in a week; nobody does more things than that.</summary>
    public const int MostCapacity = 168;

    private const int MostPoints = 1_000_000_000;

    private PlanProblem(PlanPart[] parts, PlanHelper[] helpers) => (Parts, Helpers) = (parts, helpers);

    public IReadOnlyList<PlanPart> Parts { get; }

    public IReadOnlyList<PlanHelper> Helpers { get; }

    /// <summary>Pairs that the plan must hold.</summary>
    public IReadOnlyCollection<PlanPair> Pins { get; private init; } = [];

    /// <summary>Pairs that the plan may not hold.</summary>
    public IReadOnlySet<PlanPair> Forbids { get; private init; } = new HashSet<PlanPair>();

    /// <summary>How many places of a kind of help the plan may fill at most.</summary>
    public IReadOnlyDictionary<int, int> Caps { get; private init; } = new Dictionary<int, int>();

    /// <summary>The quarters of one day, 0 for Monday, as bits.</summary>
    public static uint QuartersOf(int day) => 0xFu << (day * SlotsInDay);

    /// <summary>
    /// A problem that can be planned, or the sentence that says why not: numbers below zero, loads that get cheaper, options on days
    /// without room, pins that contradict each other or the rules. A part for several people at a time still open gets the quarter of a day at which
    /// most of them could come together.
    /// </summary>
    public static Result<PlanProblem> Create(
        IReadOnlyList<PlanPart> parts,
        IReadOnlyList<PlanHelper> helpers,
        IReadOnlyCollection<PlanPair>? pins = null,
        IReadOnlyCollection<PlanPair>? forbids = null,
        IReadOnlyDictionary<int, int>? caps = null)
    {
        if (helpers.Select(LookAtHelper).FirstOrDefault(why => why is not null) is { } helperWhy)
        {
            return Refusal.Invalid("Helpers", helperWhy);
        }

        var seen = new int[helpers.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            if (LookAtPart(parts[i], helpers, seen, i + 1) is { } why)
            {
                return Refusal.Invalid("Parts", why);
            }
        }

        if (caps?.Values.Any(cap => cap < 0) == true)
        {
            return Refusal.Invalid("Caps", Phrase.Of("A limit for a kind of help can’t be below 0."));
        }

        PlanPart[] settled = [.. parts.Select(TogetherAtOneTime)];
        var problem = new PlanProblem(settled, [.. helpers])
        {
            Pins = pins is null ? [] : [.. pins.Distinct().Order(Comparer<PlanPair>.Create((a, b) => (a.Part, a.Helper).CompareTo((b.Part, b.Helper))))],
            Forbids = forbids?.ToHashSet() ?? [],
            Caps = caps is null ? [] : new Dictionary<int, int>(caps),
        };
        return PlanPins.Contradiction(problem) is { } refusal ? refusal : problem;
    }

    /// <summary>The same problem with one more part, which alone is looked at, or why that cannot be.</summary>
    public Result<PlanProblem> With(PlanPart part)
    {
        if (LookAtPart(part, Helpers, new int[Helpers.Count], 1) is { } why)
        {
            return Refusal.Invalid("Parts", why);
        }

        return new PlanProblem([.. Parts, TogetherAtOneTime(part)], (PlanHelper[])Helpers) { Pins = Pins, Forbids = Forbids, Caps = Caps };
    }

    /// <summary>The same problem with one more pair pinned, or why that cannot be.</summary>
    public Result<PlanProblem> Pinned(PlanPair pair) => Create(Parts, Helpers, [.. Pins, pair], [.. Forbids], Caps);

    /// <summary>The option a pair has, or null when it has none or it was crossed out.</summary>
    public PlanOption? OptionOf(PlanPair pair)
    {
        foreach (var option in Parts[pair.Part].Options)
        {
            if (option.Helper == pair.Helper)
            {
                return Forbids.Contains(pair) ? null : option;
            }
        }

        return null;
    }

    private static Phrase? LookAtHelper(PlanHelper helper)
    {
        if (helper.Capacity < 0)
        {
            return Phrase.Of("What a helper can do in a week can’t be below 0.");
        }

        if (helper.DayRoom is { } room && (room.Count != DaysInWeek || room.Any(things => things < 0)))
        {
            return Phrase.Of("What a helper can do on a day is counted for each of seven days, and can’t be below 0.");
        }

        if (helper.Capacity > MostCapacity)
        {
            return Phrase.Of("Nobody can do more than {0} things in a week.", MostCapacity);
        }

        if (helper.Steps is not { } steps)
        {
            return null;
        }

        var rising = steps.Zip(steps.Skip(1)).All(pair => pair.First <= pair.Second) && steps.All(step => step is >= 0 and <= MostPoints);
        return rising && steps.Count >= helper.Capacity
            ? null
            : Phrase.Of("Each further thing in a week has to count at least as much as the one before.");
    }

    private static Phrase? LookAtPart(PlanPart part, IReadOnlyList<PlanHelper> helpers, int[] seen, int stamp)
    {
        if (part.Places < 1)
        {
            return Phrase.Of("A part needs at least one place.");
        }

        if (part.Penalty is < 0 or > MostPoints)
        {
            return Phrase.Of("Points are counted from 0 to {0}.", MostPoints);
        }

        foreach (var option in part.Options)
        {
            if ((uint)option.Helper >= (uint)helpers.Count || seen[option.Helper] == stamp)
            {
                return Phrase.Of("A helper can be an option for a part only once, and has to be in the plan.");
            }

            seen[option.Helper] = stamp;
            if (option.Cost is < 0 or > MostPoints || option.Slots >> SlotsInWeek != 0)
            {
                return Phrase.Of("Points are counted from 0 to {0}.", MostPoints);
            }

            if ((option.Slots & helpers[option.Helper].FullDays) != 0)
            {
                return Phrase.Of("Nobody is asked on a day on which they have no room.");
            }
        }

        return null;
    }

    // People who go together need one time. Which one is settled before the plan: where most of them could come, the earliest of these.
    private static PlanPart TogetherAtOneTime(PlanPart part)
    {
        if (part.Places == 1 || part.Options.All(option => (option.Slots & (option.Slots - 1)) == 0))
        {
            return part;
        }

        var best = Enumerable.Range(0, SlotsInWeek).MaxBy(slot => (part.Options.Count(option => (option.Slots >> slot & 1) != 0), -slot));
        return part with
        {
            Options = [.. part.Options.Where(o => o.Slots == 0 || (o.Slots >> best & 1) != 0).Select(o => o with { Slots = o.Slots == 0 ? 0 : 1u << best })],
        };
    }
}
