using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Members;

/// <summary>An invitation that waits for this helper's answer.</summary>
public sealed record InvitationToAnswer(Guid ClaimId, Guid NeedId, KindBadge Kind, string? Area, PartTime Time, DateTimeOffset? AnswerBy);

/// <summary>A piece of help this member is going to give, or has offered.</summary>
public sealed record MyHelp(Guid ClaimId, KindBadge Kind, string? Area, PartTime Time, ClaimState State, string? AskerName, DateTimeOffset? AddressOpensAt)
{
    /// <summary>Whether a visit is planned; then <see cref="Time"/> is the visit's, and else what the neighbour asked for.</summary>
    public bool Planned { get; init; }

    /// <summary>Whether its day has passed, so that it is time to tell how it went.</summary>
    public required bool Over { get; init; }

    /// <summary>Whether the clock waits for a word: are you coming, or the day before, still OK?</summary>
    public bool AsksWord { get; init; }
}

/// <summary>Something this member asked for.</summary>
public sealed record MyNeed(Guid Id, KindBadge Kind, Phrase Title, NeedState State, DateTimeOffset PostedAt, int PartsHeld, int Parts, int OffersToDecide, bool Over)
{
    /// <summary>Whether it was asked "still needed?" and there is no answer yet.</summary>
    public bool AsksStill { get; init; }

    /// <summary>Whether its day has passed with nobody.</summary>
    public bool DayPassed { get; init; }
}

/// <summary>Words of thanks this member got.</summary>
public sealed record ThanksGot(string Words, string From, DateTimeOffset At);

/// <summary>Somebody looked at this member's phone or address.</summary>
public sealed record LookAtMe(string Viewer, DateTimeOffset At, SeenFacts Facts, bool AsHelper, string Reason);

/// <summary>Everything a member's own page tells. Nothing on it is about anybody the member may not know.</summary>
public sealed record MyPage
{
    public required string Name { get; init; }

    /// <summary>Day and hour on the network's clock.</summary>
    public required DateTime LocalNow { get; init; }

    public required IReadOnlyList<InvitationToAnswer> Invitations { get; init; }

    public required IReadOnlyList<MyHelp> Helping { get; init; }

    public required IReadOnlyList<MyNeed> Asked { get; init; }

    /// <summary>How much of this week is given away; null for a member who gives nothing yet.</summary>
    public HelperWeek? Week { get; init; }

    /// <summary>Whether a coordinator still has to talk with this helper.</summary>
    public required bool AwaitsTalk { get; init; }

    public required IReadOnlyList<ThanksGot> Thanks { get; init; }

    public required IReadOnlyList<LookAtMe> Looks { get; init; }

    public IEnumerable<MyHelp> ToTell => Helping.Where(h => h.Over);

    public IEnumerable<MyHelp> Ahead => Helping.Where(h => !h.Over);

    /// <summary>Help whose helper is asked for a word before its day.</summary>
    public IEnumerable<MyHelp> ToConfirm => Helping.Where(h => h.AsksWord && !h.Over);

    public IEnumerable<MyNeed> ToConfirmStill => Asked.Where(n => n.AsksStill);

    public IEnumerable<MyNeed> ToDecide => Asked.Where(n => n.OffersToDecide > 0);

    public bool NothingWaits => Invitations.Count == 0 && !ToTell.Any() && !ToDecide.Any() && !Asked.Any(n => n.Over || n.AsksStill) && !ToConfirm.Any();
}
