using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Offers;

/// <summary>How needs and offers find each other on a page: by kind, and by areas whose centres are close. Nothing finer is ever compared.</summary>
public sealed class NeedsNearby(MutualAidDb db)
{
    /// <summary>How far apart the centres of two areas may be to be called near, in metres.</summary>
    public const double Near = 2_000;

    /// <summary>
    /// How many open needs of the kind are near the area. For whoever reads the board, those of their own list; for others without discreet
    /// kinds, and null below five.
    /// </summary>
    internal async Task<int?> CountAsync(NeedViewer viewer, string kindId, Guid? areaId, CancellationToken ct)
    {
        var areas = await AreasNearAsync(areaId, ct);
        var near = areas is null ? db.Needs.AsNoTracking() : db.Needs.AsNoTracking().Where(n => n.AreaId != null && areas.Contains(n.AreaId.Value));
        if (viewer.SeesBoard)
        {
            return await near.OpenTo(viewer).CountAsync(n => n.KindId == kindId, ct);
        }

        var hidden = viewer.HiddenKinds;
        var open = await near.CountAsync(n => n.Looking && n.KindId == kindId && !hidden.Contains(n.KindId) && n.AskerId != viewer.Actor.MemberId, ct);
        return open >= NeedTally.SmallestTold ? open : null;
    }

    /// <summary>The area itself and those close to it; null, which means everywhere, when it is not known.</summary>
    internal async Task<List<Guid>?> AreasNearAsync(Guid? areaId, CancellationToken ct)
    {
        if (areaId is not { } here)
        {
            return null;
        }

        var areas = await db.Areas.AsNoTracking().Select(a => new { a.Id, a.Point }).ToListAsync(ct);
        var from = areas.Find(a => a.Id == here)?.Point;
        return [.. areas.Where(a => a.Id == here || (from is { } one && a.Point is { } other && double.Hypot(one.X - other.X, one.Y - other.Y) <= Near)).Select(a => a.Id)];
    }
}
