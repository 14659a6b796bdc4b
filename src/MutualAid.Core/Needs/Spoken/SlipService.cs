using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>A slip as it is printed: what it is about, and its key, which is shown this once.</summary>
public sealed record PrintedSlip(SlipCard Card, string Key);

/// <summary>A helper's slip: made by the helper or at the desk, and used by whoever holds it to tell how it went.</summary>
public sealed class SlipService(MutualAidDb db, SlipQueries slips, SpokenDoor door, ClaimService claims, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// Makes the slip of an agreed claim; an earlier slip of it opens nothing any more. Refuses a claim that is neither the actor's nor in their
    /// areas, and (as a conflict) one that is not agreed. The same form sent twice gives the same slip.
    /// </summary>
    public async Task<Result<PrintedSlip>> MakeAsync(Actor actor, Guid claimId, Guid operationId, CancellationToken ct = default)
    {
        if (await slips.ReadAsync(actor, claimId, ct) is not { } card)
        {
            return Refusal.NotFound;
        }

        if (!card.CanPrint)
        {
            return Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));
        }

        var (now, key) = (time.GetUtcNow(), Secrets.SpokenCodeOf($"{operationId:N}"));
        var hash = door.Hash(SpokenPurpose.Slip, card.Reference, key);
        var until = (await networks.ClockAsync(ct)).At(card.GoodUntil.AddDays(1), TimeOnly.MinValue);
        var code = await db.SpokenCodes.SingleOrDefaultAsync(c => c.ClaimId == claimId, ct);
        if (code is null)
        {
            db.SpokenCodes.Add(SpokenCode.OfClaim(card.NeedId, claimId, hash, now, until));
        }
        else if (code.Hash.AsSpan().SequenceEqual(hash))
        {
            return new PrintedSlip(card, key);
        }
        else
        {
            code.Replace(hash, now, until);
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.SlipMade, now, card.NeedId, claimId));
        var saved = await db.SaveAsync(ct);
        return saved.Ok || await db.SpokenCodes.AnyAsync(c => c.Hash == hash, ct) ? new PrintedSlip(card, key) : saved.Refusal!;
    }

    /// <summary>
    /// Whoever holds the slip tells how it went, and it counts as the helper's own word, on paper: said again, the last word stands. Refuses an
    /// unanswered question, what the door refuses, and (as a conflict) a claim that has moved on. The same form sent twice tells once.
    /// </summary>
    public async Task<Result> ReportAsync(SaidCode said, Outcome? outcome, Guid operationId, string origin, CancellationToken ct = default)
    {
        if (outcome is not { } told || !Enum.IsDefined(told))
        {
            return Refusal.Invalid(nameof(Outcome), Phrase.Of("Pick what comes nearest to how it went."));
        }

        var opened = await door.OpenAsync(SpokenPurpose.Slip, said, origin, ct);
        if (!opened.Ok)
        {
            return opened;
        }

        var claimId = opened.Value.ClaimId!.Value;
        var now = time.GetUtcNow();
        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        // The slip stands for the helper it was given to; the audit entry of the report is written there, with paper as its channel.
        var helperId = await db.Claims.Where(c => c.Id == claimId).Select(c => c.HelperId).SingleAsync(ct);
        var holder = new Actor { MemberId = helperId, Channel = Channel.Paper };
        db.Operations.Add(Operation.Made(operationId, claimId, now));
        var reported = await claims.ReportAsync(holder, claimId, told, ct);
        return reported.Refusal?.Kind == RefusalKind.Conflict
            ? Refusal.Conflict(Phrase.Of("This has moved on since the slip was printed. Thank you all the same, there is nothing left to tell."))
            : reported;
    }
}
