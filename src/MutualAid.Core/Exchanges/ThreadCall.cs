namespace MutualAid.Core.Exchanges;

/// <summary>How somebody asks others in to read a thread.</summary>
public enum CallKind
{
    /// <summary>The coordinator of the area is asked to read along; both sides see that.</summary>
    Invited,

    /// <summary>Something worries one of the two: the safeguarding lead and the coordinator may read. The other side is not told.</summary>
    Reported,
}

/// <summary>One of the two sides opened their thread to those who look after people. Without an open call nobody but the two reads it.</summary>
public sealed class ThreadCall
{
    private ThreadCall()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid ClaimId { get; private set; }

    public bool FromHelper { get; private set; }

    public CallKind Kind { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Set when somebody has looked after it; the thread is closed to them again.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public static ThreadCall Make(Guid needId, Guid claimId, bool fromHelper, CallKind kind, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), NeedId = needId, ClaimId = claimId, FromHelper = fromHelper, Kind = kind, At = now };

    public void Close(DateTimeOffset now) => ClosedAt ??= now;
}
