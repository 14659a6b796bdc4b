namespace MutualAid.Core.Desk;

/// <summary>What became of a call.</summary>
public enum CallOutcome
{
    NoAnswer,
    Voicemail,
    Spoke,
}

/// <summary>A call somebody at the desk made about a need: who, when, what became of it, and when to ring again. No words and no number.</summary>
public sealed class DeskCall
{
    private DeskCall()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid ById { get; private set; }

    public DateTimeOffset At { get; private set; }

    public CallOutcome Outcome { get; private set; }

    public DateOnly? RingAgainOn { get; private set; }

    public static DeskCall Of(Guid needId, Guid byId, CallOutcome outcome, DateOnly? ringAgainOn, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), NeedId = needId, ById = byId, Outcome = outcome, RingAgainOn = ringAgainOn, At = now };
}

/// <summary>
/// What the desk has in mind about a need: who is on it just now, and when to ring again. One row a need; being on it ends by itself
/// when its time is over, so nothing is ever stuck.
/// </summary>
public sealed class DeskMark
{
    private DeskMark()
    {
    }

    public Guid NeedId { get; private set; }

    public Guid? HolderId { get; private set; }

    public DateTimeOffset? HeldUntil { get; private set; }

    public DateOnly? RingAgainOn { get; private set; }
}
