using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>"Not this one": what a helper does not want suggested. It stays on the board, where the helper may still take it on.</summary>
public sealed class NotThisOneService(MutualAidDb db, NeedViewers viewers, TimeProvider time)
{
    /// <summary>Suggests the need to this helper no more. Twice is the same as once. A need whose page does not open to them is not there.</summary>
    public async Task<Result> SayAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        if (actor.MemberId is not { } me || !await db.Needs.VisibleTo(viewer, everOpen: true).AnyAsync(n => n.Id == needId, ct))
        {
            return Refusal.NotFound;
        }

        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO not_this_one (member_id, need_id, at) VALUES ({me}, {needId}, {time.GetUtcNow()}) ON CONFLICT (member_id, need_id) DO NOTHING", ct);
        return Result.Done;
    }
}
