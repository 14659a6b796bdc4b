using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Visits;

/// <summary>Somebody named for a visit, as the helper sees them: who it is shows once they said yes.</summary>
public sealed record CompanionCard(CompanyRole Role, CompanyAnswer Answer, string? Name);

/// <summary>A planned visit on the helper's page.</summary>
public sealed record VisitCard
{
    public required DateOnly Day { get; init; }

    public required TimeOnly From { get; init; }

    public required TimeOnly Until { get; init; }

    public string? Leave { get; init; }

    public required bool InPair { get; init; }

    /// <summary>Whether the neighbour asked for another time.</summary>
    public required bool AnotherTime { get; init; }

    /// <summary>Whether "I'm there" and "I've left" can be said yet.</summary>
    public required bool CanBegin { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>When the coordinator is told, if nobody hears that the visit is over.</summary>
    public required DateTimeOffset AlarmAt { get; init; }

    public required bool PairWaived { get; init; }

    /// <summary>Helpers who have agreed to the same part: with one of them the pair is complete.</summary>
    public required IReadOnlyList<string> Others { get; init; }

    public CompanionCard? Partner { get; init; }

    public CompanionCard? Buddy { get; init; }
}

/// <summary>What an agreed claim shows of its visit: the plan when there is one, and what the address waits for.</summary>
public sealed record ClaimVisit(VisitCard? Plan, AddressGate Gate);

/// <summary>A planned visit as the neighbour sees it.</summary>
public sealed record VisitOnStatus(
    Guid ClaimId, string Helper, DateOnly Day, TimeOnly From, TimeOnly Until, string? Leave, IReadOnlyList<string> With, bool AnotherTime, bool CanMove, DateTimeOffset? ArrivedAt, DateTimeOffset? LeftAt);

/// <summary>A visit as somebody named for it sees it. A buddy reads a name and times; a partner also what it is and the area. Nobody reads whose door it is.</summary>
public sealed record CompanyCard
{
    public required Guid ClaimId { get; init; }

    public required string Helper { get; init; }

    public required CompanyRole Role { get; init; }

    public required CompanyAnswer Answer { get; init; }

    public required DateOnly Day { get; init; }

    public required TimeOnly From { get; init; }

    public required TimeOnly Until { get; init; }

    /// <summary>Only for a partner.</summary>
    public Phrase? Kind { get; init; }

    /// <summary>Only for a partner.</summary>
    public string? Area { get; init; }

    public required bool AnotherTime { get; init; }

    /// <summary>When a buddy is told that nobody has heard the end.</summary>
    public required DateTimeOffset AlarmAt { get; init; }

    public required bool Late { get; init; }

    public DateTimeOffset? LeftAt { get; init; }
}
