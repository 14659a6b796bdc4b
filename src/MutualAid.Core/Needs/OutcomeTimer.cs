using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>Two days after the planned time, when nobody has told how it went, both sides are asked.</summary>
public sealed class OutcomeTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NeedTimer(db, networks, clocks)
{
    private protected override IQueryable<Need> Due(IQueryable<Need> needs, Moment at)
    {
        // The longest local day has 25 hours and the shortest 23: the exact instant is looked at in ActAsync.
        var slack = TimeSpan.FromHours(1);
        var word = at.Now - TimeSpan.FromDays(Clocks.OutcomeDaysWithoutDay) + slack;
        var agreed = at.Now - TimeSpan.FromDays(Clocks.OutcomeDays) + slack;
        var last = at.Today.AddDays(-Clocks.OutcomeDays);
        var hour = new TimeOnly(Clocks.ReminderHour, 0);
        return needs.Where(n => n.Claims.Any(c => c.State == ClaimState.Agreed && c.OutcomeAskedAt == null
            && (Db.Visits.Any(v => v.ClaimId == c.Id && v.AnotherTimeAt == null && c.ChangedAt <= agreed && (v.Day < last || (v.Day == last && v.Until <= at.Hour)))
                || (n.Parts.Any(p => p.Id == c.PartId && ((p.When == PartWhen.Whenever && c.PlanConfirmedAt <= word)
                    || (p.When != PartWhen.Whenever && c.ChangedAt <= agreed && (p.Day < last || (p.Day == last && (p.End ?? p.Start ?? hour) <= at.Hour)))))
                    && !Db.Visits.Any(v => v.ClaimId == c.Id && v.AnotherTimeAt == null)))));
    }

    private protected override Task<bool> ActAsync(Need need, Moment at, CancellationToken ct)
    {
        var over = need.Claims.Where(c => at.Clock.Outcome(c, at.TimeOf(need, c)) <= at.Now).ToList();
        foreach (var claim in over)
        {
            claim.AskOutcome(at.Now);
            Write(Deed.OutcomeAsked, at, need, claim.Id);
            Tell(claim.HelperId, NoticeKind.TellHowItWent, at, need, claim.Id);
        }

        if (over.Count > 0)
        {
            Tell(need.AskerId, NoticeKind.HowDidItGo, at, need);
        }

        return Task.FromResult(over.Count > 0);
    }
}
