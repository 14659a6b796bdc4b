using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>The board: needs open to somebody, newest first.</summary>
public sealed class NeedQueries(MutualAidDb db, NeedViewers viewers)
{
    public const int PageSize = 12;

    /// <summary>Whether the list of open needs is for this person at all: a coordinator, or a helper somebody has talked to.</summary>
    public async Task<bool> SeesBoardAsync(Actor actor, CancellationToken ct = default) => (await viewers.ReadAsync(actor, ct)).SeesBoard;

    /// <summary>
    /// A stretch of the needs open to the actor, newest first; <paramref name="older"/> is what the last stretch gave.
    /// Refuses a kind, area or language that does not exist; an odd <paramref name="older"/> begins at the newest.
    /// </summary>
    public async Task<Result<Slice<NeedCard>>> OpenAsync(Actor actor, NeedFilter filter, string? older = null, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var areas = await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var wrong = Look(filter, viewer, areas);
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var open = Filtered(db.Needs.AsNoTracking().OpenTo(viewer), filter);
        if (BoardKey.Parse(older) is { } key)
        {
            open = open.Where(n => n.PostedAt < key.PostedAt || (n.PostedAt == key.PostedAt && n.Id.CompareTo(key.Id) < 0));
        }

        var rows = await open.OrderByDescending(n => n.PostedAt).ThenByDescending(n => n.Id).Take(PageSize + 1).Select(CardFacts.Of).ToListAsync(ct);
        var page = rows.Take(PageSize).ToList();
        var next = rows.Count > PageSize ? new BoardKey(page[^1].PostedAt, page[^1].Id).ToString() : null;
        return new Slice<NeedCard>([.. page.Select(row => row.ToCard(viewer, areas)).OfType<NeedCard>()], next);
    }

    /// <summary>The cards of some needs, in the order given; those not open to the actor are left out.</summary>
    public async Task<IReadOnlyList<NeedCard>> CardsAsync(Actor actor, IReadOnlyList<Guid> ids, CancellationToken ct = default)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var viewer = await viewers.ReadAsync(actor, ct);
        var wanted = ids.ToList();
        var rows = await db.Needs.AsNoTracking().OpenTo(viewer).Where(n => wanted.Contains(n.Id)).Select(CardFacts.Of).ToListAsync(ct);
        var areas = await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        return [.. rows.OrderBy(row => wanted.IndexOf(row.Id)).Select(row => row.ToCard(viewer, areas)).OfType<NeedCard>()];
    }

    /// <summary>The kinds the actor may filter by: every kind that is not hidden, in the order people read them.</summary>
    public async Task<IReadOnlyList<KindBadge>> KindsAsync(Actor actor, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var hidden = viewer.HiddenKinds;
        return [.. viewer.Kinds.Values.Where(k => !hidden.Contains(k.Id)).OrderBy(k => k.Position).Select(k => k.Badge())];
    }

    /// <summary>Every area of the network by name, for whoever picks one; the names are no secret.</summary>
    public async Task<IReadOnlyList<AreaChoice>> AreasAsync(CancellationToken ct = default) =>
        await db.Areas.AsNoTracking().OrderBy(a => a.Name).Select(a => new AreaChoice(a.Id, a.Name)).ToListAsync(ct);

    /// <summary>The needs of a filter; every branch is answered by an index over the needs that look for a helper.</summary>
    public static IQueryable<Need> Filtered(IQueryable<Need> needs, NeedFilter filter)
    {
        if (filter.Kind is { } kind)
        {
            needs = needs.Where(n => n.KindId == kind);
        }

        if (filter.Area is { } area)
        {
            needs = needs.Where(n => n.AreaId == area);
        }

        if (filter.Urgency is { } urgency)
        {
            needs = needs.Where(n => n.Urgency == urgency);
        }

        return filter.Language is { } language ? needs.Where(n => n.Languages.Contains(language)) : needs;
    }

    // A hidden kind is as unknown as one that does not exist.
    private static List<FieldRefusal> Look(NeedFilter filter, NeedViewer viewer, Dictionary<Guid, string> areas)
    {
        var wrong = new List<FieldRefusal>();
        if (filter.Kind is { } kind && (!viewer.Kinds.ContainsKey(kind) || viewer.HiddenKinds.Contains(kind)))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Kind), Phrase.Of("Pick a kind of help from the list.")));
        }

        if (filter.Area is { } area && !areas.ContainsKey(area))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Area), Phrase.Of("Pick an area from the list.")));
        }

        if (filter.Language is { } language && !SpokenLanguages.Knows(language))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Language), Phrase.Of("Pick languages from the list.")));
        }

        return wrong;
    }

    /// <summary>Where a stretch of the board ended: its last need's time and id.</summary>
    private sealed record BoardKey(DateTimeOffset PostedAt, Guid Id)
    {
        public static BoardKey? Parse(string? text)
        {
            var parts = text?.Split('-') ?? [];
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                && Guid.TryParseExact(parts[1], "N", out var id)
                    ? new BoardKey(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                    : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PostedAt.UtcTicks}-{Id:N}");
    }
}
