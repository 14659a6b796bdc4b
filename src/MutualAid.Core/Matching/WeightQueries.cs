using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching;

/// <summary>One setting of the past: who made it, when and why. Without a name when they left, without a reason when it was the way back.</summary>
public sealed record WeightVersion(int Version, Weights Weights, string? By, DateTimeOffset At, string Why);

/// <summary>The weights in force, and how they came to be, the newest first.</summary>
public sealed record WeightPage(Weights Now, IReadOnlyList<WeightVersion> Past);

/// <summary>What other weights would change for one open need: its first three helpers now and then.</summary>
public sealed record WeightPreview(Guid NeedId, KindBadge Kind, string? Area, IReadOnlyList<HelperMatch> Now, IReadOnlyList<HelperMatch> Then)
{
    /// <summary>Whether the same three come up in the same order.</summary>
    public bool SameOrder => Now.Select(h => h.MemberId).SequenceEqual(Then.Select(h => h.MemberId));
}

/// <summary>Reads the weights: those in force, those before them, and what others would change.</summary>
public sealed class WeightQueries(MutualAidDb db, NetworkQueries network, TimeProvider time)
{
    public const int Shown = 3;
    private const int Told = 20;

    // Of so many needs the first is taken for which there is something to compare.
    private const int Tried = 5;

    /// <summary>The weights that count now.</summary>
    public Task<Weights> NowAsync(CancellationToken ct = default) => NowAsync(db, ct);

    /// <summary>For the desk: the weights and the last settings. Refuses anybody but coordinators as not there.</summary>
    public async Task<Result<WeightPage>> PageAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return Refusal.NotFound;
        }

        var past = await (
            from setting in db.WeightSettings
            join member in db.Members on setting.ChangedById equals member.Id into changers
            from member in changers.DefaultIfEmpty()
            orderby setting.Version descending
            select new { Setting = setting, Name = member == null ? null : member.Name }).AsNoTracking().Take(Told).ToListAsync(ct);
        return new WeightPage(
            past.Count == 0 ? Weights.Default : past[0].Setting.Weights(),
            [.. past.Select(p => new WeightVersion(p.Setting.Version, p.Setting.Weights(), p.Name, p.Setting.ChangedAt, p.Setting.Why))]);
    }

    /// <summary>
    /// Who would come up first for one open need of the coordinator's areas, the one that matters most: by the weights in force and by
    /// <paramref name="wanted"/>. Null when no need is open for which two helpers or more may be asked.
    /// </summary>
    public async Task<WeightPreview?> PreviewAsync(Actor actor, Weights wanted, CancellationToken ct = default)
    {
        var open = (await db.Needs.AsNoTracking().Where(n => n.Looking).OrderByDescending(n => n.Urgency).ThenBy(n => n.PostedAt).ThenBy(n => n.Id)
            .Select(n => new { n.Id, n.AreaId }).Take(10 * Tried).ToListAsync(ct)).Where(n => actor.Coordinates(n.AreaId)).Take(Tried).Select(n => n.Id).ToList();
        var (facts, today, now) = (new MatchFacts(db), (await network.ClockAsync(ct)).Day(time.GetUtcNow()), await NowAsync(ct));
        foreach (var id in open)
        {
            var part = (await facts.PartsAsync([id], ct)).Find(p => p.IsOpen);
            if (part is not null && await CompareAsync(part, today, now, wanted, ct) is { } preview)
            {
                return preview;
            }
        }

        return null;
    }

    internal static async Task<Weights> NowAsync(MutualAidDb db, CancellationToken ct) =>
        (await db.WeightSettings.AsNoTracking().OrderByDescending(s => s.Version).FirstOrDefaultAsync(ct))?.Weights() ?? Weights.Default;

    internal static async Task<int> VersionAsync(MutualAidDb db, CancellationToken ct) =>
        await db.WeightSettings.MaxAsync(s => (int?)s.Version, ct) ?? Weights.Default.Version;

    private async Task<WeightPreview?> CompareAsync(PartRow part, DateOnly today, Weights now, Weights wanted, CancellationToken ct)
    {
        var search = new HelperSearch(db);
        var area = await db.Areas.AsNoTracking().SingleOrDefaultAsync(a => a.Id == part.Facts.AreaId, ct);
        var found = (await search.FindAsync(part.Facts, part.Point, area?.Point, today, time.GetUtcNow(), now, Shown, ct))
            .UnionBy(await search.FindAsync(part.Facts, part.Point, area?.Point, today, time.GetUtcNow(), wanted, Shown, ct), f => f.Row.Facts.MemberId).ToDictionary(f => f.Row.Facts.MemberId);
        if (Top(now) is not { Count: > 1 } before)
        {
            return null;
        }

        var kind = await db.HelpKinds.AsNoTracking().SingleAsync(k => k.Id == part.KindId, ct);
        return new WeightPreview(part.Facts.NeedId, kind.Badge(), area?.Name, before, Top(wanted));

        List<HelperMatch> Top(Weights weights) =>
            [.. MatchRanking.Of(found.Values.Select(f => new Pairing(f.Row.Facts, part.Facts, f.Between, today)), weights).Fitting.Take(Shown)
                .Select(f => MatchQueries.Match(f, found[f.Pairing.Helper.MemberId].Row))];
    }
}
