using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>What a coordinator does so that nobody frail is closed unheard: a mark to ring first, and what the ring brought.</summary>
public sealed class RingFirstService(MutualAidDb db, TimeProvider time)
{
    /// <summary>Sets or takes away the mark "ring before anything closes" on whoever asked. Refuses a need outside the coordinator's areas.</summary>
    public async Task<Result> MarkAsync(Actor actor, Guid needId, bool ring, CancellationToken ct = default)
    {
        var need = await db.Needs.AsNoTracking().InAreasOf(actor).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var asker = await db.Members.SingleAsync(m => m.Id == need.AskerId, ct);
        asker.MarkRingFirst(ring);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.MemberChanged, time.GetUtcNow(), need.Id, asker.Id));
        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// Writes down what a ring brought: still needed, and the clock begins anew, or not needed any more. Refuses a need outside the coordinator's
    /// areas, and (as a conflict) one that is closed.
    /// </summary>
    public async Task<Result> RangAsync(Actor actor, Guid needId, bool stillWanted, CancellationToken ct = default)
    {
        var need = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).InAreasOf(actor).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var (now, stood) = (time.GetUtcNow(), Covering.Standing(need));
        var written = stillWanted ? need.StillWanted(now) : need.Withdraw(now);
        if (!written.Ok)
        {
            return written;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor with { Channel = Channel.Phone }, stillWanted ? Deed.NeedStillWanted : Deed.NeedWithdrawn, now, need.Id));
        Covering.TellWhoWasLetGo(db, need, stood, now);
        return await db.SaveAsync(ct);
    }
}
