using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Offers;

/// <summary>Reads offers: the list, one's own, and one offer's page in the face its reader may see.</summary>
public sealed class OfferQueries(MutualAidDb db, NeedViewers viewers, NeedsNearby needs)
{
    public const int PageSize = 12;
    private const int MostMine = OfferService.MostOpen + 10;
    private const int MostGifts = 50;

    // An offer that is over leaves one's own page after this long.
    private static readonly TimeSpan AfterClosing = TimeSpan.FromDays(14);

    /// <summary>
    /// A stretch of the offers this reader finds, newest first; a coordinator also reads those of her areas whose giver nobody has talked with.
    /// Refuses a kind or area that does not exist; an odd <paramref name="older"/> begins at the newest. Nothing for a visitor.
    /// </summary>
    public async Task<Result<Slice<OfferCard>>> ListAsync(Actor actor, OfferFilter filter, string? older = null, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var areas = await AreasAsync(ct);
        var wrong = new List<FieldRefusal>();
        if (filter.Kind is { } kind && (!viewer.Kinds.ContainsKey(kind) || viewer.HiddenKinds.Contains(kind)))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Kind), Phrase.Of("Pick a kind of help from the list.")));
        }

        if (filter.Area is { } area && !areas.ContainsKey(area))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Area), Phrase.Of("Pick an area from the list.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var offers = actor.IsCoordinator
            ? db.Offers.AsNoTracking().Where(o => o.Showing).InAreasOf(viewer)
            : db.Offers.AsNoTracking().ShownTo(db, viewer);
        offers = filter.Kind is null ? offers : offers.Where(o => o.KindId == filter.Kind);
        offers = filter.Area is null ? offers : offers.Where(o => o.AreaId == filter.Area);
        if (ListKey.Parse(older) is { } key)
        {
            offers = offers.Where(o => o.OfferedAt < key.At || (o.OfferedAt == key.At && o.Id.CompareTo(key.Id) < 0));
        }

        var rows = await offers.OrderByDescending(o => o.OfferedAt).ThenByDescending(o => o.Id).Take(PageSize + 1).ToListAsync(ct);
        var page = rows.Take(PageSize).ToList();
        var cards = await CardsAsync(page, viewer, areas, ct);
        return new Slice<OfferCard>(cards, rows.Count > PageSize ? new ListKey(page[^1].OfferedAt, page[^1].Id).ToString() : null);
    }

    /// <summary>The actor's own offers, those that stand first; without those that have been over for a while.</summary>
    public async Task<IReadOnlyList<MyOffer>> MineAsync(Actor actor, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var closedSince = viewer.Now - AfterClosing;
        var rows = await db.Offers.AsNoTracking()
            .Where(o => actor.MemberId != null && o.MemberId == actor.MemberId && (o.ClosedAt == null || o.ClosedAt > closedSince))
            .OrderBy(o => o.ClosedAt != null).ThenByDescending(o => o.OfferedAt).ThenByDescending(o => o.Id).Take(MostMine).ToListAsync(ct);
        var cards = await CardsAsync(rows, viewer, await AreasAsync(ct), ct);
        var asks = (await AsksAsync(viewer, rows, ct)).ToLookup(a => a.OfferId);
        return [.. rows.Select((o, i) => new MyOffer(cards[i], o.State, o.Prompts > 0, asks[o.Id].Count()))];
    }

    /// <summary>One offer as the actor may see it; null when it is not there or not theirs to see.</summary>
    public async Task<OfferDetails?> DetailsAsync(Actor actor, Guid offerId, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var offer = await db.Offers.AsNoTracking().Include(o => o.Gifts).SingleOrDefaultAsync(o => o.Id == offerId, ct);
        if (offer is null || actor.MemberId is not { } me)
        {
            return null;
        }

        var mine = offer.MemberId == me;
        var myNeed = await db.Needs.Where(n => n.LinkedOfferId == offerId && n.AskerId == me && n.ClosedAt == null)
            .OrderBy(n => n.Id).Select(n => (Guid?)n.Id).FirstOrDefaultAsync(ct);
        var shown = !mine && await db.Offers.ShownTo(db, viewer).AnyAsync(o => o.Id == offerId, ct);
        var coordinates = !mine && await db.Offers.InAreasOf(viewer).AnyAsync(o => o.Id == offerId, ct);
        if (!mine && !shown && !coordinates && (myNeed is null || viewer.Blocked.Contains(offer.MemberId)))
        {
            return null;
        }

        return new OfferDetails
        {
            Face = mine ? OfferFace.Giver : coordinates ? OfferFace.Coordinator : OfferFace.Neighbour,
            Card = (await CardsAsync([offer], viewer, await AreasAsync(ct), ct))[0],
            State = offer.State,
            AreaId = offer.AreaId,
            NotFoundBecause = mine ? await NotFoundAsync(viewer, offer, ct) : null,
            AskedWhether = mine && offer.Prompts > 0,
            CanAsk = shown,
            MyNeedId = myNeed,
            Asks = mine ? [.. (await AsksAsync(viewer, [offer], ct)).Select(a => a.Ask)] : [],
            Gifts = mine
                ? [.. offer.Gifts.OrderByDescending(g => g.At).ThenByDescending(g => g.Id).Take(MostGifts)
                    .Select(g => new GiftRow(g.Id, g.Amount, g.Handed, g.ForWhom, g.Day ?? viewer.Clock.Day(g.At), g.ClaimId))]
                : [],
            NeedsNearby = mine || coordinates ? await needs.CountAsync(viewer, offer.KindId, offer.AreaId, ct) : null,
        };
    }

    /// <summary>One's own offer as its form was filled in; null when it is not the actor's, or over.</summary>
    public async Task<GiveOffer?> FormAsync(Actor actor, Guid offerId, CancellationToken ct = default)
    {
        var offer = await db.Offers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == offerId && actor.MemberId != null && o.MemberId == actor.MemberId, ct);
        return offer is null || offer.IsClosed
            ? null
            : new GiveOffer
            {
                KindId = offer.KindId,
                Words = offer.Words,
                Standing = offer.Standing,
                Quantity = offer.Quantity is { } number ? Convert.ToString(Offer.Whole(number), CultureInfo.InvariantCulture) : null,
                Unit = offer.Unit,
                AreaId = offer.AreaId,
                Until = offer.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Languages = offer.Languages,
            };
    }

    /// <summary>The kinds the actor may offer, in the order people read them.</summary>
    public async Task<IReadOnlyList<KindBadge>> KindsToGiveAsync(Actor actor, CancellationToken ct = default) =>
        [.. OfferRules.CanGive(await viewers.ReadAsync(actor, ct)).Select(k => k.Badge())];

    /// <summary>
    /// What is told to people who may not read the list: how many neighbours offer each kind, from five on, and without the kinds that are never
    /// told of outside sign-in.
    /// </summary>
    public async Task<IReadOnlyList<KindCount>> ToldToAnybodyAsync(CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(Actor.Visitor, ct);
        var sensitive = OfferVisibility.SensitiveKinds(viewer);
        var rows = await db.Offers.AsNoTracking().ThatStand(db, viewer).Where(o => !sensitive.Contains(o.KindId))
            .GroupBy(o => o.KindId).Select(g => new { Kind = g.Key, Givers = g.Select(o => o.MemberId).Distinct().Count() })
            .ToListAsync(ct);
        return
        [
            .. rows.Where(r => r.Givers >= NeedTally.SmallestTold).Select(r => (Kind: viewer.Kinds[r.Kind], r.Givers))
                .OrderBy(r => r.Kind.Position).Select(r => new KindCount(r.Kind.Badge(), r.Givers)),
        ];
    }

    // Neighbours who ask for the giver's own offers and have no answer yet.
    private async Task<List<(Guid OfferId, AskForOffer Ask)>> AsksAsync(NeedViewer giver, List<Offer> offers, CancellationToken ct)
    {
        var (me, blocked, ids) = (giver.Actor.MemberId, giver.Blocked.ToList(), offers.ConvertAll(o => (Guid?)o.Id));
        var rows = await (
            from claim in db.Claims.AsNoTracking()
            where claim.HelperId == me && claim.State == ClaimState.Invited
            join need in db.Needs on claim.NeedId equals need.Id
            where ids.Contains(need.LinkedOfferId) && !blocked.Contains(need.AskerId)
            join part in db.NeedParts on claim.PartId equals part.Id
            orderby claim.Id
            select new { claim.Id, claim.NeedId, claim.AnswerBy, need.LinkedOfferId, need.LinkedAmount, need.AreaId, Part = part }).ToListAsync(ct);
        var areas = rows.Count == 0 ? [] : await AreasAsync(ct);
        return rows.ConvertAll(r => (r.LinkedOfferId!.Value, new AskForOffer(
            r.Id, r.NeedId, r.LinkedAmount, r.Part.Time, r.AreaId is { } area ? areas.GetValueOrDefault(area) : null, r.AnswerBy,
            !(offers.Single(o => o.Id == r.LinkedOfferId).Left < r.LinkedAmount))));
    }

    // Read by the giver, so the viewer is the giver too.
    private async Task<Phrase?> NotFoundAsync(NeedViewer giver, Offer offer, CancellationToken ct) =>
        await db.Offers.ThatStand(db, giver).AnyAsync(o => o.Id == offer.Id, ct) ? null
        : offer.Left <= 0 ? Phrase.Of("All of it is promised, so nobody else finds it. What comes back shows again.")
        : giver.Vetting is null or Vetting.New ? Phrase.Of("A coordinator talks with you first. Then neighbours find it.")
        : !giver.MayTake(offer.KindId) ? Phrase.Of("Neighbours find it once your check is there. Ring the coordinator.")
        : Phrase.Of("Neighbours don’t find it just now, because you are resting or its last day has passed.");

    private async Task<Dictionary<Guid, string>> AreasAsync(CancellationToken ct) =>
        await db.Areas.AsNoTracking().Select(a => new { a.Id, a.Name }).ToDictionaryAsync(a => a.Id, a => a.Name, ct);

    private async Task<List<OfferCard>> CardsAsync(List<Offer> offers, NeedViewer viewer, Dictionary<Guid, string> areas, CancellationToken ct)
    {
        var ids = offers.ConvertAll(o => o.Id);
        var found = await db.Offers.ThatStand(db, viewer).Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(ct);
        var givers = offers.Where(o => viewer.Actor.Coordinates(o.AreaId)).Select(o => o.MemberId).ToList();
        var names = givers.Count == 0 ? [] : await db.Members.Where(m => givers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        return offers.ConvertAll(o => new OfferCard
        {
            Id = o.Id,
            Kind = viewer.Kinds[o.KindId].Badge(),
            Words = o.Words,
            Standing = o.Standing,
            Amount = o.Quantity is { } all ? new OfferAmount(all, o.Left ?? 0, o.SetAside, o.Given, o.Unit) : null,
            Area = o.AreaId is { } area ? areas.GetValueOrDefault(area) : null,
            Distance = viewer.Point is { } from && o.Point is { } to && o.MemberId != viewer.Actor.MemberId ? DistanceBands.Of(from, to) : null,
            Until = o.Until,
            Languages = [.. o.Languages.Select(code => new LanguageCode(code))],
            Giver = names.GetValueOrDefault(o.MemberId),
            Found = found.Contains(o.Id),
        });
    }

    /// <summary>Where a stretch of the list ended: its last offer's time and id.</summary>
    private sealed record ListKey(DateTimeOffset At, Guid Id)
    {
        public static ListKey? Parse(string? text)
        {
            var parts = text?.Split('-') ?? [];
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                && Guid.TryParseExact(parts[1], "N", out var id)
                    ? new ListKey(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                    : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:N}");
    }
}
