using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>A kind of help to pick.</summary>
public sealed record PlanKind(string Id, Phrase Name);

/// <summary>A limit that counts for every plan: so many places of a kind at most, since when, and who set it while they are here.</summary>
public sealed record PlanLimitView(string KindId, Phrase Name, int Most, string? By, DateTimeOffset At);

/// <summary>All kinds of help in their order, and the limits that are set.</summary>
public sealed record PlanLimits(IReadOnlyList<PlanKind> Kinds, IReadOnlyList<PlanLimitView> Set)
{
    public static PlanLimits None { get; } = new([], []);
}

/// <summary>
/// How many of a kind of help plans may hold: for when rides should not take all there is, or a kind is better asked for one by one. A plan covers
/// the whole network, and so does a limit.
/// </summary>
public sealed class PlanLimitService(MutualAidDb db, TimeProvider time)
{
    /// <summary>The limits that are set and the kinds to pick from; nothing for somebody who does not coordinate.</summary>
    public async Task<PlanLimits> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return PlanLimits.None;
        }

        var kinds = await db.HelpKinds.AsNoTracking().OrderBy(k => k.Position).Select(k => new { k.Id, k.Name }).ToListAsync(ct);
        var rows = await (
            from limit in db.PlanLimits.AsNoTracking()
            join member in db.Members on limit.SetById equals member.Id into setters
            from member in setters.DefaultIfEmpty()
            select new { limit.KindId, limit.Most, By = member == null ? null : member.Name, limit.At }).ToDictionaryAsync(l => l.KindId, ct);
        return new PlanLimits(
            [.. kinds.Select(k => new PlanKind(k.Id, new Phrase(k.Name)))],
            [.. kinds.Where(k => rows.ContainsKey(k.Id)).Select(k => new PlanLimitView(k.Id, new Phrase(k.Name), rows[k.Id].Most, rows[k.Id].By, rows[k.Id].At))]);
    }

    /// <summary>
    /// Sets the limit of a kind, or another number where it has one; it counts from the next plan on. Refuses somebody who does not coordinate as not
    /// there, a kind that is none, a missing number and one outside 0 to <see cref="PlanLimit.HighestMost"/>, and (as a conflict) when somebody else
    /// changed it at the same moment.
    /// </summary>
    public async Task<Result> SetAsync(Actor actor, string? kindId, int? most, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return Refusal.NotFound;
        }

        var kind = await db.HelpKinds.Where(k => k.Id == kindId).Select(k => k.Id).SingleOrDefaultAsync(ct);
        if (kind is null)
        {
            return Refusal.Invalid("Kind", Phrase.Of("Pick a kind of help."));
        }

        var now = time.GetUtcNow();
        if (await db.PlanLimits.SingleOrDefaultAsync(l => l.KindId == kind, ct) is { } there)
        {
            var changed = there.Change(most, actor.MemberId, now);
            if (!changed.Ok)
            {
                return changed;
            }
        }
        else
        {
            var set = PlanLimit.Set(kind, most, actor.MemberId, now);
            if (!set.Ok)
            {
                return set;
            }

            db.PlanLimits.Add(set.Value);
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.PlanLimitSet, now, reason: $"{kind}: {most}"));
        return await db.SaveAsync(ct);
    }

    /// <summary>Takes the limit of a kind off from the next plan on. Refuses as not there: somebody who does not coordinate, and a kind without a limit.</summary>
    public async Task<Result> TakeOffAsync(Actor actor, string? kindId, CancellationToken ct = default)
    {
        var limit = actor.IsCoordinator ? await db.PlanLimits.SingleOrDefaultAsync(l => l.KindId == kindId, ct) : null;
        if (limit is null)
        {
            return Refusal.NotFound;
        }

        db.PlanLimits.Remove(limit);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.PlanLimitTakenOff, time.GetUtcNow(), reason: limit.KindId));
        return await db.SaveAsync(ct);
    }
}
