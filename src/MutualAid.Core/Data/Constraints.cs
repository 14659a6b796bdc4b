using MutualAid.Core.Common;

namespace MutualAid.Core.Data;

/// <summary>The rules the database itself holds, by name, each with the kind sentence that is said when it refuses.</summary>
public static class Constraints
{
    public const string ClaimOneActive = "claim_one_active";
    public const string ClaimOnePlace = "claim_one_place";
    public const string ClaimPlaceExists = "claim_place_exists";
    public const string ClaimOfPart = "claim_of_part";
    public const string PartNeverOverfilled = "part_never_overfilled";
    public const string VisitEndsAfterStart = "visit_ends_after_start";
    public const string CompanionOneEach = "companion_one_each";
    public const string OperationOnce = "operation_once";
    public const string AreaOneName = "area_one_name";
    public const string NeedOneReference = "need_one_reference";
    public const string NeedOneSource = "need_one_source";
    public const string OfferOneSource = "offer_one_source";
    public const string SpokenCodeOneEach = "spoken_code_one_each";
    public const string SpokenCodeOfNeed = "spoken_code_of_need";
    public const string SpokenCodeOfClaim = "spoken_code_of_claim";
    public const string OfferNeverOvergiven = "offer_never_overgiven";
    public const string OfferGiftOfClaim = "offer_gift_of_claim";
    public const string PartnerOneName = "partner_one_name";
    public const string AccountOneEmail = "account_one_email";
    public const string ReflectionOne = "reflection_one";
    public const string WeightOneVersion = "weight_one_version";
    public const string ThreadCallOne = "thread_call_one";
    public const string WeekPlanOneMaking = "week_plan_one_making";
    public const string PlanLimitOneKind = "plan_limit_one_kind";
    public const string WaveOneNumber = "wave_one_number";
    public const string WaveOneRunning = "wave_one_running";
    public const string WavePingOnce = "wave_ping_once";

    private static readonly Dictionary<string, Phrase> Sentences = new(StringComparer.Ordinal)
    {
        [ClaimOneActive] = Phrase.Of("You have offered this already."),
        [ClaimOnePlace] = Phrase.Of("Someone else was a moment faster. Thank you for offering."),
        [ClaimPlaceExists] = Phrase.Of("Someone else was a moment faster. Thank you for offering."),
        [PartNeverOverfilled] = Phrase.Of("Someone else was a moment faster. Thank you for offering."),
        [OfferNeverOvergiven] = Phrase.Of("There are not that many left to promise."),
        [OperationOnce] = Phrase.Of("This was sent already, and it arrived."),
        [PartnerOneName] = Phrase.Of("This partner is on the list already."),
        [WeekPlanOneMaking] = Phrase.Of("A plan is being made already. Here it is."),
        [PlanLimitOneKind] = Phrase.Of("Somebody changed this a moment ago. Here is how it stands now."),
        [WeightOneVersion] = Phrase.Of("Somebody changed this a moment ago. Here is how it stands now."),
        [AreaOneName] = Phrase.Of("There is an area with this name already."),
    };

    /// <summary>The sentence for a constraint; one sentence serves all others, because every conflict means that something changed meanwhile.</summary>
    public static Phrase Sentence(string? constraint) =>
        constraint is not null && Sentences.TryGetValue(constraint, out var sentence)
            ? sentence
            : Phrase.Of("This has moved on since you opened the page. Here is how it stands now.");
}
