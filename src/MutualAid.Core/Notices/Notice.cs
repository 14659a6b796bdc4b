namespace MutualAid.Core.Notices;

/// <summary>What a notice tells. The words are made when it is read, in the reader's language; a notice itself carries none.</summary>
public enum NoticeKind
{
    YouAreAsked,
    SomeoneOffered,
    SomeoneAgreed,
    YouAreAgreed,
    AskerSaidNo,
    HelperCannotCome,
    NeedClosed,
    DateSkipped,
    DateChanged,
    DatesEnded,
    CoordinatorChangedDates,
    CoveredThankYou,
    HowDidItGo,
    NeedReferred,
    NeedChanged,
    HelperStillFine,

    // What the clock tells
    InvitationOver,
    AskingOthers,
    AreYouComing,
    AreYouComingStill,
    OpenForOthers,
    LookingAgain,
    StillOkay,
    HelperIsComing,
    TellHowItWent,
    StillNeeded,
    NeedExpired,
    DayPassed,
    OneDayPassed,
    PleaseRing,

    // Waves
    CouldYouHelp,
    NobodyFoundYet,
    NeedsThatFit,

    ThanksForYou,
    MessageFromHelper,
    MessageFromNeighbour,
    ThreadToRead,
    TellYourSide,
    YouAreAskedToTakeOver,
    HandOverWanted,
    HandOverYes,
    HandOverNo,
    HandedOver,
    ToldDifferently,

    // Visits
    VisitPlanned,
    VisitMoved,
    AnotherTimePlease,
    PairComplete,
    PairLost,
    CheckEnded,
    VisitOverdue,
    AskedAlong,
    TimesChanged,
    VisitOff,
    StillOut,
    BackSafe,
    YouAreApproved,
    NewHelper,
    OfferAskedFor,
    OfferNotThisTime,
    OfferStillOpen,
    OfferRests,
}

/// <summary>News for one member, written in the same save as the change it tells of. The outbox and the bell read the same rows.</summary>
public sealed class Notice
{
    private Notice()
    {
    }

    public Guid Id { get; private set; }

    public Guid ToMemberId { get; private set; }

    public NoticeKind Kind { get; private set; }

    public Guid? NeedId { get; private set; }

    public Guid? ClaimId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? SeenAt { get; private set; }

    public static Notice To(Guid memberId, NoticeKind kind, DateTimeOffset now, Guid? needId = null, Guid? claimId = null) => new()
    {
        Id = Guid.CreateVersion7(now),
        ToMemberId = memberId,
        Kind = kind,
        NeedId = needId,
        ClaimId = claimId,
        At = now,
    };

    public void See(DateTimeOffset now) => SeenAt ??= now;
}
