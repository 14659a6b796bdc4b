using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>Reads a <see cref="NeedViewer"/> from the database, afresh for each request.</summary>
public sealed class NeedViewers(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    private NeedViewer? read;

    /// <summary>What the actor sees by. The same actor asked for again within a request is not read again.</summary>
    public async Task<NeedViewer> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        if (read?.Actor == actor)
        {
            return read;
        }

        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        var today = clock.Day(now);
        var me = actor.MemberId;
        var turnedDown = await db.Claims.Where(c => c.HelperId == me && c.AskerSaidNo).Select(c => new { c.NeedId, c.PartId }).ToListAsync(ct);
        var (parts, needs) = (turnedDown.ConvertAll(c => c.PartId), turnedDown.Select(c => c.NeedId).Distinct().ToList());
        var profile = await db.HelperProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == me, ct);
        return read = new NeedViewer
        {
            Actor = actor,
            Today = today,
            Now = now,
            Clock = clock,
            Vetting = profile?.VettingOn(today),
            Point = profile?.Point,
            TurnedDown = parts.ToHashSet(),
            NotAgain = needs.Count == 0
                ? []
                : await db.Needs.Where(n => needs.Contains(n.Id) && !n.Parts.Any(p => p.State == PartState.Open && !parts.Contains(p.Id)))
                    .Select(n => n.Id).ToListAsync(ct),
            Kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, ct),
            Blocked = await db.Blocks
                .Where(b => b.MemberId == me || b.OtherId == me)
                .Select(b => b.MemberId == me ? b.OtherId : b.MemberId)
                .ToListAsync(ct),
        };
    }
}
