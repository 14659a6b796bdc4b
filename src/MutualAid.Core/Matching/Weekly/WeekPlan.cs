using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>How a plan stands.</summary>
public enum WeekPlanState
{
    /// <summary>It is being worked out in the background; the database allows one at a time.</summary>
    Making,

    /// <summary>It is there to be looked at. Nothing of it is sent before somebody accepts.</summary>
    Ready,

    /// <summary>Somebody called it off; nothing of it was kept.</summary>
    Cancelled,

    /// <summary>The server stopped in the middle; nothing of it was kept.</summary>
    Stopped,

    /// <summary>It could not be made, and <see cref="WeekPlan.Why"/> says why.</summary>
    Refused,
}

/// <summary>What is going on while somebody waits.</summary>
public enum WeekStage
{
    Reading,
    Placing,
    Improving,
    Proving,
    Keeping,
}

/// <summary>
/// A proposal for some days: who could do what, the best there is by the points of docs/matching.md. It books nobody. It may be accepted for
/// <see cref="Life"/>, because after that too much has changed.
/// </summary>
public sealed class WeekPlan
{
    /// <summary>A week has 28 quarters of a day; a plan over more days would not know one Monday from the next.</summary>
    public const int MostDays = 7;

    public static readonly TimeSpan Life = TimeSpan.FromHours(48);

    /// <summary>Whoever works on a plan says so every second or less; after this long a silent one has stopped.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private WeekPlan()
    {
    }

    public Guid Id { get; private set; }

    public WeekPlanState State { get; private set; }

    /// <summary>Who asked for it.</summary>
    public Guid? MadeBy { get; private set; }

    public DateOnly FirstDay { get; private set; }

    public short Days { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Until when it may be accepted.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public WeekStage Stage { get; private set; }

    public int StageDone { get; private set; }

    public int StageOf { get; private set; }

    /// <summary>When whoever works on it last said so.</summary>
    public DateTimeOffset BeatAt { get; private set; }

    public bool CancelAsked { get; private set; }

    /// <summary>Why there is none, as the English sentence that is the key of its translations.</summary>
    public string? Why { get; private set; }

    /// <summary>Points of the plan and the bound below which no plan can go: what the certificate held to.</summary>
    public long Cost { get; private set; }

    public long LowerBound { get; private set; }

    /// <summary>The plan and what people do without one, on the very same needs and helpers.</summary>
    public PlanFigures? Figures { get; private set; }

    public DateOnly LastDay => FirstDay.AddDays(Days - 1);

    /// <summary>Begins one. Refuses a number of days outside 1 to <see cref="MostDays"/>.</summary>
    public static Result<WeekPlan> Begin(Guid? madeBy, DateOnly firstDay, int days, DateTimeOffset now) => days is < 1 or > MostDays
        ? Refusal.Invalid("Days", Phrase.Of("Pick from 1 to {0} days.", MostDays))
        : new WeekPlan
        {
            Id = Guid.CreateVersion7(now),
            State = WeekPlanState.Making,
            MadeBy = madeBy,
            FirstDay = firstDay,
            Days = (short)days,
            StartedAt = now,
            BeatAt = now,
        };

    /// <summary>Asks whoever works on it to stop. Refuses one that has ended.</summary>
    public Result AskToCancel()
    {
        if (State != WeekPlanState.Making)
        {
            return Refusal.Conflict(Phrase.Of("This plan isn’t being made any more. Here is how it stands now."));
        }

        CancelAsked = true;
        return Result.Done;
    }

    /// <summary>It ends without rows: called off, stopped, or refused with its sentence.</summary>
    public void End(WeekPlanState state, DateTimeOffset now, Phrase? why = null) => (State, FinishedAt, Why) = (state, now, why?.Text);

    /// <summary>It is there, proven, and lives for <see cref="Life"/>.</summary>
    public void Finish(long cost, long lowerBound, PlanFigures figures, DateTimeOffset now)
    {
        (State, FinishedAt, ExpiresAt) = (WeekPlanState.Ready, now, now + Life);
        (Cost, LowerBound, Figures) = (cost, lowerBound, figures);
    }

    /// <summary>Whether it may still be accepted.</summary>
    public bool IsFresh(DateTimeOffset now) => State == WeekPlanState.Ready && now < ExpiresAt;
}
