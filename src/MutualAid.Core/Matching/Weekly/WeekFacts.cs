using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>A helper as a plan reads them: numbers and sets, the place no finer than its cell, and no name.</summary>
internal sealed record WeekHelper
{
    public required Guid Id { get; init; }

    public required long Kinds { get; init; }

    /// <summary>Bits of the languages that open needs ask for.</summary>
    public ulong Languages { get; init; }

    public required WeekHours Hours { get; init; }

    public Cell? Cell { get; init; }

    public Guid? AreaId { get; init; }

    public required int Radius { get; init; }

    public required int Capacity { get; init; }

    /// <summary>How many things on one day at most; null when only the week counts.</summary>
    public int? MostADay { get; init; }

    public Vetting Vetting { get; init; }

    public DateOnly? CheckedUntil { get; init; }

    public DateOnly? RestUntil { get; init; }

    /// <summary>Those with the same one live together; null when nobody has said.</summary>
    public Guid? HomeId { get; init; }
}

/// <summary>An open part as a plan reads it.</summary>
internal sealed record WeekPart
{
    public required Guid Id { get; init; }

    public required Guid NeedId { get; init; }

    public required Guid AskerId { get; init; }

    public required int Kind { get; init; }

    /// <summary>Whether the first visit of this kind is made by two: then several helpers come from different homes, and all or none.</summary>
    public bool InPairs { get; init; }

    public Vetting LowestVetting { get; init; }

    /// <summary>Numbers of the languages asked for, the easiest first.</summary>
    public int[] Languages { get; init; } = [];

    public required PartTime Time { get; init; }

    public Cell? Cell { get; init; }

    public Guid? AreaId { get; init; }

    public int WiderBy { get; init; }

    public required Urgency Urgency { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>Places that nobody has agreed to, offered for or is being asked for.</summary>
    public required int Places { get; init; }
}

/// <summary>All that a plan is made from, read at one moment.</summary>
internal sealed record WeekFacts
{
    public required DateOnly Today { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>In the order they were posted.</summary>
    public required IReadOnlyList<WeekPart> Parts { get; init; }

    public required IReadOnlyList<WeekHelper> Helpers { get; init; }

    /// <summary>What somebody carries in a week, being asked included: plans do not pile question on question.</summary>
    public IReadOnlyDictionary<(Guid Helper, DateOnly Week), int> Held { get; init; } = new Dictionary<(Guid, DateOnly), int>();

    /// <summary>What somebody who limits their days has on a day, being asked included.</summary>
    public IReadOnlyDictionary<(Guid Helper, DateOnly Day), int> HeldDays { get; init; } = new Dictionary<(Guid, DateOnly), int>();

    public IReadOnlyDictionary<Guid, int> InHand { get; init; } = new Dictionary<Guid, int>();

    public int MostInHand { get; init; } = int.MaxValue;

    public IReadOnlyDictionary<Guid, int> Lately { get; init; } = new Dictionary<Guid, int>();

    /// <summary>Quarters of the week in which a helper has something on already.</summary>
    public IReadOnlyDictionary<Guid, uint> Busy { get; init; } = new Dictionary<Guid, uint>();

    /// <summary>Helpers who are not asked for a part: asked before, however that ended, would rather not, or living with somebody who is on it where homes are to differ.</summary>
    public ILookup<Guid, Guid> Asked { get; init; } = NoPairs;

    /// <summary>Helpers whom an asker, or who the asker, would rather not meet.</summary>
    public ILookup<Guid, Guid> Apart { get; init; } = NoPairs;

    /// <summary>Helpers who helped an asker before and both said that they would like to meet again: how often, since when.</summary>
    public ILookup<Guid, (Guid Helper, int Count, DateOnly Since)> Together { get; init; } =
        Array.Empty<(Guid, (Guid, int, DateOnly))>().ToLookup(p => p.Item1, p => p.Item2);

    /// <summary>How much more a need of an area counts where fewer needs found somebody lately, in hundredths from 100 to 150.</summary>
    public IReadOnlyDictionary<Guid, int> Equity { get; init; } = new Dictionary<Guid, int>();

    public IReadOnlyCollection<(Guid Part, Guid Helper)> Pins { get; init; } = [];

    public IReadOnlyCollection<(Guid Part, Guid Helper)> Forbids { get; init; } = [];

    /// <summary>By the number of a kind of help, how many places of it a plan fills at most.</summary>
    public IReadOnlyDictionary<int, int> Limits { get; init; } = new Dictionary<int, int>();

    /// <summary>Pairs of the plan before this one.</summary>
    public IReadOnlySet<(Guid Part, Guid Helper)> LastPlan { get; init; } = new HashSet<(Guid, Guid)>();

    private static ILookup<Guid, Guid> NoPairs => Array.Empty<(Guid, Guid)>().ToLookup(p => p.Item1, p => p.Item2);
}
