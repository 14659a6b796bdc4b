using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>Makes two households one when a coordinator says they are, and takes it back within two weeks.</summary>
public sealed class MergeService(MutualAidDb db, HouseholdService households, AddressBook addresses, TimeProvider time)
{
    /// <summary>
    /// Lets the kept household have what the other one asked for. Nothing is closed, and the other row stays as it is, so that undoing restores
    /// it. Refuses households this coordinator could not find as not there, the same one twice, one that signs in for itself or helps, and needs
    /// beyond the coordinator's areas; and (as a conflict) one that is joined to another already.
    /// </summary>
    public async Task<Result<Guid>> MergeAsync(Actor actor, Guid keptId, Guid goneId, CancellationToken ct = default)
    {
        if (keptId == goneId)
        {
            return Refusal.Invalid("Other", Phrase.Of("Pick two different households."));
        }

        if (actor.MemberId is not { } me || !await households.KnowsAsync(actor, keptId, ct) || !await households.KnowsAsync(actor, goneId, ct))
        {
            return Refusal.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync(keptId, goneId, ct);
        var (kept, gone) = (await db.Members.SingleAsync(m => m.Id == keptId, ct), await db.Members.SingleAsync(m => m.Id == goneId, ct));
        var needs = await db.Needs.Include(n => n.Claims).Where(n => n.AskerId == goneId).ToListAsync(ct);
        if (await LookAsync(actor, kept, gone, needs, ct) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var (mine, theirs) = (await OthersAsync(goneId, keptId, byMember: true, ct), await OthersAsync(goneId, keptId, byMember: false, ct));
        var merge = HouseholdMerge.Of(kept, gone, me, needs.Select(n => n.Id), mine, theirs, now);
        db.Merges.Add(merge);
        db.Blocks.AddRange(mine.Select(other => Block.Between(keptId, other, now)).Concat(theirs.Select(other => Block.Between(other, keptId, now))));
        kept.JoinedBy(gone);
        if (await MoveAsync(needs, keptId, ct) is { } stays)
        {
            return stays;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HouseholdsMerged, now, subjectId: merge.Id));
        var saved = await db.SaveAsync(ct);
        if (!saved.Ok)
        {
            return saved.Refusal!;
        }

        await transaction.CommitAsync(ct);
        return merge.Id;
    }

    /// <summary>
    /// Takes it back: what moved goes back, with its contact facts, wishes and blocks as they were. What came after stays with the kept household.
    /// Refuses anybody who could not find the households as if there were nothing, and (as a conflict) a second time and after two weeks.
    /// </summary>
    public async Task<Result> UndoAsync(Actor actor, Guid mergeId, CancellationToken ct = default)
    {
        var merge = await db.Merges.SingleOrDefaultAsync(m => m.Id == mergeId, ct);
        if (merge is null || !await households.KnowsAsync(actor, merge.KeptId, ct))
        {
            return Refusal.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync(merge.KeptId, merge.GoneId, ct);
        var now = time.GetUtcNow();
        var undone = merge.Undo(now);
        if (!undone.Ok)
        {
            return undone;
        }

        var (kept, gone) = (await db.Members.SingleAsync(m => m.Id == merge.KeptId, ct), await db.Members.SingleAsync(m => m.Id == merge.GoneId, ct));
        var needs = await db.Needs.Include(n => n.Claims).Where(n => merge.NeedIds.Contains(n.Id) && n.AskerId == merge.KeptId).ToListAsync(ct);
        if (needs.Exists(n => !actor.Coordinates(n.AreaId)))
        {
            return BeyondMyAreas;
        }

        kept.PartFrom(gone, merge.WishesBefore);
        if (await MoveAsync(needs, gone.Id, ct) is { } stays)
        {
            return stays;
        }

        var (mine, theirs) = (merge.BlocksMade, merge.BlockedByMade);
        db.Blocks.RemoveRange(await db.Blocks.Where(b => (b.MemberId == kept.Id && mine.Contains(b.OtherId)) || (b.OtherId == kept.Id && theirs.Contains(b.MemberId))).ToListAsync(ct));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HouseholdsParted, now, subjectId: merge.Id));
        var saved = await db.SaveAsync(ct);
        if (saved.Ok)
        {
            await transaction.CommitAsync(ct);
        }

        return saved;
    }

    private static Refusal BeyondMyAreas =>
        Refusal.NotAllowed(Phrase.Of("Some of what they asked for is in another area. A coordinator of all areas can do this."));

    private async Task<Refusal?> LookAsync(Actor actor, Member kept, Member gone, List<Need> needs, CancellationToken ct)
    {
        if (kept.IsNowId is not null || gone.IsNowId is not null)
        {
            return Refusal.Conflict(Phrase.Of("One of them is joined to another household already."));
        }

        if (await db.Users.AnyAsync(a => a.MemberId == kept.Id || a.MemberId == gone.Id, ct)
            || await db.HelperProfiles.AnyAsync(p => p.MemberId == kept.Id || p.MemberId == gone.Id, ct))
        {
            return Refusal.NotAllowed(Phrase.Of("One of them signs in for themselves. With code and key they can take the other need into their account."));
        }

        return needs.Exists(n => !actor.Coordinates(n.AreaId)) ? BeyondMyAreas : null;
    }

    private async Task<Refusal?> MoveAsync(List<Need> needs, Guid to, CancellationToken ct)
    {
        foreach (var need in needs)
        {
            var moved = need.BelongTo(to);
            if (!moved.Ok)
            {
                return moved.Refusal;
            }

            await addresses.HandToAsync(need.Id, to, ct);
        }

        return null;
    }

    // One change at a time for each of the two.
    private Task LockAsync(Guid one, Guid other, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT 1 FROM member WHERE id IN ({one}, {other}) ORDER BY id FOR UPDATE", ct);

    // Those between whom and the one there is a block, and none yet with the other.
    private async Task<List<Guid>> OthersAsync(Guid from, Guid to, bool byMember, CancellationToken ct) => byMember
        ? await db.Blocks.Where(b => b.MemberId == from && b.OtherId != to && !db.Blocks.Any(x => x.MemberId == to && x.OtherId == b.OtherId)).Select(b => b.OtherId).ToListAsync(ct)
        : await db.Blocks.Where(b => b.OtherId == from && b.MemberId != to && !db.Blocks.Any(x => x.OtherId == to && x.MemberId == b.MemberId)).Select(b => b.MemberId).ToListAsync(ct);
}
