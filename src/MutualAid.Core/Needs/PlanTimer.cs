using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>
/// A helper who agreed and then said nothing is asked, asked again, and let go, so that nobody waits for help that does not come. It leaves no
/// mark on the helper that others see; a coordinator reads the trail on the need's timeline.
/// </summary>
public sealed class PlanTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NeedTimer(db, networks, clocks)
{
    private protected override IQueryable<Need> Due(IQueryable<Need> needs, Moment at)
    {
        // The gap between two questions is kept exactly in ActAsync; here the claim's age is enough.
        var (slow, fast) = (Clocks.Plan(urgent: false).Select(s => at.Now - s).ToList(), Clocks.Plan(urgent: true).Select(s => at.Now - s).ToList());
        var (slowGap, fastGap) = (slow[0] - slow[1], fast[0] - fast[1]);
        var (slowLast, fastLast) = (slow[1] - slow[2], fast[1] - fast[2]);
        var (asked, askedFast) = (at.Now - slowGap, at.Now - fastGap);
        var (again, againFast) = (at.Now - slowLast, at.Now - fastLast);
        var (first, second, third) = (slow[0], slow[1], slow[2]);
        var (firstFast, secondFast, thirdFast) = (fast[0], fast[1], fast[2]);
        return needs.Where(n => n.Claims.Any(c => c.State == ClaimState.Agreed && c.PlanConfirmedAt == null
            && ((c.PlanAsks == 0 && c.ChangedAt <= (n.Urgency >= Urgency.Urgent ? firstFast : first))
                || (c.PlanAsks == 1 && c.ChangedAt <= (n.Urgency >= Urgency.Urgent ? secondFast : second) && c.PlanAskedAt <= (n.Urgency >= Urgency.Urgent ? askedFast : asked))
                || (c.PlanAsks == 2 && c.ChangedAt <= (n.Urgency >= Urgency.Urgent ? thirdFast : third) && c.PlanAskedAt <= (n.Urgency >= Urgency.Urgent ? againFast : again)))
            && n.Parts.Any(p => p.Id == c.PartId && (p.When == PartWhen.Whenever || p.Day > at.Today
                || (p.Day == at.Today && (p.When == PartWhen.Before || p.Start == null || p.Start > at.Hour))))));
    }

    private protected override Task<bool> ActAsync(Need need, Moment at, CancellationToken ct)
    {
        var acted = false;
        foreach (var claim in need.Claims.ToList())
        {
            var time = at.TimeOf(need, claim);
            if (!(at.Clock.PlanStep(need, claim, time) <= at.Now) || at.Clock.Begins(time) <= at.Now)
            {
                continue;
            }

            acted = true;
            if (claim.PlanAsks < 2)
            {
                var first = claim.PlanAsks == 0;
                claim.AskForPlan(at.Now);
                Write(first ? Deed.PlanNudged : Deed.PlanAskedAgain, at, need, claim.Id);
                Tell(claim.HelperId, first ? NoticeKind.AreYouComing : NoticeKind.AreYouComingStill, at, need, claim.Id);
            }
            else if (need.Lapse(claim.Id, at.Now).Ok)
            {
                Write(Deed.ClaimWentQuiet, at, need, claim.Id);
                Tell(claim.HelperId, NoticeKind.OpenForOthers, at, need, claim.Id);
                Tell(need.AskerId, NoticeKind.LookingAgain, at, need, claim.Id);
            }
        }

        return Task.FromResult(acted);
    }
}
