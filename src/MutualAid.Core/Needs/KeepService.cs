using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>What somebody asked for without an account, taken into the account they have now.</summary>
public sealed class KeepService(MutualAidDb db, AddressBook addressBook, TimeProvider time)
{
    /// <summary>
    /// Makes the signed-in member the asker of a need that was asked without an account; the key of its private page is the proof. Its contact
    /// facts, news, thanks and "never with" wishes come along, and a neighbour who asked for nothing else is the same member from then on.
    /// Place in the queue and helpers stay as they are. Refuses a visitor and an unknown key as not there; and as a conflict a need that
    /// belongs to somebody's account, and one that this member offered to help with. Doing it twice is the same as doing it once.
    /// </summary>
    public async Task<Result> KeepAsync(Actor actor, string key, CancellationToken ct = default)
    {
        var need = Guid.TryParseExact(key, "D", out _)
            ? null
            : await db.Needs.OwnedBy(actor, OwnNeed.Of(key)).Include(n => n.Claims).SingleOrDefaultAsync(ct);
        if (need is null || actor.MemberId is not { } me || await db.Members.SingleOrDefaultAsync(m => m.Id == me, ct) is not { } member)
        {
            return Refusal.NotFound;
        }

        var guestId = need.AskerId;
        if (guestId == me)
        {
            return Result.Done;
        }

        if (await db.Users.AnyAsync(a => a.MemberId == guestId, ct))
        {
            return Refusal.Conflict(Phrase.Of("This is in somebody’s account already, so it stays there."));
        }

        var kept = need.BelongTo(me);
        if (!kept.Ok)
        {
            return kept;
        }

        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BringAlongAsync(need, guestId, me, ct);
        await CopyBlocksAsync(guestId, me, now, ct);
        if (!await db.Needs.AnyAsync(n => n.AskerId == guestId && n.Id != need.Id, ct))
        {
            member.TakeIn(await db.Members.SingleAsync(m => m.Id == guestId, ct));
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.MemberTakenIn, now, subjectId: guestId));
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedKept, now, need.Id));
        var saved = await db.SaveAsync(ct);
        if (saved.Ok)
        {
            await transaction.CommitAsync(ct);
        }

        return saved;
    }

    private async Task BringAlongAsync(Need need, Guid guestId, Guid me, CancellationToken ct)
    {
        var claims = need.Claims.Select(c => c.Id).ToList();
        await addressBook.HandToAsync(need.Id, me, ct);
        await db.Notices.Where(n => n.NeedId == need.Id && n.ToMemberId == guestId).ExecuteUpdateAsync(n => n.SetProperty(x => x.ToMemberId, me), ct);
        await db.Thanks.Where(t => claims.Contains(t.ClaimId) && t.FromMemberId == guestId).ExecuteUpdateAsync(t => t.SetProperty(x => x.FromMemberId, me), ct);
        await db.Thanks.Where(t => claims.Contains(t.ClaimId) && t.ToMemberId == guestId).ExecuteUpdateAsync(t => t.SetProperty(x => x.ToMemberId, me), ct);
    }

    // Whom the neighbour never wants to be brought together with again counts for the account too.
    private async Task CopyBlocksAsync(Guid guestId, Guid me, DateTimeOffset now, CancellationToken ct)
    {
        var others = await db.Blocks.Where(b => b.MemberId == guestId && b.OtherId != me).Select(b => b.OtherId).ToListAsync(ct);
        var known = await db.Blocks.Where(b => b.MemberId == me).Select(b => b.OtherId).ToListAsync(ct);
        db.Blocks.AddRange(others.Except(known).Select(other => Block.Between(me, other, now)));
    }
}
