using System.Collections.Immutable;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching;

/// <summary>All that matching knows of a helper: numbers and sets, the place no finer than its cell, and no name.</summary>
public sealed record HelperFacts
{
    public required Guid MemberId { get; init; }

    /// <summary>Bit n is the kind of help with number n.</summary>
    public required long Kinds { get; init; }

    /// <summary>ISO codes of the languages spoken.</summary>
    public required ImmutableHashSet<string> Languages { get; init; }

    public required WeekHours Hours { get; init; }

    public required Cell? Cell { get; init; }

    public Guid? AreaId { get; init; }

    /// <summary>How far this helper goes, in metres.</summary>
    public required int Radius { get; init; }

    public required int WeeklyCapacity { get; init; }

    /// <summary>How many pieces of help on one day at most; null when only the week counts.</summary>
    public int? MostADay { get; init; }

    public Vetting Vetting { get; init; }

    public DateOnly? CheckedUntil { get; init; }

    public DateOnly? RestUntil { get; init; }

    /// <summary>Pieces of help this person gave in the last four weeks.</summary>
    public int HelpedLately { get; init; }

    /// <summary>How often this person was invited to something in the last seven days, whatever came of it.</summary>
    public int AskedLately { get; init; }
}

/// <summary>All that matching knows of a part of a need.</summary>
public sealed record PartFacts
{
    public required Guid PartId { get; init; }

    public required Guid NeedId { get; init; }

    public required Guid AskerId { get; init; }

    /// <summary>The number of its kind of help, 0 to 62.</summary>
    public required int Kind { get; init; }

    public Vetting LowestVetting { get; init; }

    /// <summary>ISO codes, the easiest first; one of them is enough, none means that any will do.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    public required PartTime Time { get; init; }

    public required Cell? Cell { get; init; }

    public Guid? AreaId { get; init; }

    /// <summary>Metres that a coordinator lets the search go beyond how far helpers usually go.</summary>
    public int WiderBy { get; init; }

    /// <summary>Its helpers come from different homes: it wants several, and the first visit of its kind is made by two.</summary>
    public bool HomesApart { get; init; }

    /// <summary>Whoever hands their place on, when somebody is looked for to take it over: who lives with them may.</summary>
    public Guid? HandedOnBy { get; init; }

    /// <summary>The day that vetting has to hold on: the part's own when it is set and still to come.</summary>
    public DateOnly VettedOn(DateOnly today) => Time.DayOrToday(today);
}

/// <summary>What there is between this helper and this part or its asker.</summary>
public sealed record BetweenFacts
{
    public static BetweenFacts Strangers { get; } = new();

    /// <summary>Pieces of help the helper has taken on or done in the part's week.</summary>
    public int HeldThatWeek { get; init; }

    /// <summary>Pieces of help the helper has on the part's own day; only read for a helper who limits their days.</summary>
    public int HeldThatDay { get; init; }

    /// <summary>One of the two asked not to be paired with the other, or would rather not meet again.</summary>
    public bool Blocked { get; init; }

    /// <summary>The helper was asked for, offered or held this part before, however that ended.</summary>
    public bool AskedBefore { get; init; }

    /// <summary>The part's helpers come from different homes, and somebody this helper lives with is asked for it or has said yes.</summary>
    public bool HousemateIsOnIt { get; init; }

    /// <summary>Pieces of help done for this asker after which both said that they would like to meet again.</summary>
    public int DoneTogether { get; init; }

    /// <summary>The first day this helper helped this asker.</summary>
    public DateOnly? TogetherSince { get; init; }

    /// <summary>What the last plans lacked at that time and this helper could give instead, in points; null where no plan has said anything yet.</summary>
    public int? Price { get; init; }
}

/// <summary>A helper and a part side by side, on a given day: what every rule and every feature of the score looks at.</summary>
public sealed record Pairing(HelperFacts Helper, PartFacts Part, BetweenFacts Between, DateOnly Today)
{
    /// <summary>From cell centre to cell centre in whole metres; null when only areas are known.</summary>
    public int? Distance => Metres(Helper.Cell, Part.Cell);

    /// <summary>The distance as coarsely as it is ever told; null when only areas are known.</summary>
    public DistanceBand? Band => Helper.Cell is { } a && Part.Cell is { } b ? DistanceBands.Between(a, b) : null;

    /// <summary>Both are known to be in the same area; what counts when a need has no cell.</summary>
    public bool SameArea => Part.AreaId is not null && Part.AreaId == Helper.AreaId;

    /// <summary>The hours in which the part can be done.</summary>
    public WeekHours WantedHours => Part.Time.Hours(Today);

    /// <summary>The hours in which the part can be done and the helper is free.</summary>
    public WeekHours CommonHours => Helper.Hours.Among(WantedHours);

    /// <summary>The easiest of the asker's languages that the helper speaks, by its place in the list; -1 when there is none.</summary>
    public int SharedLanguage => Part.Languages.ToList().FindIndex(Helper.Languages.Contains);

    /// <summary>That language as a value of a sentence.</summary>
    public LanguageCode Language => new(Part.Languages[SharedLanguage]);

    private static int? Metres(Cell? one, Cell? other) =>
        one is { } a && other is { } b ? (int)Math.Round(double.Hypot(a.Centre.X - b.Centre.X, a.Centre.Y - b.Centre.Y)) : null;
}
