using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Offers;

/// <summary>
/// "Ask for this": a need that is posted for a neighbour's offer. The need is one like any other, on the board at once; its giver is asked first,
/// privately, and says yes or no by the steps of every claim.
/// </summary>
public sealed class OfferAsking(MutualAidDb db, NeedViewers viewers, NeedsNearby nearby, Clocks clocks, TimeProvider time) : AskLink
{
    /// <summary>
    /// What the pages of asking begin with when somebody asks for an offer. Refuses an offer the actor does not find, none, a fraction, and more
    /// than is left.
    /// </summary>
    public async Task<Result<PostNeed>> BeginAsync(Actor actor, Guid offerId, string? amount, PostNeed? draft, CancellationToken ct = default)
    {
        var offer = await db.Offers.AsNoTracking().ShownTo(db, await viewers.ReadAsync(actor, ct)).SingleOrDefaultAsync(o => o.Id == offerId, ct);
        if (offer is null)
        {
            return Refusal.NotFound;
        }

        // What is left and cannot be cut into whole ones goes as it is.
        var wrong = new List<FieldRefusal>();
        var most = (int)Math.Clamp(offer.Left ?? 1, 1, Offer.MostToGive);
        var number = OfferRules.ReadNumber("Amount", amount, most, wrong);
        return wrong.Count > 0
            ? Refusal.Invalid(wrong)
            : (draft ?? PostNeed.Begin()) with { KindId = offer.KindId, OfferId = offer.Id, OfferAmount = Math.Min(number ?? 1, offer.Left ?? 1) };
    }

    public override async Task<Result> LinkAsync(Actor actor, Need need, PostNeed asked, CancellationToken ct = default)
    {
        if (asked.OfferId is null && !asked.AskAGiver)
        {
            return Result.Done;
        }

        var viewer = await viewers.ReadAsync(actor, ct);
        var offer = asked.OfferId is { } chosen
            ? await db.Offers.AsNoTracking().ShownTo(db, viewer).SingleOrDefaultAsync(o => o.Id == chosen && o.KindId == need.KindId, ct)
            : await AnyGiverAsync(viewer, need, ct);
        if (offer is null)
        {
            return asked.OfferId is null ? Result.Done : Refusal.Conflict(Phrase.Of("This offer is gone now. Your words are kept: send it, and other helpers see it."));
        }

        var amount = asked.OfferAmount ?? Math.Min(1, offer.Left ?? 1);
        if (amount <= 0 || amount > (offer.Left ?? Offer.MostToGive))
        {
            return Refusal.Conflict(Phrase.Of("There are not that many left. Your words are kept: send it, and other helpers see it."));
        }

        need.AskFor(offer.Id, amount, offer.Quantity is null || offer.Unit is null ? null : $"{offer.Unit}: {Offer.Whole(amount)}");
        return Result.Done;
    }

    public override async Task TellAsync(Guid needId, CancellationToken ct = default)
    {
        var need = await Waiting(db).Include(n => n.Parts).Include(n => n.Claims).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is not null)
        {
            await AskGiverAsync(need, time.GetUtcNow(), ct);
        }
    }

    /// <summary>Needs for an offer whose giver has not been asked yet and can be: a draft waits for its look first.</summary>
    internal static IQueryable<Need> Waiting(MutualAidDb db) =>
        db.Needs.Where(n => n.LinkedOfferId != null && n.GiverAskedAt == null && n.State != NeedState.Draft);

    /// <summary>Asks the giver in one save; when that is not possible any more, the need simply stays an ordinary one.</summary>
    internal async Task<Result> AskGiverAsync(Need need, DateTimeOffset now, CancellationToken ct)
    {
        var offer = await db.Offers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == need.LinkedOfferId, ct);
        var viewer = await viewers.ReadAsync(new Actor { MemberId = need.AskerId }, ct);
        need.GiverAsked(now);
        if (offer is { Showing: true } && !viewer.Blocked.Contains(offer.MemberId) && need.FindPartForGiver() is { } part)
        {
            var answerBy = now + clocks.Invitation(need.Urgency >= Urgency.Urgent);
            var asked = need.Invite(part.Id, offer.MemberId, HelperLoads.WeekOf(part.Time, viewer.Today), now, answerBy);
            if (asked.Ok)
            {
                db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.OfferAskedFor, now, need.Id, asked.Value.Id));
                db.Notices.Add(Notice.To(offer.MemberId, NoticeKind.OfferAskedFor, now, need.Id, asked.Value.Id));
            }
        }

        return await db.SaveAsync(ct);
    }

    // For a neighbour who knows no offer by name: the nearest that stands, and of those the one whose giver spoke up last.
    private async Task<Offer?> AnyGiverAsync(NeedViewer viewer, Need need, CancellationToken ct)
    {
        var areas = await nearby.AreasNearAsync(need.AreaId, ct);
        var hidden = viewer.HiddenKinds;
        var (me, blocked) = (viewer.Actor.MemberId, viewer.Blocked.ToList());
        return await db.Offers.AsNoTracking().ThatStand(db, viewer)
            .Where(o => o.KindId == need.KindId && !hidden.Contains(o.KindId) && o.MemberId != me && !blocked.Contains(o.MemberId)
                && (areas == null || (o.AreaId != null && areas.Contains(o.AreaId.Value))))
            .OrderByDescending(o => o.AreaId == need.AreaId).ThenByDescending(o => o.FreshAt).ThenBy(o => o.Id)
            .FirstOrDefaultAsync(ct);
    }
}
