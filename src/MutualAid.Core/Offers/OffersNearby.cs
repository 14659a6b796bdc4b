using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Offers;

/// <summary>How many neighbours offer a kind near an area, as far as somebody may know it.</summary>
/// <param name="Givers">People, not offers; 0 when none or too few to be told.</param>
/// <param name="MayRead">Whether this reader finds the offers in their own list.</param>
public sealed record GiversNear(int Givers, bool MayRead)
{
    public static GiversNear None { get; } = new(0, false);
}

/// <summary>Tells on the pages of needs that neighbours offer just that.</summary>
public sealed class OffersNearby(MutualAidDb db, NeedViewers viewers, NeedsNearby nearby)
{
    /// <summary>
    /// Neighbours who offer the kind near the area (everywhere, when it is not known). Whoever is signed in is told of those in their own list;
    /// for everybody else fewer than five count as none, and kinds that are never told of outside sign-in always do.
    /// </summary>
    public async Task<GiversNear> CountAsync(Actor actor, string kindId, Guid? areaId, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        if (!actor.IsSignedIn && OfferVisibility.SensitiveKinds(viewer).Contains(kindId))
        {
            return GiversNear.None;
        }

        var areas = await nearby.AreasNearAsync(areaId, ct);
        var stand = actor.IsSignedIn ? db.Offers.AsNoTracking().ShownTo(db, viewer) : db.Offers.AsNoTracking().ThatStand(db, viewer);
        var givers = await stand
            .Where(o => o.KindId == kindId && (areas == null || (o.AreaId != null && areas.Contains(o.AreaId.Value))))
            .Select(o => o.MemberId).Distinct().CountAsync(ct);
        return actor.IsSignedIn ? new GiversNear(givers, givers > 0)
            : givers >= NeedTally.SmallestTold ? new GiversNear(givers, false)
            : GiversNear.None;
    }
}
