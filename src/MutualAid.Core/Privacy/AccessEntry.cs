namespace MutualAid.Core.Privacy;

/// <summary>Which contact facts were looked at.</summary>
public enum SeenFacts
{
    Phone,
    PhoneAndAddress,
}

/// <summary>Somebody looked at somebody's phone or address: shown to that person, kept 12 months. No look without this row.</summary>
public sealed class AccessEntry
{
    private AccessEntry()
    {
    }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Guid ViewerId { get; private set; }

    /// <summary>Whose facts they are.</summary>
    public Guid MemberId { get; private set; }

    public Guid? NeedId { get; private set; }

    public Guid? ClaimId { get; private set; }

    public SeenFacts Facts { get; private set; }

    public string Reason { get; private set; } = "";

    public static AccessEntry Of(Guid viewerId, Guid memberId, Guid? needId, Guid? claimId, SeenFacts facts, string reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        ViewerId = viewerId,
        MemberId = memberId,
        NeedId = needId,
        ClaimId = claimId,
        Facts = facts,
        Reason = reason,
    };
}
