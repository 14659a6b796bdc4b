using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Demo;

/// <content>What comes after a yes: a visit tonight with a buddy and a few words, half a job with the rest still open, a repeat with a date skipped, a need handed to a partner.</content>
internal sealed partial class DemoStory
{
    // From this hour on, tonight's visit is tomorrow night's.
    private const int TooLateForTonight = 17;

    private const int WiderMetres = 5_000;

    /// <summary>Days until the evening of the planned visit: tonight, or tomorrow when tonight is nearly here.</summary>
    private int DaysToEvening => clock.Local(now).Hour < TooLateForTonight ? 0 : 1;

    private void Tonight(Need need, NeedPart part, Player asker)
    {
        var at = need.PostedAt.AddHours(4);
        var agreed = Offer(need, part, at, accept: true, by: cast[DemoPeople.ApprovedHelper]);
        var (helper, claim) = agreed;
        Coming(need, agreed, at.AddHours(1));

        var planned = at.AddHours(2);
        var visit = Visit.Of(claim.Id, need.Id);
        visit.Plan(new VisitPlan(part.Day, part.Start, part.End, "On the shelf behind the front door.", InPair: false), clock, planned).Expect();
        db.Visits.Add(visit);
        Write(helper, Channel.Web, Deed.VisitPlanned, planned, need, claim.Id);
        Tell(asker, NoticeKind.VisitPlanned, planned, need, claim);

        var buddy = cast[DemoPeople.CheckedHelper];
        visit.Ask(CompanyRole.Buddy, buddy.Member.Id, planned.AddMinutes(5))!.Say(yes: true, planned.AddHours(1));
        Write(helper, Channel.Web, Deed.CompanyAsked, planned.AddMinutes(5), need, claim.Id);
        Write(buddy, Channel.Web, Deed.CompanyAnswered, planned.AddHours(1), need, claim.Id);

        Say(helper, need, claim, fromHelper: true, "I come after work, at six. Shall I ring, or is the door open?", planned.AddMinutes(10));
        Say(asker, need, claim, fromHelper: false, "Please ring, I am at home. The books are in a blue bag in the hall.", planned.AddMinutes(40));
    }

    private void Say(Player who, Need need, Claim claim, bool fromHelper, string words, DateTimeOffset at)
    {
        db.ClaimMessages.Add(ClaimMessage.Write(need.Id, claim.Id, fromHelper, words, seals.Seal, at).Value);
        Write(who, Channel.Web, Deed.MessageSent, at, need, claim.Id);
    }

    private void HalfDone(Need need, NeedPart part, Player asker)
    {
        var (helper, claim) = Offer(need, part, need.PostedAt.AddHours(6), accept: true);
        var doneAt = now.AddHours(-5);
        need.Report(claim.Id, Outcome.PartDone, fromHelper: true, doneAt, new Leftover("The cat litter, which was sold out", clock.Day(doneAt))).Expect();
        Write(helper, Channel.Web, Deed.ClaimReported, doneAt, need, claim.Id);
        Tell(asker, NoticeKind.HowDidItGo, doneAt, need, claim);
    }

    private void Repeating(Need need, Player asker)
    {
        Coming(need, Offer(need, need.Parts[0], need.PostedAt.AddHours(6), accept: true), need.PostedAt.AddHours(7));
        var at = need.PostedAt.AddHours(8);
        need.SkipDate(need.Parts[1].Id, clock.Local(at), at).Expect();
        Write(asker, Channel.Web, Deed.DateSkipped, at, need, need.Parts[1].Id);
    }

    private void Referred(Need need, Player asker)
    {
        var coordinator = cast[DemoPeople.Coordinator];
        var (listed, widened, at) = (now.AddDays(-80), need.PostedAt.AddHours(50), now.AddHours(-20));
        var partners = new[]
        {
            Partner.Add("The Furniture Barn", "Beds, tables and cookers, for little or nothing", listed).Value,
            Partner.Add("Millbrook Food Bank", "A parcel for a week, Tuesdays and Fridays", listed).Value,
        };
        db.Partners.AddRange(partners);
        db.AuditEntries.AddRange(partners.Select(p => AuditEntry.Of(coordinator.Actor, Deed.PartnersChanged, listed, subjectId: p.Id)));

        need.Widen(WiderMetres).Expect();
        db.AuditEntries.Add(AuditEntry.Of(coordinator.Actor, Deed.NeedWidened, widened, need.Id, reason: $"{WiderMetres / 1000} km"));
        var yes = new ReferNeed(Guid.Empty, partners[0].Id, ConsentBy.Asker, ConsentVia.Phone, clock.Day(at));
        var referral = Referral.Record(need.Id, coordinator.Member.Id, yes, clock.Day(need.PostedAt), clock.Day(at), at).Value;
        db.Referrals.Add(referral);
        need.Refer(at).Expect();
        Write(coordinator, Channel.Phone, Deed.NeedReferred, at, need, referral.Id);
        db.Notices.Add(Notice.To(asker.Member.Id, NoticeKind.NeedReferred, at, need.Id));
    }
}
