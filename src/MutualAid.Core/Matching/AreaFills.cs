using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching;

/// <summary>
/// Which share of the needs of the last eight weeks found somebody, in each area and in all of them: what tells a plan and the waves that an area is
/// left behind. An area with fewer than ten needs says nothing.
/// </summary>
internal sealed class AreaFills
{
    private const int Weeks = 8;
    private const int Enough = 10;

    private readonly Dictionary<Guid, (long All, long Met)> areas;
    private readonly long all;
    private readonly long met;

    private AreaFills(Dictionary<Guid, (long All, long Met)> areas) =>
        (this.areas, all, met) = (areas.Where(a => a.Value.All >= Enough).ToDictionary(), areas.Values.Sum(a => a.All), areas.Values.Sum(a => a.Met));

    public static async Task<AreaFills> ReadAsync(MutualAidDb db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-7 * Weeks);
        return new AreaFills(await db.Needs.Where(n => n.PostedAt >= since && n.AreaId != null && n.State != NeedState.Draft)
            .GroupBy(n => n.AreaId!.Value).Select(g => new { g.Key, All = g.Count(), Met = g.Count(n => n.AgreedAt != null) })
            .ToDictionaryAsync(g => g.Key, g => ((long)g.All, (long)g.Met), ct));
    }

    /// <summary>The share of all areas together; null before there were any needs.</summary>
    public double? Network => all == 0 ? null : met / (double)all;

    /// <summary>The share of an area; null where too few needs are known to say.</summary>
    public double? Of(Guid? areaId) => areaId is { } id && areas.TryGetValue(id, out var area) ? area.Met / (double)area.All : null;

    /// <summary>How much more a need of each area counts in a plan, in hundredths: up to half as much again where fewer found somebody than elsewhere.</summary>
    public IReadOnlyDictionary<Guid, int> Factors() => areas.ToDictionary(
        a => a.Key, a => (int)Math.Clamp(a.Value.Met == 0 ? (met == 0 ? 100 : 150) : 100 * met * a.Value.All / (all * a.Value.Met), 100, 150));
}
