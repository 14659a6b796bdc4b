using System.Collections;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using static MutualAid.Core.Tests.Needs.NeedScene;

namespace MutualAid.Core.Tests.Needs;

/// <summary>One thing somebody, or the clock, can do with a need at a moment.</summary>
internal sealed record NeedCall(string Verb, Func<Need, DateTimeOffset, Result> Do);

/// <summary>
/// Every verb a need knows, with everything it can be said about: all that a random walk chooses from, and all that the matrix of states tries.
/// Where only a service calls a verb, the service's own condition is here too. A new verb of the need is a line here.
/// </summary>
internal static class NeedVerbs
{
    public static readonly DateOnly FirstDay = Week.AddDays(2);
    public static readonly DateOnly SecondDay = Week.AddDays(4);
    private static readonly DateOnly ThirdDay = Week.AddDays(6);

    /// <summary>A need with dates, each from ten to eleven.</summary>
    public static Need PostDates(HelperChoice choice, bool draft, params DateOnly[] days) => Need.Post(
        new NewNeed
        {
            AskerId = Asker,
            KindId = "groceries",
            Words = "Soup, please",
            Choice = choice,
            Draft = draft,
            Parts = [.. days.Select(day => new NewPart("groceries", null, On(day)))],
        },
        "K7M4PX", "key", Hours, Week, Start).Value;

    public static IEnumerable<NeedCall> All(Need need, int helpers = 5, bool wordsToo = true)
    {
        var (parts, claims) = (need.Parts.Count, need.Claims.Count);
        var calls = OfNeed().Concat(OfClock(need)).Concat(Enumerable.Range(0, parts).SelectMany(p => OfPart(p, helpers))).Concat(Enumerable.Range(0, claims).SelectMany(c => OfClaim(c, helpers)));
        return wordsToo ? calls.Concat(Words(helpers)).Concat(Enumerable.Range(0, claims).SelectMany(WordsOfClaim)) : calls;
    }

    private static IEnumerable<NeedCall> OfNeed() =>
    [
        new("open", (need, now) => need.Open(now)),
        new("withdraw", (need, now) => need.Withdraw(now)),
        new("sort", (need, now) => need.State == NeedState.Draft ? need.Withdraw(now) : need.Sort(now)),
        new("reopen", (need, now) => need.Reopen(now, DateOnly.FromDateTime(now.UtcDateTime))),
        new("still wanted", (need, now) => need.StillWanted(now)),
        new("end dates", (need, now) => need.EndDates(now.UtcDateTime, now)),
        new("refer", (need, now) => need.Refer(now)),
        new("erase", EraseNow),
    ];

    private static IEnumerable<NeedCall> OfPart(int part, int helpers)
    {
        for (var helper = 1; helper <= helpers; helper++)
        {
            var who = Helper(helper);
            yield return new("take", (need, now) => need.Take(need.Parts[part].Id, who, Week, "Hello", now));
            yield return new("invite", (need, now) => need.Invite(need.Parts[part].Id, who, Week, now, now.AddDays(1)));
        }

        yield return new("sort some", (need, now) => need.State == NeedState.Draft ? need.Withdraw(now) : need.Sort(now, [need.Parts[part].Id]));
        yield return new("reopen some", (need, now) => need.Reopen(now, DateOnly.FromDateTime(now.UtcDateTime), [need.Parts[part].Id]));
        yield return new("skip", (need, now) => need.SkipDate(need.Parts[part].Id, now.UtcDateTime, now));
        yield return new("change date", (need, now) => need.ChangeDate(need.Parts[part].Id, On(ThirdDay), Hours(On(ThirdDay)), Week, now.UtcDateTime, now, now.AddDays(1)));
    }

    private static IEnumerable<NeedCall> OfClaim(int claim, int helpers)
    {
        Guid Id(Need need) => need.Claims[claim].Id;
        yield return new("accept", (need, now) => need.Accept(Id(need), now));
        yield return new("decline", (need, now) => need.Decline(Id(need), now));
        yield return new("turn down", (need, now) => need.TurnDown(Id(need), now));
        yield return new("release", (need, now) => need.Release(Id(need), now));
        yield return new("lapse", (need, now) => need.Lapse(Id(need), now));
        yield return new("hand-over yes", (need, now) => need.AcceptHandOver(Id(need), now));
        for (var helper = 1; helper <= helpers; helper++)
        {
            var who = Helper(helper);
            yield return new("hand-over", (need, now) => need.ProposeHandOver(Id(need), who, "The key sticks", Week, now, now.AddDays(1)));
        }

        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            foreach (var fromHelper in new[] { true, false })
            {
                yield return new($"report {outcome}", (need, now) => need.Report(Id(need), outcome, fromHelper, now));
            }
        }

        foreach (var fromHelper in new[] { true, false })
        {
            yield return new("report rest", (need, now) => need.Report(Id(need), Outcome.PartDone, fromHelper, now, new Leftover("the milk", DateOnly.FromDateTime(now.UtcDateTime))));
        }
    }

    // What moves nothing, or only words: it must not break anything either.
    private static IEnumerable<NeedCall> Words(int helpers) =>
    [
        new("change", ChangeWords),
        new("come to", (need, _) => need.ComeTo(null, null)),
        new("ask whether fine", (need, now) => { need.AskWhetherStillFine(now); return Result.Done; }),
        new("widen", (need, _) => need.Widen(Need.Widenings[Math.Min(Need.Widenings.Count - 1, need.WiderBy / 2_000)])),
        .. Enumerable.Range(1, helpers).Select(helper => new NeedCall("keep", (need, _) => need.BelongTo(Helper(helper)))),
    ];

    private static IEnumerable<NeedCall> WordsOfClaim(int claim) =>
    [
        new("coming", (need, now) => need.ConfirmPlan(need.Claims[claim].Id, now)),
        new("still fine", (need, _) => need.StillFine(need.Claims[claim].Id)),
        new("meet again", (need, _) => need.Claims[claim].MeetAgain(again: true, fromHelper: true)),
    ];

    // The clock acts on needs that look open, and only once its time has come.
    private static IEnumerable<NeedCall> OfClock(Need need)
    {
        if (need.State is not (NeedState.Open or NeedState.PartFilled))
        {
            yield break;
        }

        for (var i = 0; i < need.Parts.Count; i++)
        {
            var part = i;
            yield return new("day passed", (n, now) => Pass(n, n.Parts[part], now));
        }

        if (need.RingAskedAt is null)
        {
            yield return need.StillAsks < Need.AsksBeforeClosing
                ? new("ask still", (n, now) => { n.AskStill(now); return Result.Done; })
                : new("ring", (n, now) => { n.AskToRing(now); return Result.Done; });
            yield return new("expire", (n, now) => n.Parts.Any(p => p.State == PartState.Open && p.Day >= DateOnly.FromDateTime(now.UtcDateTime)) ? Refusal.NotFound : n.Expire(now));
        }
    }

    private static Result Pass(Need need, NeedPart part, DateTimeOffset now)
    {
        if (part is not { State: PartState.Open, When: PartWhen.OnDay, DayStands: false } || Ends(part) > now
            || need.Claims.Any(c => c.PartId == part.Id && c.State == ClaimState.Agreed))
        {
            return Refusal.NotFound;
        }

        need.Pass(part.Id, Ends(part), now);
        return Result.Done;
    }

    private static Result EraseNow(Need need, DateTimeOffset now)
    {
        if (!need.IsClosed)
        {
            need.Withdraw(now);
        }

        need.Erase(now);
        return Result.Done;
    }

    private static Result ChangeWords(Need need, DateTimeOffset now)
    {
        var changed = need.Change("Eggs, please", PartTime.Whenever, Hours, DateOnly.FromDateTime(now.UtcDateTime));
        if (changed.Ok)
        {
            need.Hear(PartTime.Whenever, Hours(PartTime.Whenever), now);
        }

        return changed;
    }

    public static DateTimeOffset Ends(NeedPart part) => new(part.Day!.Value.ToDateTime(part.End!.Value), TimeSpan.Zero);

    private static PartTime On(DateOnly day) => new(PartWhen.OnDay, day, new TimeOnly(10, 0), new TimeOnly(11, 0));

    private static BitArray Hours(PartTime time) => new(168, true);
}
