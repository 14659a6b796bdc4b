namespace MutualAid.Core.Needs.Visits;

/// <summary>What somebody is asked to be for a visit.</summary>
public enum CompanyRole
{
    /// <summary>Comes along.</summary>
    Partner,

    /// <summary>Stays at home, is told the times and never the address, and is the first to hear when nobody came back.</summary>
    Buddy,
}

/// <summary>What they said.</summary>
public enum CompanyAnswer
{
    Asked,
    Yes,
    No,
}

/// <summary>A member whom a helper named for a visit, as partner or as buddy.</summary>
public sealed class Companion
{
    private Companion()
    {
    }

    public Guid Id { get; private set; }

    public Guid ClaimId { get; private set; }

    /// <summary>Who it is. Null when nobody could be asked: the helper reads the same "no answer yet", so that naming tells nobody who is a member.</summary>
    public Guid? MemberId { get; private set; }

    public CompanyRole Role { get; private set; }

    public CompanyAnswer Answer { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    internal static Companion Ask(Guid claimId, CompanyRole role, Guid? memberId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), ClaimId = claimId, MemberId = memberId, Role = role, AskedAt = now };

    internal void Say(bool yes, DateTimeOffset now) => (Answer, AnsweredAt) = (yes ? CompanyAnswer.Yes : CompanyAnswer.No, now);

    /// <summary>Another time is another question.</summary>
    internal void AskAgain(DateTimeOffset now) => (Answer, AskedAt, AnsweredAt) = (CompanyAnswer.Asked, now, null);
}
