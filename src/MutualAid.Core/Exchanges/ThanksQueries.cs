using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Exchanges;

/// <summary>Words of thanks as one of the two who wrote or got them reads them.</summary>
public sealed record ThanksCard(bool Mine, string Words, DateTimeOffset At);

/// <summary>Reads thanks. Nobody but the two reads them, and there is no count of them anywhere.</summary>
public sealed class ThanksQueries(MutualAidDb db)
{
    /// <summary>The thanks of a claim that the actor wrote or got, oldest first; nothing across a block.</summary>
    public async Task<IReadOnlyList<ThanksCard>> OfClaimAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        var me = actor.MemberId;
        return await db.Thanks.AsNoTracking()
            .Where(t => t.ClaimId == claimId && (t.FromMemberId == me || t.ToMemberId == me)
                && !db.Blocks.Any(b => (b.MemberId == t.FromMemberId && b.OtherId == t.ToMemberId) || (b.MemberId == t.ToMemberId && b.OtherId == t.FromMemberId)))
            .OrderBy(t => t.Id)
            .Select(t => new ThanksCard(t.FromMemberId == me, t.Words, t.At))
            .ToListAsync(ct);
    }
}
