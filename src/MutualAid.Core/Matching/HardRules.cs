using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching;

/// <summary>
/// One thing that is never traded for points, and its "why not" in two voices: about the helper to a coordinator, and to the helper.
/// A nameless rule says something another person asked for in private, so a coordinator hears it of "one person".
/// </summary>
public sealed record HardRule(string Name, Func<Pairing, bool> Allows, Func<Pairing, Phrase> WhyNot, Func<Pairing, Phrase> WhyNotYou, bool Nameless = false)
{
    public override string ToString() => Name;
}

/// <summary>
/// The hard rules in the order they are asked. What belongs to another person comes first and says nothing,
/// then what a helper could change, the nearest to now last: the first that says no is the reason given.
/// </summary>
public static class HardRules
{
    /// <summary>Half the diagonal of a cell, rounded up: how far from its centre a home can be.</summary>
    public const int HalfCellDiagonal = 708;

    public static HardRule OwnNeed { get; } = new(
        nameof(OwnNeed),
        p => p.Helper.MemberId != p.Part.AskerId,
        _ => Phrase.Of("this is their own need"),
        _ => Phrase.Of("this is your own need"));

    /// <summary>To the helper it sounds the same as being too far away, so that nobody learns of a block.</summary>
    public static HardRule Blocked { get; } = new(
        nameof(Blocked),
        p => !p.Between.Blocked,
        _ => Phrase.Of("asked not to be paired here"),
        _ => Phrase.Of("it isn’t among the needs near you"),
        Nameless: true);

    public static HardRule AskedBefore { get; } = new(
        nameof(AskedBefore),
        p => !p.Between.AskedBefore,
        _ => Phrase.Of("has been asked already"),
        _ => Phrase.Of("you have been asked already"));

    /// <summary>
    /// Where the first visit is made by two, they come from different homes. Who lives together is for coordinators alone, so a helper hears only
    /// that somebody is asked.
    /// </summary>
    public static HardRule HomesApart { get; } = new(
        nameof(HomesApart),
        p => !p.Between.HousemateIsOnIt,
        _ => Phrase.Of("lives with somebody who is asked for it or has said yes"),
        _ => Phrase.Of("somebody else has been asked already"));

    public static HardRule Kind { get; } = new(
        nameof(Kind),
        p => (p.Helper.Kinds & (1L << p.Part.Kind)) != 0,
        _ => Phrase.Of("doesn’t give this kind of help"),
        _ => Phrase.Of("it isn’t among the kinds of help you ticked"));

    /// <summary>Within the helper's own radius and half a cell more, or further when a coordinator widened it. Without a cell the same area counts as near.</summary>
    public static HardRule Reach { get; } = new(
        nameof(Reach),
        p => p.Distance is { } metres ? metres <= p.Helper.Radius + HalfCellDiagonal + p.Part.WiderBy : p.SameArea || p.Part.WiderBy > 0,
        _ => Phrase.Of("it’s further than they go"),
        _ => Phrase.Of("it isn’t among the needs near you"));

    /// <summary>The kind's lowest level, held on the day of the visit.</summary>
    public static HardRule EnoughVetting { get; } = new(
        nameof(EnoughVetting),
        p => p.Helper.Vetting.On(p.Helper.CheckedUntil, p.Part.VettedOn(p.Today)) >= p.Part.LowestVetting,
        p => p.Part.LowestVetting == Vetting.Checked ? Phrase.Of("no current check") : Phrase.Of("nobody has talked with them yet"),
        p => p.Part.LowestVetting == Vetting.Checked ? Phrase.Of("you’d need a check first") : Phrase.Of("you’d need a talk with a coordinator first"));

    public static HardRule Language { get; } = new(
        nameof(Language),
        p => p.Part.Languages.IsEmpty || p.SharedLanguage >= 0,
        _ => Phrase.Of("speaks none of the languages asked for"),
        _ => Phrase.Of("it asks for a language you haven’t ticked"));

    public static HardRule CommonHour { get; } = new(
        nameof(CommonHour),
        p => !p.CommonHours.IsEmpty,
        _ => Phrase.Of("not free at that time"),
        _ => Phrase.Of("it’s at a time you aren’t free"));

    public static HardRule NotResting { get; } = new(
        nameof(NotResting),
        p => !(p.Helper.RestUntil >= p.Today),
        p => Phrase.Of("resting until {0}", p.Helper.RestUntil!.Value),
        p => Phrase.Of("you’re resting until {0}", p.Helper.RestUntil!.Value));

    public static HardRule RoomThatWeek { get; } = new(
        nameof(RoomThatWeek),
        p => p.Between.HeldThatWeek < p.Helper.WeeklyCapacity,
        p => Phrase.Of("at the limit set for that week ({0} of {1})", p.Between.HeldThatWeek, p.Helper.WeeklyCapacity),
        p => Phrase.Of("your limit for that week is reached ({0} of {1})", p.Between.HeldThatWeek, p.Helper.WeeklyCapacity));

    /// <summary>For a part with a day of its own; where the day is still to be found, the helper finds one that suits them.</summary>
    public static HardRule RoomThatDay { get; } = new(
        nameof(RoomThatDay),
        p => p.Helper.MostADay is not { } most || p.Part.Time.SetDay(p.Today) is null || p.Between.HeldThatDay < most,
        p => Phrase.Of("at the limit set for that day ({0} of {1})", p.Between.HeldThatDay, p.Helper.MostADay!.Value),
        p => Phrase.Of("your limit for that day is reached ({0} of {1})", p.Between.HeldThatDay, p.Helper.MostADay!.Value));

    public static IReadOnlyList<HardRule> All { get; } =
        [OwnNeed, Blocked, AskedBefore, HomesApart, Kind, Reach, EnoughVetting, Language, CommonHour, NotResting, RoomThatWeek, RoomThatDay];

    /// <summary>The first rule that says no, or null when the helper may be asked.</summary>
    public static HardRule? FirstBroken(Pairing pairing)
    {
        foreach (var rule in All)
        {
            if (!rule.Allows(pairing))
            {
                return rule;
            }
        }

        return null;
    }
}
