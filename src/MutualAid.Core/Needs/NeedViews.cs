using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>What somebody asked the board to show. Everything left out shows all.</summary>
public sealed record NeedFilter(string? Kind = null, Guid? Area = null, Urgency? Urgency = null, string? Language = null, bool FitsMe = false)
{
    /// <summary>How many of the choices are set.</summary>
    public int Count => (Kind is null ? 0 : 1) + (Area is null ? 0 : 1) + (Urgency is null ? 0 : 1) + (Language is null ? 0 : 1) + (FitsMe ? 1 : 0);

    /// <summary>Whether a need of this kind in this area is among what was asked for.</summary>
    public bool Takes(string kindId, Guid? areaId) => (Kind is null || kindId == Kind) && (Area is null || areaId == Area);
}

/// <summary>A kind of help as a page shows it.</summary>
public sealed record KindBadge(string Id, Phrase Name, string Icon, string Tone);

/// <summary>An open need on the board: kind, area and time, and nothing that tells who asks.</summary>
public sealed record NeedCard
{
    public required Guid Id { get; init; }

    public required KindBadge Kind { get; init; }

    /// <summary>Made of the kinds, never of the asker's words.</summary>
    public required Phrase Title { get; init; }

    public string? Area { get; init; }

    public Urgency Urgency { get; init; }

    /// <summary>The time of the first part that is open.</summary>
    public required PartTime When { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    public required int PartsOpen { get; init; }

    public required int Parts { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required TimeSpan Waited { get; init; }

    /// <summary>How far it is from the helper's own cell; null when either has none.</summary>
    public DistanceBand? Distance { get; init; }

    public bool FirstVisitInPairs { get; init; }

    /// <summary>True when this helper may read about the kind but needs a check before taking it on.</summary>
    public bool NeedsCheck { get; init; }
}

/// <summary>Which of its faces a need's page shows.</summary>
public enum NeedFace
{
    /// <summary>Somebody who could help, or has been asked to.</summary>
    Helper,

    /// <summary>The coordinator of the area: everything but the contact facts.</summary>
    Coordinator,

    /// <summary>The neighbour who asked.</summary>
    Asker,
}

/// <summary>One part of a need on its page.</summary>
public sealed record PartRow
{
    public required Guid Id { get; init; }

    public required KindBadge Kind { get; init; }

    /// <summary>What this piece is, when the kind alone does not say it; the asker's words, so only after agreement.</summary>
    public string? What { get; init; }

    public required PartTime Time { get; init; }

    public required PartState State { get; init; }

    public required int HelpersWanted { get; init; }

    public required int HelpersAgreed { get; init; }

    /// <summary>The reader's own claim on it, when there is one that stands.</summary>
    public Guid? MyClaimId { get; init; }

    public ClaimState? MyState { get; init; }

    /// <summary>Why the reader cannot take this piece; null when it can be taken or is not open.</summary>
    public Phrase? Barred { get; init; }

    public bool CanTake { get; init; }

    /// <summary>Whether its day is over.</summary>
    public bool Past { get; init; }

    /// <summary>Whether this date alone was taken back.</summary>
    public bool Skipped { get; init; }
}

/// <summary>A helper on a need: first name and vetting, for the asker and the area's coordinator.</summary>
public sealed record HelperOnNeed(Guid ClaimId, string Name, Vetting? Vetting, ClaimState State, int PartNumber)
{
    /// <summary>What each side said, when the two tell it differently; null otherwise.</summary>
    public (Outcome Helper, Outcome Asker)? Differ { get; init; }

    /// <summary>What is still missing, after "part done".</summary>
    public string? Missing { get; init; }
}

/// <summary>One line of what has happened.</summary>
public sealed record TimelineRow(DateTimeOffset At, Phrase Words, bool ByClock = false);

/// <summary>A need on its own page. What a face may not know is null or empty here, not hidden on the page.</summary>
public sealed record NeedDetails
{
    public required NeedFace Face { get; init; }

    public required Guid Id { get; init; }

    public required KindBadge Kind { get; init; }

    public required Phrase Title { get; init; }

    public string? Area { get; init; }

    public Guid? AreaId { get; init; }

    public required Urgency Urgency { get; init; }

    public required NeedState State { get; init; }

    public required HelperChoice Choice { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required TimeSpan Waited { get; init; }

    public DistanceBand? Distance { get; init; }

    public bool FirstVisitInPairs { get; init; }

    public required IReadOnlyList<PartRow> Parts { get; init; }

    /// <summary>The reader's limit and how much of it is used; null for somebody without a helper profile.</summary>
    public HelperLoad? Load { get; init; }

    /// <summary>Why the reader cannot take anything on just now (rest, own limits); null when there is room.</summary>
    public Phrase? NoRoom { get; init; }

    /// <summary>Whether it is about several days, such as the evenings of a meal train.</summary>
    public bool SeveralDays => Parts.Count > 1 && Parts.All(p => p.Time is { When: PartWhen.OnDay }) && Parts.Select(p => p.Time.Day).Distinct().Count() == Parts.Count;

    /// <summary>How its dates come round, in words; null when they do not.</summary>
    public Phrase? Repeats { get; init; }

    /// <summary>Whether there is a part this reader can say yes to.</summary>
    public bool CanTake => Parts.Any(p => p.CanTake);

    /// <summary>Six letters to say on the phone: asker and coordinator.</summary>
    public string? Reference { get; init; }

    /// <summary>The asker's first name: coordinator of the area.</summary>
    public string? AskerName { get; init; }

    /// <summary>The asker's own words: asker and coordinator of the area.</summary>
    public string? Words { get; init; }

    public IReadOnlyList<HelperOnNeed> Helpers { get; init; } = [];

    public required IReadOnlyList<TimelineRow> Timeline { get; init; }
}

/// <summary>What is left of a need somebody was a moment too late for.</summary>
/// <param name="MyClaimId">The reader's own claim on it, when there is one that stands: then nobody was faster.</param>
public sealed record NeedTaken(Guid Id, Phrase Title, string? Area, bool StillLooking, Guid? MyClaimId)
{
    /// <summary>Whether the reader had offered or was asked, and was let go because somebody has it now.</summary>
    public bool LetGo { get; init; }

    /// <summary>Whether the reader said yes too late and is among the first to be asked for the next one like it.</summary>
    public bool StandsBy { get; init; }
}

/// <summary>How many needs are open in an area: exact to those who may read them, and only from 5 on for everybody else.</summary>
public sealed record AreaCount(Guid AreaId, string Name, int Open, DateTimeOffset? OldestAt)
{
    /// <summary>Whether the reader lives there.</summary>
    public bool Mine { get; init; }

    /// <summary>From the middle of the reader's area to the middle of this one; null where either is not known, and for one's own.</summary>
    public DistanceBand? Distance { get; init; }
}

/// <summary>A choice in the filter.</summary>
public sealed record AreaChoice(Guid Id, string Name);
