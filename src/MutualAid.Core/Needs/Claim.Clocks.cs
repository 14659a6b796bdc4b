namespace MutualAid.Core.Needs;

/// <content>What the helper has said about coming, and what the clock has asked.</content>
public sealed partial class Claim
{
    /// <summary>When the helper last said "I am coming"; null while there is no word.</summary>
    public DateTimeOffset? PlanConfirmedAt { get; private set; }

    /// <summary>How often the clock has asked a silent helper, and when last.</summary>
    public short PlanAsks { get; private set; }

    public DateTimeOffset? PlanAskedAt { get; private set; }

    /// <summary>When the helper was asked "still OK?" before the day.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When both sides were asked how it went.</summary>
    public DateTimeOffset? OutcomeAskedAt { get; private set; }

    /// <summary>Whether the helper was asked the day before, and has not answered since.</summary>
    public bool DayIsNear => State == ClaimState.Agreed && RemindedAt is { } asked && !(PlanConfirmedAt >= asked);

    /// <summary>Whether a question to the helper is open: are you coming, or still OK?</summary>
    public bool AsksWord => DayIsNear || (State == ClaimState.Agreed && PlanAsks > 0 && PlanConfirmedAt is null);

    internal void ConfirmPlan(DateTimeOffset now) => PlanConfirmedAt = now;

    /// <summary>The helper planned another time: the word is given, and the questions belong to the new day.</summary>
    internal void PlanAnew(DateTimeOffset now) => (PlanConfirmedAt, RemindedAt, OutcomeAskedAt) = (now, null, null);

    internal void AskForPlan(DateTimeOffset now) => (PlanAsks, PlanAskedAt) = ((short)(PlanAsks + 1), now);

    internal void Remind(DateTimeOffset now) => RemindedAt = now;

    internal void AskOutcome(DateTimeOffset now) => OutcomeAskedAt = now;
}
