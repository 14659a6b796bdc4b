using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// What a coordinator does to plans before anything is sent: begin one, call it off, and say which pairs belong together or do not. A plan
/// covers the whole network; which of its rows a coordinator sees and accepts is a matter of their areas.
/// </summary>
public sealed class WeekPlanService(MutualAidDb db, PlanQueue queue, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// Begins a plan for so many days from today; it is made in the background. Refuses somebody who does not coordinate, a number of days
    /// outside 1 to 7, and (as a conflict) while another plan is being made.
    /// </summary>
    public async Task<Result<Guid>> StartAsync(Actor actor, int days, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var begun = WeekPlan.Begin(actor.MemberId, (await networks.ClockAsync(ct)).Day(now), days, now);
        if (!begun.Ok)
        {
            return begun.Refusal!;
        }

        foreach (var silent in await db.WeekPlans.Where(p => p.State == WeekPlanState.Making && p.BeatAt < now - WeekPlan.Silence).ToListAsync(ct))
        {
            silent.End(WeekPlanState.Stopped, now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.WeekPlanStopped, now, subjectId: silent.Id));
        }

        // What has stopped is let go of first, or the one place would still be taken.
        var freed = await db.SaveAsync(ct);
        db.WeekPlans.Add(begun.Value);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.WeekPlanBegun, now, subjectId: begun.Value.Id));
        var saved = freed.Ok ? await db.SaveAsync(ct) : freed;
        if (!saved.Ok)
        {
            return saved.Refusal!;
        }

        queue.Add(begun.Value.Id);
        return begun.Value.Id;
    }

    /// <summary>Asks for a plan to be called off; nothing of it is kept. Refuses (as a conflict) one that is not being made any more.</summary>
    public async Task<Result> CancelAsync(Actor actor, Guid planId, CancellationToken ct = default)
    {
        var plan = actor.IsCoordinator ? await db.WeekPlans.SingleOrDefaultAsync(p => p.Id == planId, ct) : null;
        if (plan is null)
        {
            return Refusal.NotFound;
        }

        var asked = plan.AskToCancel();
        if (!asked.Ok)
        {
            return asked;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.WeekPlanCancelled, time.GetUtcNow(), subjectId: planId));
        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// Pins the pair of a row, or another helper to its part, for this and the next plans; the row's own pair is then not pinned any more.
    /// Refuses a row that is not there or of another area.
    /// </summary>
    public Task<Result> PinAsync(Actor actor, Guid rowId, Guid? helperId = null, CancellationToken ct = default) => WishAsync(actor, rowId, helperId, WishKind.Pin, ct);

    /// <summary>Keeps the pair of a row apart in the next plans. Refuses a row that is not there, of another area, or without a helper.</summary>
    public Task<Result> ForbidAsync(Actor actor, Guid rowId, CancellationToken ct = default) => WishAsync(actor, rowId, null, WishKind.Forbid, ct);

    /// <summary>Takes a wish back. Refuses one that is not there or of another area.</summary>
    public async Task<Result> TakeBackAsync(Actor actor, Guid partId, Guid helperId, CancellationToken ct = default)
    {
        var wish = await db.PlanWishes.SingleOrDefaultAsync(w => w.PartId == partId && w.HelperId == helperId, ct);
        var need = wish is null ? null : await (
            from part in db.NeedParts where part.Id == partId join n in db.Needs on part.NeedId equals n.Id select new { n.Id, n.AreaId }).SingleOrDefaultAsync(ct);
        if (need is null || !actor.Coordinates(need.AreaId))
        {
            return Refusal.NotFound;
        }

        db.PlanWishes.Remove(wish!);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.PairWishTakenBack, time.GetUtcNow(), need.Id, helperId));
        return await db.SaveAsync(ct);
    }

    private async Task<Result> WishAsync(Actor actor, Guid rowId, Guid? instead, WishKind kind, CancellationToken ct)
    {
        var row = await (
            from r in db.WeekPlanRows.AsNoTracking()
            join need in db.Needs on r.NeedId equals need.Id
            where r.Id == rowId
            select new { r.PartId, r.NeedId, r.HelperId, need.AreaId }).SingleOrDefaultAsync(ct);
        if (row is null || !actor.Coordinates(row.AreaId) || (instead ?? row.HelperId) is not { } helperId)
        {
            return Refusal.NotFound;
        }

        if (!await db.HelperProfiles.AnyAsync(p => p.MemberId == helperId, ct))
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        if (instead is not null && row.HelperId is { } old && old != instead && await db.PlanWishes.SingleOrDefaultAsync(w => w.PartId == row.PartId && w.HelperId == old, ct) is { Kind: WishKind.Pin } pinned)
        {
            db.PlanWishes.Remove(pinned);
        }

        if (await db.PlanWishes.SingleOrDefaultAsync(w => w.PartId == row.PartId && w.HelperId == helperId, ct) is { } there)
        {
            there.Turn(kind, actor.MemberId, now);
        }
        else
        {
            db.PlanWishes.Add(PlanWish.Of(row.PartId, helperId, kind, actor.MemberId, now));
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, kind == WishKind.Pin ? Deed.PairPinned : Deed.PairCrossedOut, now, row.NeedId, helperId));
        return await db.SaveAsync(ct);
    }
}
