using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>The sentences of a plan: why a place stays empty, and what to look at before asking somebody.</summary>
public static class PlanWords
{
    /// <summary>After "because": the first rule that leaves nobody, and how many there were until then; of a limit, how many places it allows.</summary>
    public static Phrase Because(EmptyBecause because, int fell) => because switch
    {
        EmptyBecause.NobodyGivesKind => Phrase.Of("nobody has ticked this kind of help yet"),
        EmptyBecause.OutOfReach => fell == 1
            ? Phrase.Of("the one person who gives this kind of help doesn’t go that far")
            : Phrase.Of("none of the {0} people who give this kind of help goes that far", fell),
        EmptyBecause.NotVetted => fell == 1
            ? Phrase.Of("the one person near enough has no talk or check that holds on that day")
            : Phrase.Of("none of the {0} people near enough has a talk or check that holds on that day", fell),
        EmptyBecause.NoLanguage => fell == 1
            ? Phrase.Of("the one person near enough speaks none of the languages asked for")
            : Phrase.Of("none of the {0} people near enough speaks one of the languages asked for", fell),
        EmptyBecause.NotFree => fell == 1
            ? Phrase.Of("the one person who fits otherwise isn’t free at that time")
            : Phrase.Of("none of the {0} people who fit otherwise is free at that time", fell),
        EmptyBecause.Resting => fell == 1
            ? Phrase.Of("the one person who fits is resting")
            : Phrase.Of("all {0} people who fit are resting", fell),
        EmptyBecause.AskedBefore => fell == 1
            ? Phrase.Of("the one person who fits was asked before or can’t be asked here")
            : Phrase.Of("all {0} people who fit were asked before or can’t be asked here", fell),
        EmptyBecause.Full => fell == 1
            ? Phrase.Of("the one person who fits has as much on as they wish")
            : Phrase.Of("all {0} people who fit have as much on as they wish", fell),
        EmptyBecause.DayFull => fell == 1
            ? Phrase.Of("the one person who fits has as much on that day as they wish")
            : Phrase.Of("all {0} people who fit have as much on that day as they wish", fell),
        EmptyBecause.CrossedOut => Phrase.Of("everybody who could is crossed out for it"),
        EmptyBecause.TooFew => Phrase.Of("fewer people could do it than it wants ({0})", fell),
        EmptyBecause.Limited => fell switch
        {
            0 => Phrase.Of("this kind of help was to be left out of plans"),
            1 => Phrase.Of("no more than one of this kind was wanted in one plan"),
            _ => Phrase.Of("no more than {0} of this kind were wanted in one plan", fell),
        },
        EmptyBecause.OneHome => Phrase.Of("it wants people from different homes, and those who could live together"),
        EmptyBecause.NotTogether => Phrase.Of("it needs several people at one time, and not enough can come together"),
        _ => fell == 1
            ? Phrase.Of("the one person who could is needed more elsewhere")
            : Phrase.Of("the {0} people who could are needed more elsewhere", fell),
    };

    /// <summary>What could help.</summary>
    public static Phrase? Help(EmptyBecause because) => because switch
    {
        EmptyBecause.NobodyGivesKind or EmptyBecause.NoLanguage => Phrase.Of("A partner may have somebody, with the neighbour’s yes."),
        EmptyBecause.OutOfReach => Phrase.Of("Ask further around, if the neighbour is fine with that."),
        EmptyBecause.NotVetted => Phrase.Of("A talk with a helper, or a check renewed, would cover it."),
        EmptyBecause.NotFree or EmptyBecause.DayFull or EmptyBecause.NotTogether => Phrase.Of("Another time may do: ring and ask."),
        EmptyBecause.Limited => Phrase.Of("Look for somebody on the desk, or change the limit below."),
        EmptyBecause.CrossedOut => Phrase.Of("Take a cross back, or ask further around."),
        EmptyBecause.AskedBefore or EmptyBecause.TooFew or EmptyBecause.OneHome or EmptyBecause.Full or EmptyBecause.NeededElsewhere => Phrase.Of("One more helper nearby would cover it. A limit or a rest is theirs to set."),
        _ => null,
    };

    /// <summary>What to look at before asking; null when there is nothing.</summary>
    public static Phrase? Look(PlanLook look) => look switch
    {
        PlanLook.FirstVisit => Phrase.Of("The first visit of this kind is made by two."),
        PlanLook.FullWeek => Phrase.Of("It would be the third thing or more in one week, just inside their own limit."),
        PlanLook.HelpedOften => Phrase.Of("They have helped often in the last four weeks."),
        PlanLook.ThinMatch => Phrase.Of("It is far for them, or they have little time then."),
        PlanLook.PartOnly => Phrase.Of("Other places of it stay empty."),
        _ => null,
    };
}
