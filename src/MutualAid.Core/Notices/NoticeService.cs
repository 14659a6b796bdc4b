using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Notices;

/// <summary>Lets members put their news away.</summary>
public sealed class NoticeService(MutualAidDb db, TimeProvider time)
{
    /// <summary>
    /// Marks the actor's news as seen, up to and including the one at the top of the page they looked at, so that what came meanwhile stays new.
    /// It tells nobody anything and leaves no audit entry: when somebody reads their own news is theirs alone.
    /// </summary>
    public async Task<Result> SeeAsync(Actor actor, Guid upTo, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        await db.Notices
            .Where(n => n.ToMemberId == me && n.SeenAt == null && n.Id.CompareTo(upTo) <= 0)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), ct);
        return Result.Done;
    }
}
