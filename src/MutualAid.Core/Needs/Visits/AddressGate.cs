using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs.Visits;

/// <summary>What stands between an agreed helper and an address; the first that is not so counts.</summary>
public enum GateStep
{
    /// <summary>The check this kind of help asks for has ended, or is missing: the phone is closed too.</summary>
    Check,

    /// <summary>No visit is planned.</summary>
    Plan,

    /// <summary>The neighbour asked for another time.</summary>
    AnotherTime,

    /// <summary>A first visit in pairs, and nobody has said yes to coming along.</summary>
    Pair,

    /// <summary>More than a day before the visit.</summary>
    Time,

    /// <summary>Open.</summary>
    Open,

    /// <summary>The visit is over.</summary>
    Over,
}

/// <summary>What is known about an agreed claim when somebody wants to see the address. Whoever has no agreed claim has no facts, and sees nothing.</summary>
public sealed record GateFacts
{
    public required Guid ClaimId { get; init; }

    public required HelpKind Kind { get; init; }

    public Vetting Vetting { get; init; }

    public DateOnly? CheckedUntil { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Null while no visit is planned.</summary>
    public DateOnly? Day { get; init; }

    public DateTimeOffset? PlannedFor { get; init; }

    public DateTimeOffset? PlannedUntil { get; init; }

    public bool AnotherTime { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Whether this helper has helped this neighbour before.</summary>
    public bool HelpedBefore { get; init; }

    /// <summary>Whether somebody who said yes comes along, or a second helper has agreed to the same part.</summary>
    public bool Accompanied { get; init; }

    public bool PairWaived { get; init; }
}

/// <summary>Whether the phone and the address of a neighbour are open to the agreed helper at an instant, and if not, why and until when.</summary>
public sealed record AddressGate(GateStep Step, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, bool PairNeeded, bool PairComplete, Phrase? Why)
{
    public bool Phone => Step != GateStep.Check;

    public bool Address => Step == GateStep.Open;

    /// <summary>The whole table in one place: check, plan, another time, pair, time.</summary>
    public static AddressGate Look(GateFacts facts, DateTimeOffset now)
    {
        var needed = facts.Kind.FirstVisitInPairs && !facts.HelpedBefore;
        var complete = !needed || facts.Accompanied || facts.PairWaived;
        var barred = Barred(facts);
        var opensAt = facts.PlannedFor - VisitRules.OpensBefore;
        var closesAt = facts.LeftAt < facts.PlannedUntil ? facts.LeftAt : facts.PlannedUntil;
        var step = barred is not null ? GateStep.Check
            : facts.PlannedFor is null ? GateStep.Plan
            : facts.AnotherTime ? GateStep.AnotherTime
            : closesAt <= now ? GateStep.Over
            : !complete ? GateStep.Pair
            : opensAt > now ? GateStep.Time
            : GateStep.Open;
        return new AddressGate(step, opensAt, closesAt, needed, complete, barred ?? Words(step));
    }

    private static Phrase? Words(GateStep step) => step switch
    {
        GateStep.Plan => Phrase.Of("First say when you come. The address opens a day before your visit."),
        GateStep.AnotherTime => Phrase.Of("Your neighbour asked for another time. Plan it anew, and the address opens a day before."),
        GateStep.Pair => Phrase.Of("A first visit goes in pairs. The address waits until somebody has said yes to coming along."),
        GateStep.Over => Phrase.Of("This visit is over, so the address is closed again. Going once more? Change the plan."),
        _ => null,
    };

    // A check has to hold today and on the day of the visit.
    private static Phrase? Barred(GateFacts facts) => new HelperLoad
    {
        Vetting = facts.Vetting,
        CheckedUntil = facts.CheckedUntil,
        Today = facts.Today,
        WeeklyCapacity = 0,
    }.LookAtKind(facts.Kind, facts.Day is { } day ? new PartTime(PartWhen.OnDay, day) : PartTime.Whenever);
}
