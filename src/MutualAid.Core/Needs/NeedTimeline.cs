using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>What has happened to a need, in words: the audit entries that somebody may read, oldest first.</summary>
public sealed class NeedTimeline(MutualAidDb db)
{
    private const int MaxRows = 100;

    // What a helper who only looks may know: that it was asked, and is still wanted. Nobody's yes or no is told to third persons.
    private static readonly List<Deed> ForAnyHelper = [Deed.NeedPosted, Deed.NeedOpened, Deed.NeedStillWanted, Deed.NeedReopened];

    private static readonly List<Deed> ForThoseConcerned =
    [
        Deed.NeedPosted, Deed.NeedOpened, Deed.NeedStillWanted, Deed.NeedReopened, Deed.NeedSorted, Deed.NeedWithdrawn, Deed.NeedErased, Deed.DateSkipped, Deed.DateChanged, Deed.DatesEnded, Deed.NeedKept, Deed.NeedWidened, Deed.NeedReferred,
        Deed.NeedChanged, Deed.ChangeIsFine,
        Deed.HelperInvited, Deed.HelperOfferedToTake, Deed.ClaimAgreed, Deed.ClaimDeclined, Deed.ClaimReleased, Deed.ClaimReported, Deed.ClaimLapsed,
        Deed.ClaimCancelled, Deed.HandOverProposed, Deed.HandOverWanted, Deed.HandedOver, Deed.ThanksWritten, Deed.ContactRevealed, Deed.ContactErased,
        .. VisitWords.Deeds,
        Deed.PlanConfirmed, Deed.ClaimWentQuiet, Deed.OutcomeAsked, Deed.StillNeededAsked, Deed.PartMissed, Deed.NeedExpired,
        Deed.NeighboursAsked, Deed.NobodyFoundYet,
    ];

    // How often somebody had to be asked is between them and the network: the helper and a coordinator read it, the neighbour does not.
    private static readonly List<Deed> Trail = [Deed.PlanNudged, Deed.PlanAskedAgain, Deed.DayBeforeAsked];
    private static readonly List<Deed> ForOneself = [.. ForThoseConcerned, .. Trail];

    // That the two tell it differently is for whoever looks after both.
    private static readonly List<Deed> ForCoordinator = [.. ForOneself, Deed.RingAsked, Deed.OutcomesDiffer];

    /// <summary>
    /// The need's timeline for one of its faces. The asker and the coordinator read first names of helpers; a helper reads what anybody on the
    /// list may know, and what is about the claims in <paramref name="ownClaims"/>.
    /// </summary>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(Guid needId, NeedFace face, IReadOnlyCollection<Guid> ownClaims, CancellationToken ct = default)
    {
        var (named, claims) = (face != NeedFace.Helper, ownClaims.ToList());
        var deeds = face switch { NeedFace.Coordinator => ForCoordinator, NeedFace.Asker => ForThoseConcerned, _ => ForAnyHelper };
        var rows = await (
            from entry in db.AuditEntries.AsNoTracking()
            where entry.NeedId == needId
                && (deeds.Contains(entry.Deed) || (entry.SubjectId != null && claims.Contains(entry.SubjectId.Value) && ForOneself.Contains(entry.Deed)))
            join claim in db.Claims on entry.SubjectId equals claim.Id into ofClaim
            from claim in ofClaim.DefaultIfEmpty()
            join helper in db.Members on claim!.HelperId equals helper.Id into ofHelper
            from helper in ofHelper.DefaultIfEmpty()
            orderby entry.At descending, entry.Id descending
            select new { entry.At, entry.Deed, entry.Channel, entry.Reason, entry.SubjectId, entry.ActorId, HelperId = (Guid?)claim!.HelperId, Name = (string?)helper!.Name })
            .Take(MaxRows).ToListAsync(ct);
        rows.Reverse();
        return [.. rows.Select(r => new TimelineRow(r.At, r is { Channel: Channel.Paper, Deed: Deed.ClaimReported } ? OnPaper(named ? r.Name : null)
            : VisitWords.OnTimeline(r.Deed, named ? r.Name : null, r.Reason) ?? (named && r.Name is not null
            ? OfHelper(r.Deed, r.Name, byHelper: r.ActorId == r.HelperId)
            : OfMine(r.Deed, byMe: r.HelperId is not null && r.ActorId == r.HelperId)), r.Channel == Channel.Clock))];
    }

    // Whoever held the slip: that is all anybody knows.
    private static Phrase OnPaper(string? name) =>
        name is null ? Phrase.Of("The slip of paper told how it went") : Phrase.Of("The slip of {0} told how it went, on paper", name);

    private static Phrase OfHelper(Deed deed, string name, bool byHelper) => deed switch
    {
        Deed.HelperInvited => Phrase.Of("{0} was asked first", name),
        Deed.HelperOfferedToTake => Phrase.Of("{0} offered", name),
        Deed.ClaimAgreed => Phrase.Of("Agreed with {0}", name),
        Deed.ClaimDeclined when byHelper => Phrase.Of("{0} said not this time", name),
        Deed.ClaimDeclined => Phrase.Of("No, thank you to {0}", name),
        Deed.ClaimReleased => Phrase.Of("{0} can’t make it, so it is open again", name),
        Deed.ClaimReported when byHelper => Phrase.Of("{0} told how it went", name),
        Deed.HandOverProposed => Phrase.Of("{0} was asked to take over", name),
        Deed.HandOverWanted => Phrase.Of("{0} asks who could take over", name),
        Deed.HandedOver => Phrase.Of("{0} took over", name),
        Deed.OutcomesDiffer => Phrase.Of("The two tell it differently. Nobody is to blame."),
        Deed.ChangeIsFine => Phrase.Of("{0} says it is still fine", name),
        Deed.ClaimLapsed or Deed.ClaimCancelled => Phrase.Of("{0} was thanked and let go", name),
        Deed.ClaimWentQuiet => Phrase.Of("There was no word from {0}, so it is open again", name),
        Deed.PlanNudged => Phrase.Of("{0} was asked: is it still on your list?", name),
        Deed.PlanAskedAgain => Phrase.Of("{0} was asked again", name),
        Deed.PlanConfirmed => Phrase.Of("{0} says: I am coming", name),
        Deed.DayBeforeAsked => Phrase.Of("{0} was asked: still OK?", name),
        Deed.ThanksWritten => Phrase.Of("Words of thanks"),
        Deed.ContactRevealed => Phrase.Of("{0} opened the contact details", name),
        _ => OfMine(deed, byMe: false),
    };

    private static Phrase OfMine(Deed deed, bool byMe) => deed switch
    {
        Deed.NeedPosted => Phrase.Of("Asked"),
        Deed.NeedOpened => Phrase.Of("A coordinator has looked, and helpers see it"),
        Deed.NeedStillWanted => Phrase.Of("Still wanted"),
        Deed.NeedReopened => Phrase.Of("Open again, at its old place"),
        Deed.NeedSorted => Phrase.Of("Sorted"),
        Deed.NeedWithdrawn => Phrase.Of("Not needed any more"),
        Deed.NeedChanged => Phrase.Of("The neighbour changed something"),
        Deed.ChangeIsFine => Phrase.Of("You said it is still fine"),
        Deed.NeedWidened => Phrase.Of("The search goes further around"),
        Deed.NeedReferred => Phrase.Of("Handed to a partner, with the neighbour’s yes"),
        Deed.NeedKept => Phrase.Of("Kept in an account"),
        Deed.DateSkipped => Phrase.Of("One date was skipped"),
        Deed.DateChanged => Phrase.Of("One date was changed"),
        Deed.DatesEnded => Phrase.Of("The dates to come were ended"),
        Deed.NeedErased or Deed.ContactErased => Phrase.Of("The details were erased"),
        Deed.HelperInvited => Phrase.Of("You were asked first"),
        Deed.HelperOfferedToTake => Phrase.Of("You offered"),
        Deed.ClaimAgreed => Phrase.Of("Agreed"),
        Deed.ClaimDeclined when byMe => Phrase.Of("You said not this time"),
        Deed.ClaimDeclined => Phrase.Of("No, thank you this time"),
        Deed.ClaimReleased => Phrase.Of("You can’t make it, so it is open again"),
        Deed.ClaimReported when byMe => Phrase.Of("You told how it went"),
        Deed.ClaimReported => Phrase.Of("Your neighbour told how it went"),
        Deed.ClaimLapsed or Deed.ClaimCancelled => Phrase.Of("Thanked and let go"),
        Deed.ClaimWentQuiet => Phrase.Of("It is open again for others"),
        Deed.PlanNudged or Deed.PlanAskedAgain => Phrase.Of("You were asked: are you coming?"),
        Deed.PlanConfirmed when byMe => Phrase.Of("You said: I am coming"),
        Deed.DayBeforeAsked => Phrase.Of("You were asked: still OK?"),
        Deed.OutcomeAsked => Phrase.Of("Both sides were asked how it went"),
        Deed.StillNeededAsked => Phrase.Of("Asked: do you still need it?"),
        Deed.NeighboursAsked => Phrase.Of("A few neighbours were asked whether they could"),
        Deed.NobodyFoundYet => Phrase.Of("Nobody had said yes so far, so coordinators were told"),
        Deed.RingAsked => Phrase.Of("Coordinators were asked to ring before it closes"),
        Deed.PartMissed => Phrase.Of("The day passed, and nobody could come"),
        Deed.NeedExpired => Phrase.Of("Closed for now, after two questions without an answer"),
        Deed.HandOverProposed => Phrase.Of("You were asked to take over"),
        Deed.HandOverWanted => Phrase.Of("You asked who could take over"),
        Deed.HandedOver => Phrase.Of("You took over"),
        Deed.ThanksWritten => Phrase.Of("Words of thanks"),
        Deed.ContactRevealed when byMe => Phrase.Of("You opened the contact details"),
        Deed.ContactRevealed => Phrase.Of("A coordinator opened the contact details"),
        _ => Phrase.Of("Something changed"),
    };
}
