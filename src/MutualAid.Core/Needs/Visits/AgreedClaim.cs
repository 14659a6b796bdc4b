using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs.Visits;

/// <summary>What the visits room needs to know of a helper's own claim.</summary>
internal sealed record AgreedClaim(Guid Id, Guid NeedId, Guid HelperId, Guid AskerId, string KindId, ClaimState State)
{
    /// <summary>The actor's own claim; null when it is somebody else's or a block lies between the two.</summary>
    public static Task<AgreedClaim?> MineAsync(MutualAidDb db, Actor actor, Guid claimId, CancellationToken ct) => (
        from claim in db.Claims.AsNoTracking()
        where claim.Id == claimId && actor.MemberId != null && claim.HelperId == actor.MemberId
        join part in db.NeedParts on claim.PartId equals part.Id
        join need in db.Needs on claim.NeedId equals need.Id
        where !db.Blocks.Any(b => (b.MemberId == claim.HelperId && b.OtherId == need.AskerId) || (b.MemberId == need.AskerId && b.OtherId == claim.HelperId))
        select new AgreedClaim(claim.Id, need.Id, claim.HelperId, need.AskerId, part.KindId, claim.State)).SingleOrDefaultAsync(ct);
}
