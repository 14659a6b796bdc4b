using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>
/// Skips, changes and ends the dates of a need: for the neighbour who asked, by private link or signed in, and for a coordinator of the area,
/// who names the need by its id. For anybody else there is no such need. Every helper a change touches is told in the same save, and so is the
/// neighbour when it was the coordinator.
/// </summary>
public sealed class DateService(MutualAidDb db, NetworkQueries networks, Clocks clocks, TimeProvider time)
{
    /// <summary>One date is not wanted this time. Refuses (as a conflict) one that has begun, is over, or is not wanted already.</summary>
    public Task<Result> SkipAsync(Actor actor, OwnNeed own, Guid partId, CancellationToken ct = default) => ActAsync(
        actor, own, Deed.DateSkipped, NoticeKind.DateSkipped, partId, (need, at) => need.SkipDate(partId, at.Local, at.Now), ct);

    /// <summary>
    /// One date gets another day or hour, and whoever had said yes to the old one is asked first about the new one. Refuses a time that has
    /// passed or ends before it starts, and (as a conflict) a date that has begun or is over.
    /// </summary>
    public Task<Result> ChangeAsync(Actor actor, OwnNeed own, Guid partId, PartTime newTime, CancellationToken ct = default) => ActAsync(
        actor, own, Deed.DateChanged, null, partId,
        (need, at) =>
        {
            var known = need.Claims.Select(c => c.Id).ToHashSet();
            var changed = need.ChangeDate(
                partId, newTime, newTime.Hours(at.Today).ToBits(), newTime.WeekOf(at.Today), at.Local, at.Now, AnswerBy(need, newTime, at));
            foreach (var asked in changed.Ok ? changed.Value : [])
            {
                if (!known.Contains(asked.Id))
                {
                    db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperInvited, at.Now, need.Id, asked.Id));
                }

                db.Notices.Add(Notice.To(asked.HelperId, NoticeKind.DateChanged, at.Now, need.Id, asked.Id));
            }

            return changed;
        },
        ct);

    /// <summary>The dates to come are not wanted any more; what is over stays in the history. Refuses (as a conflict) when none is left to come.</summary>
    public Task<Result> EndAsync(Actor actor, OwnNeed own, CancellationToken ct = default) => ActAsync(
        actor, own, Deed.DatesEnded, NoticeKind.DatesEnded, null, (need, at) => need.EndDates(at.Local, at.Now), ct);

    private async Task<Result> ActAsync(
        Actor actor, OwnNeed own, Deed deed, NoticeKind? toHelpers, Guid? partId, Func<Need, Moment, Result> act, CancellationToken ct)
    {
        if (await db.Needs.WhoseDatesMayChange(actor, own).Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().SingleOrDefaultAsync(ct) is not { } need)
        {
            return Refusal.NotFound;
        }

        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        var stood = Covering.Standing(need);
        var done = act(need, new Moment(now, clock));
        if (!done.Ok)
        {
            db.ChangeTracker.Clear();
            return done;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, deed, now, need.Id, partId));
        TellHelpers(actor, need, [.. stood.Where(c => c.State == ClaimState.Cancelled)], toHelpers, now);
        if (!own.IsAskerOf(need, actor))
        {
            db.Notices.Add(Notice.To(need.AskerId, NoticeKind.CoordinatorChangedDates, now, need.Id));
        }

        return await db.SaveAsync(ct);
    }

    // Once each: somebody who held four of the dates reads one sentence, not four.
    private void TellHelpers(Actor actor, Need need, List<Claim> letGo, NoticeKind? kind, DateTimeOffset now)
    {
        db.AuditEntries.AddRange(letGo.Select(c => AuditEntry.Of(actor, Deed.ClaimCancelled, now, need.Id, c.Id)));
        if (kind is { } news)
        {
            db.Notices.AddRange(letGo.DistinctBy(c => c.HelperId).Select(c => Notice.To(c.HelperId, news, now, need.Id, c.Id)));
        }
    }

    // As long as an invitation waits, but not beyond the beginning.
    private DateTimeOffset AnswerBy(Need need, PartTime newTime, Moment at)
    {
        var by = at.Now + clocks.Invitation(need.Urgency >= Urgency.Urgent);
        var begins = newTime is { Day: { } day, Start: { } start } ? at.Clock.At(day, start) : (DateTimeOffset?)null;
        return begins > at.Now && begins < by ? begins.Value : by;
    }

    private sealed record Moment(DateTimeOffset Now, NetworkClock Clock)
    {
        public DateTime Local => Clock.Local(Now);

        public DateOnly Today => Clock.Day(Now);
    }
}
