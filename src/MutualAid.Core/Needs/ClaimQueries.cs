using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>A helper's own claims.</summary>
public sealed class ClaimQueries(
    MutualAidDb db, NeedViewers viewers, HelperLoads loads, NeedTimeline timeline, AddressBook addresses, VisitQueries visits)
{
    /// <summary>
    /// The actor's claim. Null when it is not theirs, when a block lies between the two, and 72 hours after it was done. Of a claim that was
    /// let go or came to nothing only the kind is left: a released helper loses name and words at once.
    /// </summary>
    public async Task<ClaimDetails?> DetailsAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me)
        {
            return null;
        }

        var viewer = await viewers.ReadAsync(actor, ct);
        var row = await (
            from claim in ShownTo(viewer, me).AsNoTracking()
            where claim.Id == claimId
            join part in db.NeedParts on claim.PartId equals part.Id
            join need in db.Needs on claim.NeedId equals need.Id
            join asker in db.Members on need.AskerId equals asker.Id
            select new { Claim = claim, Part = part, need.KindId, need.AreaId, need.Languages, need.Words, need.AccessNeeds, need.HouseholdSize, need.NotToSay, asker.Name, asker.ReachBy, asker.SafeContact }).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        var (kind, known) = (viewer.Kinds[row.Part.KindId], row.Claim.State is ClaimState.Agreed or ClaimState.Done or ClaimState.PartDone);
        var agreed = row.Claim.State == ClaimState.Agreed;
        var visit = await visits.OfClaimAsync(actor, claimId, ct);
        return new ClaimDetails
        {
            Id = row.Claim.Id,
            NeedId = row.Claim.NeedId,
            State = row.Claim.State,
            Kind = kind.Badge(),
            Title = new Phrase(kind.Name),
            Area = await db.Areas.Where(a => a.Id == row.AreaId).Select(a => a.Name).SingleOrDefaultAsync(ct),
            What = known ? row.Part.What : null,
            Time = row.Part.Time,
            AskerName = known ? row.Name : null,
            Words = known ? row.Words : null,
            Languages = [.. row.Languages.Select(code => new LanguageCode(code))],
            FirstVisitInPairs = kind.FirstVisitInPairs,
            Hello = row.Claim.Hello,
            AnswerBy = row.Claim.State == ClaimState.Invited ? row.Claim.AnswerBy : null,
            HoldsContact = agreed && await addresses.HoldsAsync(row.Claim.NeedId, ct),
            DayHasCome = visit?.Plan?.Day <= viewer.Today || row.Part.Time is not { When: PartWhen.OnDay, Day: { } day } || day <= viewer.Today,
            Visit = visit,
            TakesOver = row.Claim.TakesOver is { } first && await db.Claims.AnyAsync(c => c.Id == first && c.State == ClaimState.Agreed, ct),
            HandNote = known ? row.Claim.HandNote : null,
            Care = known ? new NeedCare(row.AccessNeeds, row.HouseholdSize, agreed ? row.NotToSay : null) : NeedCare.None,
            ReachBy = agreed ? row.ReachBy : ReachBy.Call,
            SafeContact = agreed ? row.SafeContact : SafeContact.None,
            ComingSince = agreed ? row.Claim.PlanConfirmedAt : null,
            AsksWord = row.Claim.AsksWord,
            DayIsNear = row.Claim.DayIsNear,
            ChangeToldAt = agreed ? row.Claim.ChangeToldAt : null,
            HelperSaid = row.Claim.HelperSaid,
            OtherParts = await OtherPartsAsync(viewer, row.Claim, ct),
            Timeline = known || row.Claim.State.IsActive()
                ? await timeline.ReadAsync(row.Claim.NeedId, NeedFace.Helper, [claimId], ct)
                : [],
        };
    }

    /// <summary>Those of the actor's own claims that <see cref="DetailsAsync"/> does not show any more: nothing may lead there.</summary>
    public async Task<IReadOnlySet<Guid>> ClosedAsync(Actor actor, IReadOnlyCollection<Guid> claimIds, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me || claimIds.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var shown = ShownTo(await viewers.ReadAsync(actor, ct), me);
        return await db.Claims.Where(c => claimIds.Contains(c.Id) && c.HelperId == me && !shown.Any(s => s.Id == c.Id)).Select(c => c.Id).ToHashSetAsync(ct);
    }

    // The helper's own claims, without those across a block and those that were done a while ago.
    private IQueryable<Claim> ShownTo(NeedViewer viewer, Guid me)
    {
        var doneSince = viewer.Now - NeedVisibility.AfterDone;
        return db.Claims.Where(c => c.HelperId == me
            && !((c.State == ClaimState.Done || c.State == ClaimState.PartDone) && c.ChangedAt <= doneSince)
            && !db.Needs.Any(n => n.Id == c.NeedId && viewer.Blocked.Contains(n.AskerId)));
    }

    /// <summary>How much of this week the helper has given away; null for a member without a helper profile.</summary>
    public async Task<HelperWeek?> WeekAsync(Actor actor, CancellationToken ct = default) =>
        await loads.ReadAsync(actor.MemberId, ct) is { } load
            ? new HelperWeek(load.TakenIn(NetworkClock.WeekOf(load.Today)), load.WeeklyCapacity, load.Resting ? load.RestUntil : null)
            : null;

    private async Task<IReadOnlyList<OtherPart>> OtherPartsAsync(NeedViewer viewer, Claim claim, CancellationToken ct)
    {
        var rows = await (
            from other in db.Claims.AsNoTracking()
            where other.NeedId == claim.NeedId && other.HelperId == claim.HelperId && other.Id != claim.Id
                && (other.State == ClaimState.Invited || other.State == ClaimState.Offered || other.State == ClaimState.Agreed)
            join part in db.NeedParts on other.PartId equals part.Id
            orderby part.Position
            select new { other.Id, other.State, Part = part }).ToListAsync(ct);
        return [.. rows.Select(r => new OtherPart(r.Id, viewer.Kinds[r.Part.KindId].Badge(), r.Part.Time, r.State))];
    }
}
