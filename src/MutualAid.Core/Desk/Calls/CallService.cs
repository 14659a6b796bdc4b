using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>Keeps the log of calls about a need, and who is on it just now, so that nobody is rung twice and nobody is forgotten.</summary>
public sealed class CallService(MutualAidDb db, AddressBook addresses, NetworkQueries networks, TimeProvider time)
{
    /// <summary>How long "Ana is on this" lasts without a further word from Ana.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(15);

    /// <summary>Ringing again can be put off by this many days at most.</summary>
    public const int LongestWait = 60;

    /// <summary>
    /// Logs a call and sets or clears the day to ring again; whoever rang is on it from then on, unless somebody else is. Refuses a need outside
    /// the coordinator's areas as not there, a call without an outcome, and a day that has passed or is too far away. Sent twice, it is logged once.
    /// </summary>
    public async Task<Result> LogAsync(Actor actor, Guid needId, CallOutcome? outcome, DateOnly? ringAgainOn, Guid operationId, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me || !await db.Needs.InAreasOf(actor).AnyAsync(n => n.Id == needId, ct))
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var today = (await networks.ClockAsync(ct)).Day(now);
        if (outcome is not { } became || !Enum.IsDefined(became))
        {
            return Refusal.Invalid("Call", Phrase.Of("Press what became of the call."));
        }

        if (ringAgainOn < today || ringAgainOn > today.AddDays(LongestWait))
        {
            return Refusal.Invalid("RingAgain", Phrase.Of("Pick a day from today on, at most {0} days away.", LongestWait));
        }

        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        var call = DeskCall.Of(needId, me, became, ringAgainOn, now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Calls.Add(call);
        db.Operations.Add(Operation.Made(operationId, call.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.CallLogged, now, needId, call.Id, became.ToString()));
        var saved = await db.SaveAsync(ct);
        if (!saved.Ok)
        {
            // The same form at the same moment: the other one was logged.
            return await db.Operations.AnyAsync(o => o.Id == operationId, ct) ? Result.Done : saved;
        }

        var until = now + HeldFor;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO desk_mark AS m (need_id, holder_id, held_until, ring_again_on) VALUES ({needId}, {me}, {until}, {ringAgainOn})
            ON CONFLICT (need_id) DO UPDATE SET
                ring_again_on = excluded.ring_again_on,
                holder_id = CASE WHEN m.held_until > {now} THEN m.holder_id ELSE excluded.holder_id END,
                held_until = CASE WHEN m.held_until > {now} AND m.holder_id <> {me} THEN m.held_until ELSE excluded.held_until END
            """,
            ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }

    /// <summary>
    /// Says "I'm on this" for a quarter of an hour; said again, it begins anew. Refuses (as a conflict, with a name) while somebody else is on it,
    /// and a need outside the coordinator's areas as not there.
    /// </summary>
    public async Task<Result> TakeAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me || !await db.Needs.InAreasOf(actor).AnyAsync(n => n.Id == needId, ct))
        {
            return Refusal.NotFound;
        }

        // One statement decides between two who press at the same moment.
        var now = time.GetUtcNow();
        var until = now + HeldFor;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mine = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO desk_mark AS m (need_id, holder_id, held_until) VALUES ({needId}, {me}, {until})
            ON CONFLICT (need_id) DO UPDATE SET holder_id = excluded.holder_id, held_until = excluded.held_until
            WHERE m.held_until IS NULL OR m.held_until <= {now} OR m.holder_id = {me}
            """,
            ct);
        if (mine == 0)
        {
            var holder = await db.DeskMarks.Where(m => m.NeedId == needId).Join(db.Members, m => m.HolderId, p => p.Id, (m, p) => p.Name).SingleOrDefaultAsync(ct);
            return Refusal.Conflict(Phrase.Of("{0} is on this just now.", holder ?? ""));
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.DeskTookOn, now, needId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }

    /// <summary>
    /// Opens a neighbour's number as <see cref="AddressBook.RevealAsync"/> does. Whoever opens it is about to ring, so they are on the need from
    /// then on; when somebody else is, that stays so, and the desk says who.
    /// </summary>
    public async Task<Result<Contact>> ShowNumberAsync(Actor actor, Guid needId, string? reason, CancellationToken ct = default)
    {
        var shown = await addresses.RevealAsync(actor, needId, reason, ct);
        if (shown is { Ok: true, Value.Phone: not null })
        {
            await TakeAsync(actor, needId, ct);
        }

        return shown;
    }

    /// <summary>Lets go of what the actor is on, before the quarter of an hour is over. Doing it twice is the same as doing it once.</summary>
    public async Task<Result> LetGoAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var freed = await db.DeskMarks.Where(m => m.NeedId == needId && m.HolderId == actor.MemberId && m.HeldUntil > now)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.HolderId, (Guid?)null).SetProperty(x => x.HeldUntil, (DateTimeOffset?)null), ct);
        if (freed > 0)
        {
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.DeskLetGo, now, needId));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return Result.Done;
    }
}
