using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>The day before, the helper is asked "still OK, or can't make it?". Somebody who agreed or said yes after that hour is not asked again.</summary>
public sealed class ReminderTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NeedTimer(db, networks, clocks)
{
    private protected override IQueryable<Need> Due(IQueryable<Need> needs, Moment at)
    {
        // A server that was off overnight still asks on the day itself, as long as it has not begun.
        var nearest = at.Hour.Hour >= Clocks.ReminderHour ? at.Today.AddDays(1) : at.Today;
        return needs.Where(n => n.Claims.Any(c => c.State == ClaimState.Agreed && c.RemindedAt == null
            && (Db.Visits.Any(v => v.ClaimId == c.Id && v.AnotherTimeAt == null && v.Day <= nearest && (v.Day > at.Today || (v.Day == at.Today && v.From > at.Hour)))
                || (n.Parts.Any(p => p.Id == c.PartId && p.When != PartWhen.Whenever && p.Day <= nearest
                    && (p.Day > at.Today || (p.Day == at.Today && (p.When == PartWhen.Before || p.Start == null || p.Start > at.Hour))))
                    && !Db.Visits.Any(v => v.ClaimId == c.Id && v.AnotherTimeAt == null)))));
    }

    private protected override Task<bool> ActAsync(Need need, Moment at, CancellationToken ct)
    {
        var acted = false;
        foreach (var claim in need.Claims)
        {
            var time = at.TimeOf(need, claim);
            if (at.Clock.Reminder(claim, time) <= at.Now && at.Clock.Begins(time) > at.Now)
            {
                acted = true;
                claim.Remind(at.Now);
                Write(Deed.DayBeforeAsked, at, need, claim.Id);
                Tell(claim.HelperId, NoticeKind.StillOkay, at, need, claim.Id);
            }
        }

        return Task.FromResult(acted);
    }
}
