using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Exchanges;

/// <summary>Words of thanks, after the help: from the neighbour to the helper and from the helper to the neighbour.</summary>
public sealed class ThanksService(MutualAidDb db, TimeProvider time)
{
    /// <summary>
    /// Writes thanks from the actor, who is the claim's helper or the one who asked, to the other. Refuses no words, too many, and a claim that
    /// is somebody else's or not done. The same form sent twice thanks once.
    /// </summary>
    public Task<Result> WriteAsync(Actor actor, Guid claimId, Guid operationId, string? words, CancellationToken ct = default) =>
        actor.MemberId is { } me
            ? WriteAsync(actor, operationId, words, OfClaims().Where(p => p.ClaimId == claimId && (p.HelperId == me || p.AskerId == me)), me, ct)
            : Task.FromResult<Result>(Refusal.NotFound);

    /// <summary>Writes thanks from the neighbour whose private page this is, signed in or not. Refuses the same.</summary>
    public Task<Result> WriteByOwnerAsync(Actor actor, OwnNeed own, Guid claimId, Guid operationId, string? words, CancellationToken ct = default)
    {
        var owned = db.Needs.OwnedBy(actor, own);
        return WriteAsync(actor, operationId, words, OfClaims().Where(p => p.ClaimId == claimId && owned.Any(n => n.Id == p.NeedId)), null, ct);
    }

    private async Task<Result> WriteAsync(Actor actor, Guid operationId, string? words, IQueryable<Pair> which, Guid? from, CancellationToken ct)
    {
        var pair = await which.SingleOrDefaultAsync(ct);
        if (pair is null || pair.State is not (ClaimState.Done or ClaimState.PartDone))
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        var now = time.GetUtcNow();
        var sender = from ?? pair.AskerId;
        var receiver = sender == pair.HelperId ? pair.AskerId : pair.HelperId;
        var thanks = Thanks.Write(pair.ClaimId, sender, receiver, words, now);
        if (!thanks.Ok)
        {
            return thanks;
        }

        db.Thanks.Add(thanks.Value);
        db.Operations.Add(Operation.Made(operationId, thanks.Value.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ThanksWritten, now, pair.NeedId, pair.ClaimId));
        if (!await db.Blocks.AnyAsync(b => (b.MemberId == sender && b.OtherId == receiver) || (b.MemberId == receiver && b.OtherId == sender), ct))
        {
            db.Notices.Add(Notice.To(receiver, NoticeKind.ThanksForYou, now, pair.NeedId, pair.ClaimId));
        }

        return await db.SaveAsync(ct);
    }

    private IQueryable<Pair> OfClaims() => db.Claims.AsNoTracking()
        .Join(db.Needs, c => c.NeedId, n => n.Id, (c, n) => new Pair
        {
            ClaimId = c.Id,
            NeedId = n.Id,
            HelperId = c.HelperId,
            AskerId = n.AskerId,
            State = c.State,
        });

    // Set by name and not through a constructor, so that the database can be asked by these columns.
    private sealed record Pair
    {
        public required Guid ClaimId { get; init; }

        public required Guid NeedId { get; init; }

        public required Guid HelperId { get; init; }

        public required Guid AskerId { get; init; }

        public required ClaimState State { get; init; }
    }
}
