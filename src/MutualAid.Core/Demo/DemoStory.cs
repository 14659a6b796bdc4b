using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Demo;

/// <summary>Plays each demo need as it went: every step by the need's own methods, with its audit entry and notices, at an instant of its own.</summary>
internal sealed partial class DemoStory(MutualAidDb db, AddressBook book, MessageSeals seals, DemoTown town, DemoCast cast, NetworkClock clock, Random chance, DateTimeOffset now)
{
    private static readonly string[] DoorNotes = ["The bell is loose, please knock.", "Third floor, no lift.", "Leave it with the neighbour opposite if I’m slow.", "Mind the bicycle in the hall."];

    private readonly Dictionary<Ask, DateTimeOffset> ends = SpreadEnds(clock, now);
    private int thanked;

    /// <summary>Posts the need at its instant, with its contact facts.</summary>
    public Need Post(Ask ask, int number)
    {
        var asker = cast[ask.Asker];
        var postedAt = PostedAt(ask);
        var draft = ask.Fate == Fate.Draft;
        var need = Need.Post(
            new NewNeed
            {
                AskerId = asker.Member.Id,
                KindId = ask.Kind,
                Words = ask.Words,
                Urgency = ask.Urgency,
                Languages = asker.Member.Languages,
                AreaId = asker.Member.AreaId,
                Point = asker.Home,
                Choice = ask.Fate is Fate.Offered || number % 3 == 0 ? HelperChoice.LetMeChoose : HelperChoice.FirstIsFine,
                Channel = ask.Channel,
                Draft = draft,
                Repeats = ask.Repeats,
                Parts = Parts(ask),
            },
            Reference(), Secrets.NewKey(), time => time.Hours(clock.Day(postedAt)).ToBits(), clock.Day(postedAt), postedAt).Value;
        db.Needs.Add(need);
        Write(asker, ask.Channel, Deed.NeedPosted, postedAt, need);

        // Two in three give an address straight away; some give a phone alone.
        var address = number % 3 == 2 ? null : town.SomeAddress(asker.Person.Area);
        book.Write(need.AskerId, need.Id, asker.Phone, address, address is null ? null : number % 4 == 0 ? DoorNotes[number / 4 % DoorNotes.Length] : null, postedAt);
        return need;
    }

    /// <summary>Lets the need go the way its fate says.</summary>
    public void Play(Ask ask, Need need)
    {
        var part = need.Parts[0];
        var asker = cast[ask.Asker];
        var by = ask.By is { } name ? cast[name] : null;
        switch (ask.Fate)
        {
            case Fate.DoneThisWeek or Fate.DoneBefore:
                Help(need, part, ends[ask], Outcome.Done, by);
                break;
            case Fate.PartDone:
                Help(need, part, ends[ask], Outcome.PartDone);
                Help(need, part, ends[ask].AddHours(20), Outcome.Done);
                break;
            case Fate.DidntHappen:
                Help(need, part, now.AddHours(-6), Outcome.DidntHappen);
                break;
            case Fate.Sorted:
                Offer(need, part, need.PostedAt.AddHours(5), accept: true);
                need.Sort(need.PostedAt.AddHours(40)).Expect();
                Write(asker, Channel.Web, Deed.NeedSorted, need.PostedAt.AddHours(40), need);
                break;
            case Fate.Withdrawn:
                need.Withdraw(need.PostedAt.AddHours(12)).Expect();
                Write(asker, Channel.Web, Deed.NeedWithdrawn, need.PostedAt.AddHours(12), need);
                break;
            case Fate.StillWanted:
                Invite(need, part, need.PostedAt.AddDays(1), lapses: true);
                need.StillWanted(need.PostedAt.AddDays(7)).Expect();
                Write(asker, ask.Channel, Deed.NeedStillWanted, need.PostedAt.AddDays(7), need);
                break;
            case Fate.LetGo:
                LetGo(need, part, asker);
                break;
            case Fate.Invited:
                Invite(need, part, now.AddHours(-2), lapses: false);
                Invite(need, part, now.AddHours(-1), lapses: false);
                break;
            case Fate.Offered:
                Offer(need, part, now.AddHours(-3), accept: false);
                break;
            case Fate.PartFilled:
                Coming(need, Offer(need, need.Parts[^1], need.PostedAt.AddHours(6), accept: true), need.PostedAt.AddHours(7));
                break;
            case Fate.AgreedTomorrow:
                Coming(need, Offer(need, part, need.PostedAt.AddHours(4), accept: true, by: by), need.PostedAt.AddHours(5));
                break;
            case Fate.Tonight:
                Tonight(need, part, asker);
                break;
            case Fate.HalfDone:
                HalfDone(need, part, asker);
                break;
            case Fate.Repeating:
                Repeating(need, asker);
                break;
            case Fate.Referred:
                Referred(need, asker);
                break;
            case Fate.Open or Fate.Draft:
                break;
            default:
                throw new InvalidOperationException($"The demo neighbourhood has no story for {ask.Fate}.");
        }
    }

    private void Help(Need need, NeedPart part, DateTimeOffset doneAt, Outcome outcome, Player? by = null)
    {
        var takenAt = Earlier(doneAt, need.PostedAt);
        var (helper, claim) = Offer(need, part, takenAt, accept: true, week: clock.WeekOf(doneAt), by: by);
        var asker = AskerOf(need);
        var lookedAt = takenAt + ((doneAt - takenAt) / 2);
        db.AccessEntries.Add(AccessEntry.Of(helper.Member.Id, need.AskerId, need.Id, claim.Id, SeenFacts.PhoneAndAddress, "agreed helper", lookedAt));
        Write(helper, Channel.Web, Deed.ContactRevealed, lookedAt, need, claim.Id);

        var askerTells = outcome == Outcome.DidntHappen;
        need.Report(claim.Id, outcome, fromHelper: !askerTells, doneAt).Expect();
        Write(askerTells ? asker : helper, Channel.Web, Deed.ClaimReported, doneAt, need, claim.Id);
        Tell(askerTells ? helper : asker, NoticeKind.HowDidItGo, doneAt, need, claim);
        if (outcome == Outcome.Done && thanked++ % 2 == 0)
        {
            var at = doneAt + ((now - doneAt) / 4);
            db.Thanks.Add(Thanks.Write(claim.Id, need.AskerId, helper.Member.Id, DemoHistory.Thanks[thanked / 2 % DemoHistory.Thanks.Count], at).Value);
            Write(asker, Channel.Web, Deed.ThanksWritten, at, need, claim.Id);
            Tell(helper, NoticeKind.ThanksForYou, at, need, claim);
        }
    }

    // A helper offers; where the asker chooses, the answer is yes an hour later, or has not come yet.
    private (Player Helper, Claim Claim) Offer(Need need, NeedPart part, DateTimeOffset at, bool accept, DateOnly? week = null, Player? by = null)
    {
        var counted = week ?? (part.Day is { } day ? NetworkClock.WeekOf(day) : clock.WeekOf(at));
        var helper = by is null ? cast.HelperFor(need, part, counted, Involved(need)) : cast.Give(by, part, counted);
        var claim = need.Take(part.Id, helper.Member.Id, counted, null, at).Value;
        var asker = AskerOf(need);
        if (claim.State == ClaimState.Agreed)
        {
            Write(helper, Channel.Web, Deed.ClaimAgreed, at, need, claim.Id);
            Tell(asker, NoticeKind.SomeoneAgreed, at, need, claim);
            return (helper, claim);
        }

        Write(helper, Channel.Web, Deed.HelperOfferedToTake, at, need, claim.Id);
        Tell(asker, NoticeKind.SomeoneOffered, at, need, claim);
        if (accept)
        {
            var agreedAt = at.AddMinutes(20);
            need.Accept(claim.Id, agreedAt).Expect();
            Write(asker, need.Channel, Deed.ClaimAgreed, agreedAt, need, claim.Id);
            Tell(helper, NoticeKind.YouAreAgreed, agreedAt, need, claim);
        }

        return (helper, claim);
    }

    private void Coming(Need need, (Player Helper, Claim Claim) agreed, DateTimeOffset at)
    {
        need.ConfirmPlan(agreed.Claim.Id, at).Expect();
        Write(agreed.Helper, Channel.Web, Deed.PlanConfirmed, at, need, agreed.Claim.Id);
    }

    private void Invite(Need need, NeedPart part, DateTimeOffset at, bool lapses)
    {
        var week = clock.WeekOf(at);
        var helper = cast.HelperFor(need, part, week, Involved(need));
        var answerBy = at.AddHours(need.Urgency >= Urgency.Urgent ? 4 : 24);
        var claim = need.Invite(part.Id, helper.Member.Id, week, at, answerBy).Value;
        Write(cast[DemoPeople.Coordinator], Channel.Web, Deed.HelperInvited, at, need, claim.Id);
        Tell(helper, NoticeKind.YouAreAsked, at, need, claim);
        if (lapses)
        {
            need.Lapse(claim.Id, answerBy).Expect();
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.ClaimLapsed, answerBy, need.Id, claim.Id));
        }
    }

    private void LetGo(Need need, NeedPart part, Player asker)
    {
        var at = need.PostedAt.AddHours(4);
        var (helper, claim) = Offer(need, part, at, accept: true);
        need.Release(claim.Id, at.AddHours(20)).Expect();
        Write(helper, Channel.Web, Deed.ClaimReleased, at.AddHours(20), need, claim.Id);
        Tell(asker, NoticeKind.HelperCannotCome, at.AddHours(20), need, claim);
    }

    private void Write(Player who, Channel channel, Deed deed, DateTimeOffset at, Need need, Guid? subjectId = null) =>
        db.AuditEntries.Add(AuditEntry.Of(who.Actor with { Channel = channel }, deed, at, need.Id, subjectId));

    // News of the last day is new; older news has been read.
    private void Tell(Player to, NoticeKind kind, DateTimeOffset at, Need need, Claim claim)
    {
        var notice = Notice.To(to.Member.Id, kind, at, need.Id, claim.Id);
        if (at < now.AddDays(-1))
        {
            notice.See(at.AddHours(2));
        }

        db.Notices.Add(notice);
    }

    private Player AskerOf(Need need) => cast.Everybody.Single(p => p.Member.Id == need.AskerId);

    private List<Player> Involved(Need need) =>
        [.. cast.Everybody.Where(p => need.Claims.Any(c => c.HelperId == p.Member.Id))];

    private IReadOnlyList<NewPart> Parts(Ask ask)
    {
        var today = clock.Day(now);
        IReadOnlyList<AskPart> parts = ask.Fate switch
        {
            Fate.AgreedTomorrow => [new AskPart(ask.Kind)],
            Fate.Tonight => [new AskPart(ask.Kind, InDays: DaysToEvening, From: 18, To: 19)],
            _ => ask.Parts,
        };
        return [.. parts.Select(p => new NewPart(
            p.Kind, p.What, new PartTime(PartWhen.OnDay, today.AddDays(p.InDays), new TimeOnly(p.From, 0), new TimeOnly(p.To, 0)), p.Wanted))];
    }

    // Drawn from the demo's own dice, so that a need keeps its reference from one filling to the next.
    private string Reference() => new(chance.GetItems<char>(Secrets.SpokenAlphabet, Secrets.SpokenLength));

    private DateTimeOffset PostedAt(Ask ask) => ask.HoursAgo > 0 ? now.AddHours(-ask.HoursAgo) : ends[ask].AddHours(-30);

    // Taken a while before it was done, and never before it was asked.
    private static DateTimeOffset Earlier(DateTimeOffset doneAt, DateTimeOffset postedAt) => postedAt + ((doneAt - postedAt) / 3);

    // This week's pieces of help are spread between Monday's first minute and now, whatever day and hour it is.
    private static Dictionary<Ask, DateTimeOffset> SpreadEnds(NetworkClock clock, DateTimeOffset now)
    {
        var monday = clock.At(clock.WeekOf(now), TimeOnly.MinValue);
        var thisWeek = DemoAsks.All.Where(a => a.Fate == Fate.DoneThisWeek).ToList();
        return DemoAsks.All.Where(a => a.Fate is Fate.DoneBefore or Fate.PartDone)
            .Select(ask => (ask, at: now.AddHours(-ask.HoursAgo + 48)))
            .Concat(thisWeek.Select((ask, i) => (ask, at: monday + ((now - monday) * (i + 1) / (thisWeek.Count + 1)))))
            .ToDictionary(pair => pair.ask, pair => new DateTimeOffset(pair.at.UtcTicks, TimeSpan.Zero));
    }
}
