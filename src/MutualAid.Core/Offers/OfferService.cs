using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Offers;

/// <summary>
/// What givers do with their own offers. Every verb refuses anybody else as if the offer did not exist, and each is one save with its audit
/// entry and its notices.
/// </summary>
public sealed class OfferService(MutualAidDb db, NeedViewers viewers, OfferRules rules)
{
    /// <summary>As many as one person can stand for.</summary>
    public const int MostOpen = 30;

    /// <summary>
    /// Makes an offer. Neighbours find it once a coordinator has talked with the giver, so a member who never gave before begins as a new
    /// helper and the coordinators of the area are told. Refuses what <see cref="OfferRules"/> refuses, and more than <see cref="MostOpen"/>
    /// at once. The same form sent twice gives the first answer.
    /// </summary>
    public async Task<Result<Guid>> GiveAsync(Actor actor, GiveOffer said, CancellationToken ct = default)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == actor.MemberId, ct);
        if (member is null)
        {
            return Refusal.NotFound;
        }

        if (await MadeByAsync(said.OperationId, member.Id, ct) is { } before)
        {
            return before;
        }

        var viewer = await viewers.ReadAsync(actor, ct);
        var facts = await rules.LookAsync(viewer, said, ct);
        if (!facts.Ok)
        {
            return facts.Refusal!;
        }

        if (await db.Offers.CountAsync(o => o.MemberId == member.Id && (o.State == OfferState.Open || o.State == OfferState.Resting), ct) >= MostOpen)
        {
            return Refusal.NotAllowed(Phrase.Of("You offer {0} things already. Take one back first.", MostOpen));
        }

        if (!await db.HelperProfiles.AnyAsync(p => p.MemberId == member.Id, ct))
        {
            db.HelperProfiles.Add(HelperProfile.Start(member.Id, viewer.Now));
            await NewHelpers.TellCoordinatorsAsync(db, member, viewer.Now, ct);
        }

        var offer = Offer.Make(member.Id, facts.Value, viewer.Now);
        db.Offers.Add(offer);
        db.Operations.Add(Operation.Made(said.OperationId, offer.Id, viewer.Now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.OfferMade, viewer.Now, subjectId: offer.Id));
        var saved = await db.SaveAsync(ct);
        return saved.Ok ? offer.Id
            : await MadeByAsync(said.OperationId, member.Id, ct) is { } meanwhile ? meanwhile
            : saved.Refusal!;
    }

    /// <summary>Changes an offer; it counts as asked after. Refuses what giving refuses, and fewer than are promised or given.</summary>
    public async Task<Result> ChangeAsync(Actor actor, Guid offerId, GiveOffer said, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        if (await MineAsync(actor, offerId, ct) is not { } offer)
        {
            return Refusal.NotFound;
        }

        var facts = await rules.LookAsync(viewer, said, ct);
        return facts.Ok ? await KeepAsync(actor, offer, Deed.OfferChanged, offer.Change(facts.Value, viewer.Now), ct) : facts.Refusal!;
    }

    /// <summary>Says that it stands, or brings it back from its rest. Refuses one that is over.</summary>
    public Task<Result> StillOpenAsync(Actor actor, Guid offerId, CancellationToken ct = default) =>
        ActAsync(actor, offerId, Deed.OfferStillOpen, (offer, viewer) => offer.StillOpen(viewer.Now), ct);

    /// <summary>Says that nothing is left. Whoever asked and has no answer yet is told no, kindly; what is promised stays promised.</summary>
    public Task<Result> GoneAsync(Actor actor, Guid offerId, CancellationToken ct = default) =>
        CloseAsync(actor, offerId, Deed.OfferGone, (offer, viewer) => offer.SayGone(viewer.Now), ct);

    /// <summary>Takes it back, without a reason. Whoever asked and has no answer yet is told no, kindly; what is promised stays promised.</summary>
    public Task<Result> TakeBackAsync(Actor actor, Guid offerId, CancellationToken ct = default) =>
        CloseAsync(actor, offerId, Deed.OfferTakenBack, (offer, viewer) => offer.TakeBack(viewer.Now), ct);

    /// <summary>
    /// The giver handed some to somebody without this site: how many, for whom, and when. Refuses none, fractions, more than is left, and a day
    /// to come. The same form sent twice counts once.
    /// </summary>
    public async Task<Result> GaveAsync(Actor actor, Guid offerId, GaveSome said, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        if (await MineAsync(actor, offerId, ct) is not { } offer)
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == said.OperationId, ct))
        {
            return Result.Done;
        }

        var wrong = new List<FieldRefusal>();
        var amount = OfferRules.ReadNumber(nameof(said.Amount), said.Amount, (int)Math.Clamp(offer.Left ?? 0, 1, Offer.MostToGive), wrong);
        if (amount is null && wrong.Count == 0)
        {
            wrong.Add(new FieldRefusal(nameof(said.Amount), Phrase.Of("Write how many there are, more than none.")));
        }

        var forWhom = TypedText.Check(nameof(said.ForWhom), said.ForWhom, OfferGift.ForWhomMaxLength, wrong);
        var day = OfferRules.ReadDay(nameof(said.Day), said.Day, wrong) ?? viewer.Today;
        if (day > viewer.Today || day < viewer.Today.AddYears(-1))
        {
            wrong.Add(new FieldRefusal(nameof(said.Day), Phrase.Of("Pick today or a day before.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var given = offer.Give(amount!.Value, forWhom, day, viewer.Now);
        if (given.Ok)
        {
            db.Operations.Add(Operation.Made(said.OperationId, given.Value.Id, viewer.Now));
        }

        return await KeepAsync(actor, offer, Deed.OfferGiven, given, ct);
    }

    /// <summary>Takes back a line the giver wrote by mistake. Refuses what was promised to a neighbour here.</summary>
    public Task<Result> TakeLineBackAsync(Actor actor, Guid offerId, Guid giftId, CancellationToken ct = default) =>
        ActAsync(actor, offerId, Deed.OfferChanged, (offer, viewer) => offer.TakeLineBack(giftId, viewer.Now), ct);

    // Nobody is left waiting for an answer about something that is not there any more.
    private async Task<Result> CloseAsync(Actor actor, Guid offerId, Deed deed, Func<Offer, NeedViewer, Result> close, CancellationToken ct)
    {
        var now = (await viewers.ReadAsync(actor, ct)).Now;
        var asking = await db.Needs.Include(n => n.Parts).Include(n => n.Claims)
            .Where(n => n.LinkedOfferId == offerId && actor.MemberId != null && n.Claims.Any(c => c.HelperId == actor.MemberId && c.State == ClaimState.Invited))
            .ToListAsync(ct);
        foreach (var (need, claim) in asking.SelectMany(n => n.Claims.Where(c => c.HelperId == actor.MemberId && c.State == ClaimState.Invited).ToList().Select(c => (n, c))))
        {
            need.Decline(claim.Id, now);
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ClaimDeclined, now, need.Id, claim.Id));
        }

        return await ActAsync(actor, offerId, deed, close, ct);
    }

    private async Task<Result> ActAsync(Actor actor, Guid offerId, Deed deed, Func<Offer, NeedViewer, Result> act, CancellationToken ct)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        return await MineAsync(actor, offerId, ct) is { } offer
            ? await KeepAsync(actor, offer, deed, act(offer, viewer), ct)
            : Refusal.NotFound;
    }

    private async Task<Result> KeepAsync(Actor actor, Offer offer, Deed deed, Result changed, CancellationToken ct)
    {
        if (!changed.Ok)
        {
            db.ChangeTracker.Clear();
            return changed;
        }

        var now = (await viewers.ReadAsync(actor, ct)).Now;
        db.AuditEntries.Add(AuditEntry.Of(actor, deed, now, subjectId: offer.Id));
        return await db.SaveAsync(ct);
    }

    private Task<Offer?> MineAsync(Actor actor, Guid offerId, CancellationToken ct) =>
        db.Offers.Include(o => o.Gifts).SingleOrDefaultAsync(o => o.Id == offerId && actor.MemberId != null && o.MemberId == actor.MemberId, ct);

    private async Task<Guid?> MadeByAsync(Guid operationId, Guid me, CancellationToken ct) =>
        await db.Operations.Where(o => o.Id == operationId)
            .Join(db.Offers.Where(o => o.MemberId == me), o => o.ResultId, o => o.Id, (_, o) => (Guid?)o.Id)
            .SingleOrDefaultAsync(ct);
}
