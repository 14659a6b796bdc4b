using MutualAid.Core.Common;

namespace MutualAid.Core.Notices;

/// <summary>What each kind of news says. It names the kind of help and nothing else: no name, no place, no words of anybody.</summary>
public static class NoticeWords
{
    /// <summary>The sentence of a piece of news; <paramref name="help"/> is the kind of help it is about, when it is about one.</summary>
    public static Phrase Of(NoticeKind kind, Phrase? help) => help is null ? General(kind) : kind switch
    {
        NoticeKind.YouAreAsked => Phrase.Of("{0}: you’re asked first. Could you?", help),
        NoticeKind.SomeoneOffered => Phrase.Of("{0}: someone has offered. See who it is.", help),
        NoticeKind.SomeoneAgreed => Phrase.Of("{0}: someone will do it.", help),
        NoticeKind.YouAreAgreed => Phrase.Of("{0}: it’s agreed. Here is the plan.", help),
        NoticeKind.AskerSaidNo => Phrase.Of("{0}: not this time. Thank you for offering.", help),
        NoticeKind.HelperCannotCome => Phrase.Of("{0}: your helper can’t make it. We are looking again, at your old place.", help),
        NoticeKind.NeedClosed => Phrase.Of("{0}: not needed any more. Thank you for being there.", help),
        NoticeKind.DateSkipped => Phrase.Of("{0}: one date is not needed this time. Thank you for being there.", help),
        NoticeKind.DateChanged => Phrase.Of("{0}: a date has changed. Does the new one suit you?", help),
        NoticeKind.DatesEnded => Phrase.Of("{0}: the dates to come are not needed any more. Thank you for being there.", help),
        NoticeKind.CoordinatorChangedDates => Phrase.Of("{0}: your coordinator changed your dates. Have a look.", help),
        NoticeKind.CoveredThankYou => Phrase.Of("{0}: somebody has it now. Thank you. See what else fits you.", help),
        NoticeKind.NeedChanged => Phrase.Of("{0}: something has changed. Is it still fine for you?", help),
        NoticeKind.HelperStillFine => Phrase.Of("{0}: your helper says it is still fine.", help),
        NoticeKind.NeedReferred => Phrase.Of("{0}: a partner takes it on, as you agreed.", help),
        NoticeKind.HowDidItGo => Phrase.Of("{0}: how did it go?", help),
        NoticeKind.OfferAskedFor => Phrase.Of("{0}: a neighbour asks for what you offer. Could you?", help),
        NoticeKind.OfferNotThisTime => Phrase.Of("{0}: the neighbour you asked can’t this time. Other helpers can see it now.", help),
        NoticeKind.InvitationOver => Phrase.Of("{0}: no answer needed any more. That’s fine, and nobody keeps count.", help),
        NoticeKind.AskingOthers => Phrase.Of("{0}: we are asking somebody else now. You keep your place.", help),
        NoticeKind.AreYouComing => Phrase.Of("{0}: is it still on your list? One press tells your neighbour.", help),
        NoticeKind.AreYouComingStill => Phrase.Of("{0}: are you coming? Without a word from you we look for somebody else.", help),
        NoticeKind.OpenForOthers => Phrase.Of("{0}: it is open again for others. Thank you all the same, nobody keeps count.", help),
        NoticeKind.LookingAgain => Phrase.Of("{0}: we are looking for another helper now. You keep your place.", help),
        NoticeKind.StillOkay => Phrase.Of("{0}: the day is near. Still OK, or can’t make it?", help),
        NoticeKind.HelperIsComing => Phrase.Of("{0}: your helper says they are coming.", help),
        NoticeKind.TellHowItWent => Phrase.Of("{0}: how did it go? One tap tells us.", help),
        NoticeKind.StillNeeded => Phrase.Of("{0}: do you still need this? You keep your place.", help),
        NoticeKind.NeedExpired => Phrase.Of("{0}: we heard nothing, so it is closed for now. One press opens it again at its old place.", help),
        NoticeKind.DayPassed => Phrase.Of("{0}: the day has passed and nobody could come. We are sorry. Do you still need it?", help),
        NoticeKind.OneDayPassed => Phrase.Of("{0}: for one of the days nobody could come. We are sorry.", help),
        NoticeKind.PleaseRing => Phrase.Of("{0}: please ring before it closes. We heard nothing.", help),
        NoticeKind.ThanksForYou => Phrase.Of("{0}: someone wrote you a thank-you.", help),
        NoticeKind.YouAreAskedToTakeOver => Phrase.Of("{0}: could you take it over? Nobody else is asked.", help),
        NoticeKind.HandOverWanted => Phrase.Of("{0}: a helper asks who could take it over.", help),
        NoticeKind.HandOverYes => Phrase.Of("{0}: somebody has taken it over. Thank you for seeing to it.", help),
        NoticeKind.HandOverNo => Phrase.Of("{0}: they can’t take it over. It is still with you.", help),
        NoticeKind.HandedOver => Phrase.Of("{0}: somebody else comes instead. See who it is.", help),
        NoticeKind.TellYourSide => Phrase.Of("{0}: your neighbour told how it went. How was it for you?", help),
        NoticeKind.ToldDifferently => Phrase.Of("{0}: the two tell it differently. Have a look, when you can.", help),
        NoticeKind.MessageFromHelper or NoticeKind.MessageFromNeighbour => Phrase.Of("{0}: there is a message for you.", help),

        // Waves
        NoticeKind.CouldYouHelp => Phrase.Of("{0}: it fits you, and nobody has it yet. Could you have a look?", help),
        NoticeKind.NobodyFoundYet => Phrase.Of("{0}: neighbours were asked and nobody has said yes so far. Could you have a look?", help),

        // Visits
        NoticeKind.VisitPlanned => Phrase.Of("{0}: your helper has planned the visit. See when.", help),
        NoticeKind.VisitMoved => Phrase.Of("{0}: your helper has changed the plan. See when.", help),
        NoticeKind.AnotherTimePlease => Phrase.Of("{0}: your neighbour asks for another time.", help),
        NoticeKind.PairComplete => Phrase.Of("{0}: your first visit can go ahead.", help),
        NoticeKind.PairLost => Phrase.Of("{0}: the person who would come along can’t.", help),
        NoticeKind.CheckEnded => Phrase.Of("{0}: your check has ended, so phone and address are closed. Ring the coordinator.", help),
        NoticeKind.VisitOverdue => Phrase.Of("{0}: nobody has heard that a visit is over. Please ring them.", help),
        _ => General(kind),
    };

    private static Phrase General(NoticeKind kind) => kind switch
    {
        NoticeKind.NeedsThatFit => Phrase.Of("You were asked a lot this week, so we ask you less just now. Here is what fits you, if you like."),
        NoticeKind.YouAreApproved => Phrase.Of("You’re all set to help. Have a look at the needs near you."),
        NoticeKind.ThreadToRead => Phrase.Of("Somebody asks you to look at a conversation."),
        NoticeKind.NewHelper => Phrase.Of("Somebody new wants to help. A short talk comes first."),
        NoticeKind.OfferStillOpen => Phrase.Of("Something you offer: is it still open? One press is enough."),
        NoticeKind.OfferRests => Phrase.Of("Something you offer rests now, because we heard nothing. One press brings it back."),

        // For whoever was named for a visit: not even the kind of help is told.
        NoticeKind.AskedAlong => Phrase.Of("Somebody asks for your company on a visit. Could you?"),
        NoticeKind.TimesChanged => Phrase.Of("The times of a visit you know of have changed."),
        NoticeKind.VisitOff => Phrase.Of("A visit you know of is off. Nothing to do, and thank you."),
        NoticeKind.StillOut => Phrase.Of("Somebody you look out for should be back by now. Have a look, and ring them."),
        NoticeKind.BackSafe => Phrase.Of("Somebody you look out for is back, all well."),
        _ => Phrase.Of("There is an update for you."),
    };
}
