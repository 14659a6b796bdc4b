using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>How many hours it took until somebody offered: half of the needs took no longer than <paramref name="Half"/>, nine in ten than <paramref name="NineInTen"/>.</summary>
public sealed record TypicalWait(int Half, int NineInTen);

/// <summary>Tells how long help usually takes, from what happened and not from a hope.</summary>
public sealed class Waits(MutualAidDb db, TimeProvider time)
{
    /// <summary>Days that are looked back on.</summary>
    public const int Days = 60;

    /// <summary>With fewer needs than this nothing is said: it would be chance, and could point at a person.</summary>
    public const int Fewest = 5;

    /// <summary>
    /// The typical wait for a kind in an area (none means those without an area), over needs that heard from somebody in the last 60 days,
    /// in whole hours rounded up. Null when there are fewer than five: too few to say.
    /// </summary>
    public async Task<TypicalWait?> TypicalAsync(string kindId, Guid? areaId, CancellationToken ct = default)
    {
        var since = time.GetUtcNow().AddDays(-Days);
        var row = await db.Database.SqlQuery<Row>(
            $"""
            SELECT count(*)::int AS "Needs",
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM heard_at - posted_at)) AS "Half",
                   percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM heard_at - posted_at)) AS "NineInTen"
            FROM need
            WHERE kind_id = {kindId} AND area_id IS NOT DISTINCT FROM {areaId}::uuid AND heard_at >= {since}
            """).SingleAsync(ct);
        return row.Needs < Fewest ? null : new TypicalWait(Hours(row.Half), Hours(row.NineInTen));
    }

    private static int Hours(double? seconds) => Math.Max(1, (int)Math.Ceiling((seconds ?? 0) / 3600));

    private sealed record Row(int Needs, double? Half, double? NineInTen);
}
