using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Visits;

namespace MutualAid.Core.Needs;

/// <summary>A helper's own claim on its page: the plan, and while it stands the neighbour's name and words.</summary>
public sealed record ClaimDetails
{
    public required Guid Id { get; init; }

    public required Guid NeedId { get; init; }

    public required ClaimState State { get; init; }

    public required KindBadge Kind { get; init; }

    public required Phrase Title { get; init; }

    public string? Area { get; init; }

    /// <summary>What this piece is, in the asker's words; only while agreed or just done.</summary>
    public string? What { get; init; }

    public required PartTime Time { get; init; }

    /// <summary>The neighbour's first name; only while agreed or just done.</summary>
    public string? AskerName { get; init; }

    /// <summary>The neighbour's own words; only while agreed or just done.</summary>
    public string? Words { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    public bool FirstVisitInPairs { get; init; }

    /// <summary>The line the helper wrote along.</summary>
    public string? Hello { get; init; }

    /// <summary>Whether the helper is asked to take somebody's place.</summary>
    public bool TakesOver { get; init; }

    /// <summary>What the first helper wrote to whoever took over; only while agreed or just done.</summary>
    public string? HandNote { get; init; }

    /// <summary>An unanswered invitation lapses at this instant.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>What the helper fits in with; what not to say on the phone only while agreed.</summary>
    public NeedCare Care { get; init; } = NeedCare.None;

    /// <summary>How the neighbour wishes to be reached, and what to keep to; only while agreed.</summary>
    public ReachBy ReachBy { get; init; }

    public SafeContact SafeContact { get; init; }

    /// <summary>Whether a phone or an address is kept for it at all.</summary>
    public bool HoldsContact { get; init; }

    /// <summary>The planned visit and what the address waits for; only while agreed.</summary>
    public ClaimVisit? Visit { get; init; }

    /// <summary>Whether the planned day has come; what has no day of its own can be done at any time.</summary>
    public bool DayHasCome { get; init; }

    /// <summary>When the helper last said "I am coming".</summary>
    public DateTimeOffset? ComingSince { get; init; }

    /// <summary>Whether the clock waits for the helper's word: the day before, or because there was none yet.</summary>
    public bool AsksWord { get; init; }

    /// <summary>Whether it was asked the day before.</summary>
    public bool DayIsNear { get; init; }

    /// <summary>When the neighbour changed something, while nobody has said yet whether it is still fine.</summary>
    public DateTimeOffset? ChangeToldAt { get; init; }

    public Outcome? HelperSaid { get; init; }

    /// <summary>The helper's other claims on the same need that stand.</summary>
    public required IReadOnlyList<OtherPart> OtherParts { get; init; }

    public required IReadOnlyList<TimelineRow> Timeline { get; init; }

    /// <summary>Whether it is agreed: the only state in which contact facts can be opened.</summary>
    public bool IsAgreed => State == ClaimState.Agreed;

    public bool CanRelease => State is ClaimState.Agreed or ClaimState.Offered;

    /// <summary>Whether the helper can tell how it went: while it is agreed, and once after the neighbour told.</summary>
    public bool CanReport => State == ClaimState.Agreed || (HelperSaid is null && State is ClaimState.Done or ClaimState.PartDone or ClaimState.DidntHappen);

    public bool CanThank => State is ClaimState.Done or ClaimState.PartDone;
}

/// <summary>Another part of the same need that the helper holds.</summary>
public sealed record OtherPart(Guid ClaimId, KindBadge Kind, PartTime Time, ClaimState State);

/// <summary>A helper's week: how much is taken of how much, and until when they rest.</summary>
public sealed record HelperWeek(int Taken, int Capacity, DateOnly? RestUntil);
