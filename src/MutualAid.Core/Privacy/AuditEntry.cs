using MutualAid.Core.Common;

namespace MutualAid.Core.Privacy;

/// <summary>What was done; the words of the timeline come from it. Stored as text, never renamed.</summary>
public enum Deed
{
    MemberJoined,
    MemberChanged,
    HelperOffered,
    HelperRested,
    HelperVetted,
    HelpersLiveTogether,
    HelperLivesApart,
    RoleGiven,

    // What is asked and told by the clock, and the word that quiets it
    ClaimWentQuiet,
    PlanNudged,
    PlanAskedAgain,
    PlanConfirmed,
    DayBeforeAsked,
    OutcomeAsked,
    StillNeededAsked,
    RingAsked,
    NeedExpired,
    PartMissed,

    // The life of a need, of a claim, and of what is kept
    NeedPosted,
    NeedOpened,
    NeedStillWanted,
    NeedChanged,
    NeedWithdrawn,
    DateSkipped,
    DateChanged,
    DatesEnded,
    NeedSorted,
    NeedReopened,
    NeedErased,
    NeedKept,
    MemberTakenIn,
    HouseholdLookedUp,
    ChangeIsFine,
    NeedWidened,
    NeedReferred,
    PartnersChanged,
    WeightsChanged,
    HouseholdsMerged,
    HouseholdsParted,
    CallLogged,
    DeskTookOn,
    DeskLetGo,
    HelperInvited,
    HelperOfferedToTake,
    ClaimAgreed,
    ClaimDeclined,
    ClaimReleased,
    ClaimReported,
    ClaimLapsed,
    ClaimCancelled,
    SpokenCodeMade,
    SlipMade,
    AnswerWrittenDown,
    ThanksWritten,
    OutcomesDiffer,
    HandOverProposed,
    HandOverWanted,
    HandedOver,
    Reflected,
    MessageSent,
    ThreadCalled,
    ThreadRead,
    ThreadClosed,

    // The weekly plan, before anything of it is sent
    WeekPlanBegun,
    WeekPlanMade,
    WeekPlanCancelled,
    WeekPlanStopped,
    PairPinned,
    PairCrossedOut,
    PairWishTakenBack,
    PlanLimitSet,
    PlanLimitTakenOff,

    // Waves
    NeighboursAsked,
    NobodyFoundYet,
    HelperStandsBy,

    // Visits
    VisitPlanned,
    VisitMoved,
    VisitAnotherTime,
    VisitBegun,
    VisitEnded,
    VisitOverdue,
    BuddyTold,
    CheckEnded,
    VisitSafe,
    PairWaived,
    CompanyAsked,
    CompanyAnswered,
    ContactRevealed,
    ContactErased,
    Imported,
    KeysRotated,
    NetworkChanged,
    RecordsErased,
    SignUpLinkMade,
    OfferMade,
    OfferChanged,
    OfferStillOpen,
    OfferGiven,
    OfferGone,
    OfferTakenBack,
    OfferAskedWhether,
    OfferRested,
    OfferErased,
    OfferAskedFor,
}

/// <summary>
/// One line of what happened: who, when, through which channel, what to, and why. Written in the same save as the change itself
/// and never changed afterwards (the database refuses). Ids only: no name, no words, no contact fact.
/// </summary>
public sealed class AuditEntry
{
    public const int ReasonMaxLength = 300;

    private AuditEntry()
    {
    }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Guid? ActorId { get; private set; }

    public Channel Channel { get; private set; }

    public Deed Deed { get; private set; }

    /// <summary>The need this belongs to, when it belongs to one: a need's timeline is these rows in order.</summary>
    public Guid? NeedId { get; private set; }

    /// <summary>The thing itself: a claim, a member, an import.</summary>
    public Guid? SubjectId { get; private set; }

    public string? Reason { get; private set; }

    public static AuditEntry Of(Actor actor, Deed deed, DateTimeOffset now, Guid? needId = null, Guid? subjectId = null, string? reason = null) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        ActorId = actor.MemberId,
        Channel = actor.Channel,
        Deed = deed,
        NeedId = needId,
        SubjectId = subjectId,
        Reason = reason,
    };
}
