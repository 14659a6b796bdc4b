using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>
/// How many hours it takes until a helper has agreed. Half of the needs took no longer than <paramref name="Half"/>; eight in ten took from
/// <paramref name="Soonest"/> to <paramref name="Latest"/>. Null where so many needs have not found a helper yet.
/// </summary>
public sealed record TypicalWait(int? Half, int? Soonest, int? Latest);

/// <summary>Tells how long help usually takes, from what happened and not from a hope.</summary>
public sealed class Waits(MutualAidDb db, TimeProvider time)
{
    /// <summary>Days that are looked back on.</summary>
    public const int Days = 60;

    /// <summary>With fewer needs than this nothing is said: it would be chance, and could point at a person.</summary>
    public const int Fewest = 5;

    /// <summary>
    /// The typical wait for a kind in an area (none means those without an area), over the needs asked in the last 60 days, in whole hours
    /// rounded up. Needs that still wait, or were closed without a helper, count for as long as they waited (<see cref="WaitCurve"/>). A need
    /// asked before those 60 days tells of another time and is left out. Null when fewer than five were helped, unless twice as many and
    /// more are waiting in vain: that is worth saying too.
    /// </summary>
    public async Task<TypicalWait?> TypicalAsync(string kindId, Guid? areaId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var since = now.AddDays(-Days);
        var rows = await db.Database.SqlQuery<WaitCount>(
            $"""
            SELECT greatest(1, ceil(extract(epoch FROM coalesce(agreed_at, closed_at, {now}) - posted_at) / 3600))::int AS "Hours",
                   count(agreed_at)::int AS "Helped",
                   (count(*) - count(agreed_at))::int AS "Waiting"
            FROM need
            WHERE kind_id = {kindId} AND area_id IS NOT DISTINCT FROM {areaId}::uuid AND posted_at > {since}
            GROUP BY 1
            """).ToListAsync(ct);
        var (helped, asked) = (rows.Sum(r => r.Helped), rows.Sum(r => r.Helped + r.Waiting));
        var curve = WaitCurve.Of(rows);
        var half = curve.Within(0.5);
        return helped >= Fewest || (half is null && asked >= 2 * Fewest)
            ? new TypicalWait(half, half is null ? null : curve.Within(0.1), half is null ? null : curve.Within(0.9))
            : null;
    }
}
