using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>A helper as the neighbour who asked sees them: first name, patch, vetting and what they said, never a phone.</summary>
public sealed record HelperOnStatus(
    Guid ClaimId, Guid PartId, ClaimState State, string Name, short Patch, short PatchTone, Vetting Vetting, DateTimeOffset? HelpsSince,
    IReadOnlyList<LanguageCode> Languages, string? Hello, bool Thanked)
{
    /// <summary>Whether the helper has said "I am coming".</summary>
    public bool IsComing { get; init; }

    /// <summary>How the neighbour said it went; null while she has not.</summary>
    public Outcome? AskerSaid { get; init; }

    /// <summary>What is still missing, after "part done".</summary>
    public string? Missing { get; init; }

    /// <summary>Whether the neighbour can tell how it went with this helper: while it is agreed, and once after the helper told.</summary>
    public bool CanTell => State == ClaimState.Agreed || (AskerSaid is null && State is ClaimState.Done or ClaimState.PartDone);

    /// <summary>Told of a change, and has not said yet whether it is still fine.</summary>
    public bool AwaitsWord { get; init; }
}

/// <summary>One piece of the need.</summary>
public sealed record PartOnStatus(Guid Id, string KindId, Phrase Name, string? What, PartTime Time, PartState State, int HelpersWanted, int HelpersAgreed, bool HasOffer)
{
    /// <summary>Whether this date alone was taken back.</summary>
    public bool Skipped { get; init; }

    /// <summary>Whether nothing is to come of it any more: it is over in one way or another, or its day has passed.</summary>
    public bool IsHistory(DateTime local) =>
        State is PartState.Done or PartState.NotNeeded or PartState.Missed || (Time.When == PartWhen.OnDay && Time.Day < DateOnly.FromDateTime(local));
}

/// <summary>Somebody looked at the asker's details.</summary>
public sealed record LookOnStatus(DateTimeOffset At, string Who, SeenFacts Facts, string Reason);

/// <summary>One need on the private page of the neighbour who asked.</summary>
public sealed record NeedStatus
{
    public required Guid NeedId { get; init; }

    public required string Reference { get; init; }

    public required string KindId { get; init; }

    public required Phrase KindName { get; init; }

    public required bool FirstVisitInPairs { get; init; }

    public required string AskerName { get; init; }

    public string? Words { get; init; }

    public required NeedState State { get; init; }

    public required HelperChoice Choice { get; init; }

    public string? Area { get; init; }

    public Guid? AreaId { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>What a helper fits in with: access needs, and for how many people.</summary>
    public NeedCare Care { get; init; } = NeedCare.None;

    /// <summary>Asked without an account: whoever asked can take it into one.</summary>
    public bool CanKeep { get; init; }

    public required TimeSpan Waited { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Whether a coordinator lets the search go further around.</summary>
    public bool SearchedWider { get; init; }

    /// <summary>The partner it was handed to, while it is with them.</summary>
    public string? Partner { get; init; }

    /// <summary>How many helpers are being asked just now.</summary>
    public required int Asked { get; init; }

    public required IReadOnlyList<PartOnStatus> Parts { get; init; }

    /// <summary>Those who offered, agreed or have done it, in that order.</summary>
    public required IReadOnlyList<HelperOnStatus> Helpers { get; init; }

    /// <summary>The visits that agreed helpers have planned, by claim.</summary>
    public IReadOnlyDictionary<Guid, VisitOnStatus> Visits { get; init; } = new Dictionary<Guid, VisitOnStatus>();

    /// <summary>Null when there are too few to say.</summary>
    public TypicalWait? Wait { get; init; }

    /// <summary>Whether a phone, an address or a door note is kept.</summary>
    public required bool HoldsDetails { get; init; }

    public required IReadOnlyList<LookOnStatus> Looks { get; init; }

    /// <summary>The reference as it is said: two breaths of three.</summary>
    public string SpokenReference => Secrets.InTwoBreaths(Reference);

    public bool IsClosed => State is NeedState.Done or NeedState.Withdrawn or NeedState.Expired or NeedState.Referred;

    /// <summary>How its dates come round, in words; null when they do not.</summary>
    public Phrase? Repeats { get; init; }

    /// <summary>Whether all its parts are wanted at the same time, so that one answer changes it for all.</summary>
    public bool HasOneTime => Parts.Select(p => p.Time).Distinct().Count() == 1;

    public IEnumerable<HelperOnStatus> Offers => Helpers.Where(h => h.State == ClaimState.Offered);

    public IEnumerable<HelperOnStatus> Agreed => Helpers.Where(h => h.State == ClaimState.Agreed);

    public IEnumerable<HelperOnStatus> HaveHelped => Helpers.Where(h => h.State is ClaimState.Done or ClaimState.PartDone);

    /// <summary>Whether "still needed?" was asked and there is no answer yet.</summary>
    public bool AsksStill { get; init; }

    /// <summary>Whether the days it was wanted for have passed with nobody.</summary>
    public bool DayPassed { get; init; }

    /// <summary>Whether a helper who had agreed could not come, and another is looked for.</summary>
    public bool LookingAgain { get; init; }

    /// <summary>Whether words and time can still change.</summary>
    public bool CanChange => !IsClosed && ErasedAt is null;

    /// <summary>Whether "it didn't happen" can be said: somebody had taken it on, or it is closed and not erased.</summary>
    public bool CanReopen => ErasedAt is null && (IsClosed || Agreed.Any() || HaveHelped.Any());

    /// <summary>Whether there is anything left to erase.</summary>
    public bool CanErase => ErasedAt is null;
}
