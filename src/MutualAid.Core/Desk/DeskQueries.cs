using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk;

/// <summary>The desk's list: needs of the coordinator's areas that nobody has taken on, the most pressing first.</summary>
public sealed class DeskQueries(MutualAidDb db, NeedTally tally, CallQueries calls, NetworkQueries networks, TimeProvider time)
{
    public const int PageSize = 20;

    /// <summary>The longest a filter by waiting may ask for, in days.</summary>
    public const int MostWaiting = 365;

    private static readonly Urgency[] MostUrgentFirst = [.. Enum.GetValues<Urgency>().OrderDescending()];

    /// <summary>
    /// A stretch of unmet needs, the most urgent first and within that the longest wait first. Refuses a kind, area or language that does not
    /// exist, an area that is not the coordinator's, and a wait outside 1 to 365 days; an odd <paramref name="older"/> begins at the top.
    /// </summary>
    public async Task<Result<Slice<DeskRow>>> UnmetAsync(Actor actor, DeskFilter filter, string? older = null, CancellationToken ct = default)
    {
        var wrong = await LookAsync(actor, filter, ct);
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var needs = Filtered(db.Needs.AsNoTracking().Where(n => n.Looking).InAreasOf(actor), filter, time.GetUtcNow());
        var (key, found) = (DeskKey.Parse(older), new List<DeskFacts>());

        // Level by level, so that each stretch starts in the middle of an index however far down the list it is.
        foreach (var level in MostUrgentFirst.SkipWhile(u => key is not null && u > key.Urgency))
        {
            var ofLevel = needs.Where(n => n.Urgency == level);
            if (key?.Urgency == level)
            {
                ofLevel = ofLevel.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.PostedAt, n.Id), ValueTuple.Create(key.PostedAt, key.Id)));
            }

            found.AddRange(await ofLevel.OrderBy(n => n.PostedAt).ThenBy(n => n.Id).Take(PageSize + 1 - found.Count).Select(DeskFacts.Of).ToListAsync(ct));
            if (found.Count > PageSize)
            {
                break;
            }
        }

        var shown = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? new DeskKey(shown[^1].Urgency, shown[^1].PostedAt, shown[^1].Id).ToString() : null;
        return new Slice<DeskRow>(await RowsAsync(actor, shown, ct), next);
    }

    /// <summary>
    /// What stands above the list: whom to ring again by today, and the needs that wait for a coordinator's look before helpers see them, the
    /// oldest first; at most one page of each.
    /// </summary>
    public async Task<DeskTop> TopAsync(Actor actor, CancellationToken ct = default)
    {
        var due = (await calls.DueAsync(actor, ct)).ToList();
        var facts = await db.Needs.AsNoTracking().Where(n => due.Contains(n.Id)).Select(DeskFacts.Of).ToListAsync(ct);
        var drafts = await db.Needs.AsNoTracking().Where(n => n.State == NeedState.Draft).InAreasOf(actor)
            .OrderBy(n => n.Id).Take(PageSize).Select(DeskFacts.Of).ToListAsync(ct);
        return new DeskTop(
            [.. (await RowsAsync(actor, [.. facts.OrderBy(f => due.IndexOf(f.Id))], ct)).Select(r => r with { Next = Phrase.Of("Ring again") })],
            await RowsAsync(actor, drafts, ct));
    }

    /// <summary>How many needs the filter holds, at most half a minute old; null for filters that are not counted.</summary>
    public async Task<int?> CountAsync(Actor actor, DeskFilter filter, CancellationToken ct = default) =>
        filter.Waiting is not null || filter.Language is not null
            ? null
            : (await tally.ReadAsync(ct))
                .Where(r => actor.Coordinates(r.AreaId) && (filter.Area is null || r.AreaId == filter.Area) && (filter.Kind is null || r.KindId == filter.Kind))
                .Sum(r => r.Open);

    /// <summary>The coordinator's own areas, by name.</summary>
    public async Task<IReadOnlyList<AreaChoice>> AreasAsync(Actor actor, CancellationToken ct = default)
    {
        var mine = actor.Areas?.ToList();
        return await db.Areas.AsNoTracking().Where(a => mine == null || mine.Contains(a.Id))
            .OrderBy(a => a.Name).Select(a => new AreaChoice(a.Id, a.Name)).ToListAsync(ct);
    }

    /// <summary>Every kind of help, in the order people read them.</summary>
    public async Task<IReadOnlyList<KindBadge>> KindsAsync(CancellationToken ct = default) =>
        [.. (await db.HelpKinds.AsNoTracking().OrderBy(k => k.Position).ToListAsync(ct)).Select(k => k.Badge())];

    private static IQueryable<Need> Filtered(IQueryable<Need> needs, DeskFilter filter, DateTimeOffset now)
    {
        needs = NeedQueries.Filtered(needs, new NeedFilter(filter.Kind, filter.Area, Language: filter.Language));
        return filter.Waiting is { } days ? needs.Where(n => n.PostedAt <= now - TimeSpan.FromDays(days)) : needs;
    }

    private async Task<List<FieldRefusal>> LookAsync(Actor actor, DeskFilter filter, CancellationToken ct)
    {
        var wrong = new List<FieldRefusal>();
        if (filter.Kind is { } kind && !(TypedText.IsStorable(kind) && await db.HelpKinds.AnyAsync(k => k.Id == kind, ct)))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Kind), Phrase.Of("Pick a kind of help from the list.")));
        }

        if (filter.Area is { } area && !(actor.Coordinates(area) && await db.Areas.AnyAsync(a => a.Id == area, ct)))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Area), Phrase.Of("Pick an area from the list.")));
        }

        if (filter.Language is { } language && !SpokenLanguages.Knows(language))
        {
            wrong.Add(new FieldRefusal(nameof(filter.Language), Phrase.Of("Pick languages from the list.")));
        }

        if (filter.Waiting is < 1 or > MostWaiting)
        {
            wrong.Add(new FieldRefusal(nameof(filter.Waiting), Phrase.Of("Pick a wait from the list.")));
        }

        return wrong;
    }

    private async Task<IReadOnlyList<DeskRow>> RowsAsync(Actor actor, List<DeskFacts> facts, CancellationToken ct)
    {
        var ids = facts.ConvertAll(f => f.Id);
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, ct);
        var areaIds = facts.Select(f => f.AreaId).Distinct().ToList();
        var areas = await db.Areas.AsNoTracking().Where(a => areaIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var tried = (await db.Claims.AsNoTracking().Where(c => ids.Contains(c.NeedId))
            .GroupBy(c => new { c.NeedId, c.State }).Select(g => new { g.Key.NeedId, g.Key.State, Count = g.Count() }).ToListAsync(ct))
            .ToLookup(c => c.NeedId, c => (c.State, c.Count));
        var notes = await calls.NotesAsync(actor, ids, ct);
        var (clock, now) = (await networks.ClockAsync(ct), time.GetUtcNow());
        return
        [
            .. facts.Select(f =>
            {
                var (soFar, next) = f.State == NeedState.Draft
                    ? (Phrase.Of("helpers don’t see it yet"), Phrase.Of("Have a look"))
                    : Tried.Words(tried[f.Id]);
                return new DeskRow
                {
                    Id = f.Id,
                    Kind = kinds[f.KindId].Badge(),
                    Title = Titles.Of(kinds[f.KindId], f.PartKinds.Select(k => kinds[k])),
                    Area = f.AreaId is { } area ? areas.GetValueOrDefault(area) : null,
                    Urgency = f.Urgency,
                    Languages = [.. f.Languages.Select(code => new LanguageCode(code))],
                    PostedAt = f.PostedAt,
                    DaysWaited = Math.Max(0, clock.Day(now).DayNumber - clock.Day(f.PostedAt).DayNumber),
                    PartsOpen = f.PartsOpen,
                    Parts = f.PartsWanted,
                    SoFar = soFar,
                    OnIt = notes.GetValueOrDefault(f.Id)?.OnIt,
                    Next = next,
                };
            }),
        ];
    }

    /// <summary>Where a stretch of the list ended.</summary>
    private sealed record DeskKey(Urgency Urgency, DateTimeOffset PostedAt, Guid Id)
    {
        public static DeskKey? Parse(string? text)
        {
            var parts = text?.Split('-') ?? [];
            return parts.Length == 3
                && short.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var level) && Enum.IsDefined((Urgency)level)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                && Guid.TryParseExact(parts[2], "N", out var id)
                    ? new DeskKey((Urgency)level, new DateTimeOffset(ticks, TimeSpan.Zero), id)
                    : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(short)Urgency}-{PostedAt.UtcTicks}-{Id:N}");
    }
}
