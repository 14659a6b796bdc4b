using MutualAid.Core.Common;
using MutualAid.Core.Notices;

namespace MutualAid.Core.Needs;

/// <summary>
/// When the next thing is due for a need or a claim: one pure answer for each clock, in instants. Days and hours are the network's own, so that
/// nine in the morning is nine in the morning on both sides of a change of the clocks.
/// </summary>
internal sealed class NeedClock(Clocks clocks, NetworkClock clock)
{
    /// <summary>When the time begins; a day without hours, and the last day of "any time before", count until they end. Null without a day.</summary>
    public DateTimeOffset? Begins(PartTime time) => time switch
    {
        { When: PartWhen.OnDay, Day: { } day, Start: { } start } => clock.At(day, start),
        { When: not PartWhen.Whenever, Day: { } day } => clock.At(day.AddDays(1), TimeOnly.MinValue),
        _ => null,
    };

    /// <summary>When the part's one day is over. Null for a part that has no one day.</summary>
    public DateTimeOffset? Ends(NeedPart part) => part switch
    {
        { When: PartWhen.OnDay, Day: { } day } when (part.End ?? part.Start) is { } end => clock.At(day, end),
        { When: PartWhen.OnDay, Day: { } day } => clock.At(day.AddDays(1), TimeOnly.MinValue),
        _ => null,
    };

    /// <summary>
    /// When a helper without a word is asked, asked again or let go (the claim says which comes next). After an outage the questions keep their
    /// distance: nobody is let go who was not asked in time. Null once they have said that they are coming, and once the time has begun.
    /// </summary>
    public DateTimeOffset? PlanStep(Need need, Claim claim, PartTime time)
    {
        var steps = clocks.Plan(need.Urgency >= Urgency.Urgent);
        if (claim is not { State: ClaimState.Agreed, PlanConfirmedAt: null } || claim.PlanAsks >= steps.Count)
        {
            return null;
        }

        var due = Spaced(claim.ChangedAt, claim.PlanAskedAt, steps, claim.PlanAsks);
        return Begins(time) <= due ? null : due;
    }

    /// <summary>When the helper is asked "still OK?". Null for help without a day, and for somebody who has said yes since that moment.</summary>
    public DateTimeOffset? Reminder(Claim claim, PartTime time)
    {
        if (claim is not { State: ClaimState.Agreed, RemindedAt: null } || time is not { When: not PartWhen.Whenever, Day: { } day })
        {
            return null;
        }

        var due = clock.At(day.AddDays(-1), new TimeOnly(clocks.ReminderHour, 0));
        return claim.ChangedAt >= due || claim.PlanConfirmedAt >= due ? null : due;
    }

    /// <summary>When both sides are asked how it went, never sooner after agreeing than after the help itself.</summary>
    public DateTimeOffset? Outcome(Claim claim, PartTime time)
    {
        if (claim is not { State: ClaimState.Agreed, OutcomeAskedAt: null })
        {
            return null;
        }

        if (time.When == PartWhen.Whenever || time.Day is not { } day)
        {
            return claim.PlanConfirmedAt is { } word ? Later(word, clocks.OutcomeDaysWithoutDay) : null;
        }

        var planned = clock.At(day.AddDays(clocks.OutcomeDays), time.End ?? time.Start ?? new TimeOnly(clocks.ReminderHour, 0));
        var agreed = Later(claim.ChangedAt, clocks.OutcomeDays);
        return planned > agreed ? planned : agreed;
    }

    /// <summary>When a silent asker is asked, asked again or the need closed (the need says which comes next).</summary>
    public DateTimeOffset? StillNeeded(Need need) =>
        need.State is not (NeedState.Open or NeedState.PartFilled) || need.RingAskedAt is not null
            ? null
            : Spaced(need.QuietSince ?? need.PostedAt, need.StillAskedAt, clocks.StillNeeded(), Math.Min((int)need.StillAsks, Need.AsksBeforeClosing));

    private static DateTimeOffset Spaced(DateTimeOffset since, DateTimeOffset? askedAt, IReadOnlyList<TimeSpan> steps, int next)
    {
        var due = since + steps[next];
        var apart = next > 0 && askedAt is { } asked ? asked + (steps[next] - steps[next - 1]) : due;
        return due > apart ? due : apart;
    }

    private DateTimeOffset Later(DateTimeOffset at, int days)
    {
        var local = clock.Local(at).AddDays(days);
        return clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
