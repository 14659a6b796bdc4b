using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk;

/// <summary>What a coordinator asked the desk to show; what is left out shows all.</summary>
/// <param name="Waiting">Only needs that have waited this many days or more.</param>
public sealed record DeskFilter(Guid? Area = null, string? Kind = null, int? Waiting = null, string? Language = null)
{
    public bool Any => Area is not null || Kind is not null || Waiting is not null || Language is not null;
}

/// <summary>How old a need has grown: what its chip looks like.</summary>
public enum Ageing
{
    Fresh,
    Waiting,
    Long,
    TooLong,
}

/// <summary>A need nobody has taken on yet, in the desk's list.</summary>
public sealed record DeskRow
{
    public required Guid Id { get; init; }

    public required KindBadge Kind { get; init; }

    public required Phrase Title { get; init; }

    public string? Area { get; init; }

    public required Urgency Urgency { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>Days by the network's calendar; 0 is today.</summary>
    public required int DaysWaited { get; init; }

    public required int PartsOpen { get; init; }

    public required int Parts { get; init; }

    /// <summary>What has been tried, such as "asked 3, no answer yet".</summary>
    public required Phrase SoFar { get; init; }

    /// <summary>Who is on it just now, by first name.</summary>
    public string? OnIt { get; init; }

    /// <summary>The next step, as the words of the link.</summary>
    public required Phrase Next { get; init; }

    public Ageing Ageing => DaysWaited switch
    {
        < 2 => Ageing.Fresh,
        < 4 => Ageing.Waiting,
        < 7 => Ageing.Long,
        _ => Ageing.TooLong,
    };
}

/// <summary>What stands above the desk's list.</summary>
public sealed record DeskTop(IReadOnlyList<DeskRow> RingAgain, IReadOnlyList<DeskRow> Drafts);

/// <summary>A part of the need in the drawer.</summary>
public sealed record DeskPart(Guid Id, KindBadge Kind, string? What, PartTime Time, PartState State, int HelpersWanted, int HelpersAgreed);

/// <summary>A helper on the need, by first name.</summary>
public sealed record DeskClaim(Guid PartId, string Name, short Patch, short PatchTone, ClaimState State, DateTimeOffset? AnswerBy, Guid Id);

/// <summary>A referral as the desk reads it.</summary>
public sealed record DeskReferral(string Partner, ConsentBy SaidBy, ConsentVia Via, DateOnly SaidOn, string RecordedBy);

/// <summary>One need opened on the desk: what a coordinator of its area may know, but no contact facts.</summary>
public sealed record DeskNeed
{
    public required Guid Id { get; init; }

    public required KindBadge Kind { get; init; }

    public required Phrase Title { get; init; }

    public required string Reference { get; init; }

    public required string AskerName { get; init; }

    public string? Area { get; init; }

    public string? Words { get; init; }

    public required NeedState State { get; init; }

    public required Urgency Urgency { get; init; }

    public required Channel Channel { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required bool Looking { get; init; }

    public required IReadOnlyList<DeskPart> Parts { get; init; }

    /// <summary>Those asked, offered or agreed now.</summary>
    public required IReadOnlyList<DeskClaim> Claims { get; init; }

    /// <summary>What has been tried, oldest first.</summary>
    public required IReadOnlyList<TimelineRow> Timeline { get; init; }

    public required DeskNote Note { get; init; }

    public required ReachBy ReachBy { get; init; }

    public required SafeContact SafeContact { get; init; }

    public required NeedCare Care { get; init; }

    /// <summary>Whether a phone or an address is kept for it at all.</summary>
    public required bool HoldsContact { get; init; }

    /// <summary>Metres the search goes beyond how far helpers usually go.</summary>
    public int WiderBy { get; init; }

    /// <summary>To whom it was handed, and with whose yes; the newest.</summary>
    public DeskReferral? Referral { get; init; }

    /// <summary>Whether a coordinator marked the asker: ring before anything closes by itself.</summary>
    public bool RingFirst { get; init; }

    /// <summary>Whether both questions went unanswered, so that somebody should ring now.</summary>
    public bool PleaseRing { get; init; }

    public bool IsClosed => State is NeedState.Done or NeedState.Withdrawn or NeedState.Expired or NeedState.Referred;

    public bool AwaitsLook => State == NeedState.Draft;
}

/// <summary>A helper as the desk knows them: what they offer and how well the network knows them.</summary>
public sealed record DeskHelper
{
    public required Guid MemberId { get; init; }

    public required string Name { get; init; }

    public required short Patch { get; init; }

    public required short PatchTone { get; init; }

    public string? Area { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    public required IReadOnlyList<Phrase> Kinds { get; init; }

    public required int WeeklyCapacity { get; init; }

    public int? MostADay { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required Vetting Vetting { get; init; }

    public DateOnly? CheckedUntil { get; init; }

    /// <summary>True for the coordinator's own profile: somebody else vets it.</summary>
    public required bool IsMe { get; init; }

    /// <summary>The names of those who live with them, as a coordinator was told.</summary>
    public IReadOnlyList<string> LivesWith { get; init; } = [];
}

/// <summary>A helper as somebody's housemate, or as somebody who may be one.</summary>
public sealed record HomePerson(Guid MemberId, string Name, short Patch, short PatchTone, string? Area, DateTimeOffset StartedAt);

/// <summary>A helper, whoever lives with them, and, where a name was looked up, others whose name begins like that.</summary>
public sealed record DeskHome(HomePerson Helper, IReadOnlyList<HomePerson> LivesWith, IReadOnlyList<HomePerson>? Found);
