using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Exchanges;

/// <summary>
/// The thread between the two sides of a claim: writing to each other, asking the coordinator in, saying that something worries one.
/// Who reads what is in <see cref="ThreadRules"/>. Nothing that was written goes into a notice, an audit entry or a log.
/// </summary>
public sealed class ThreadService(MutualAidDb db, MessageSeals seals, TimeProvider time)
{
    /// <summary>Messages one side may write within <see cref="ShortWhile"/>, and within a day.</summary>
    public const int MostInShortWhile = 12;
    public const int MostInADay = 60;

    public static readonly TimeSpan ShortWhile = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The claim's helper writes to the neighbour. Refuses no words, too many, somebody else's claim and one that does not stand any more, and
    /// writing very much very quickly. The same form sent twice writes once.
    /// </summary>
    public Task<Result> WriteAsHelperAsync(Actor actor, Guid claimId, Guid operationId, string? words, CancellationToken ct = default) =>
        WriteAsync(actor, OfHelper(actor, claimId), claimId, fromHelper: true, operationId, words, ct);

    /// <summary>The neighbour who asked writes to the helper, with or without an account. Refuses the same.</summary>
    public Task<Result> WriteAsAskerAsync(Actor actor, OwnNeed own, Guid claimId, Guid operationId, string? words, CancellationToken ct = default) =>
        WriteAsync(actor, OfAsker(actor, own, claimId), claimId, fromHelper: false, operationId, words, ct);

    /// <summary>The helper asks the coordinator to read along, or says that something in the thread worries them. Twice is the same as once.</summary>
    public Task<Result> CallAsHelperAsync(Actor actor, Guid claimId, CallKind kind, CancellationToken ct = default) =>
        CallAsync(actor, OfHelper(actor, claimId), fromHelper: true, kind, ct);

    /// <summary>The neighbour who asked does the same.</summary>
    public Task<Result> CallAsAskerAsync(Actor actor, OwnNeed own, Guid claimId, CallKind kind, CancellationToken ct = default) =>
        CallAsync(actor, OfAsker(actor, own, claimId), fromHelper: false, kind, ct);

    /// <summary>
    /// Opens a thread to somebody who was asked in, oldest message first, and writes down that they read it. Refuses everybody else, and every
    /// thread nobody asked them to read, as if it did not exist.
    /// </summary>
    public async Task<Result<IReadOnlyList<ReadMessage>>> OpenAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (await LetInAsync(actor, claimId, ct) is not { } thread)
        {
            return Refusal.NotFound;
        }

        var rows = await db.ClaimMessages.AsNoTracking().Where(m => m.ClaimId == claimId).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ThreadRead, time.GetUtcNow(), thread.NeedId, claimId));
        var saved = await db.SaveAsync(ct);
        return saved.Ok ? rows.ConvertAll(m => new ReadMessage(m.FromHelper, seals.Open(m), m.At)) : saved.Refusal!;
    }

    /// <summary>It has been looked after: the thread closes again to everybody but the two. Refuses as <see cref="OpenAsync"/> does.</summary>
    public async Task<Result> CloseAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (await LetInAsync(actor, claimId, ct) is not { } thread)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var calls = await db.ThreadCalls.Where(c => c.ClaimId == claimId && c.ClosedAt == null).ToListAsync(ct);
        calls.ForEach(call => call.Close(now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ThreadClosed, now, thread.NeedId, claimId));
        return await db.SaveAsync(ct);
    }

    private IQueryable<ThreadSides> OfHelper(Actor actor, Guid claimId) =>
        db.Threads().Where(t => t.ClaimId == claimId && actor.MemberId != null && t.HelperId == actor.MemberId);

    private IQueryable<ThreadSides> OfAsker(Actor actor, OwnNeed own, Guid claimId)
    {
        var owned = db.Needs.OwnedBy(actor, own);
        return db.Threads().Where(t => t.ClaimId == claimId && owned.Any(n => n.Id == t.NeedId));
    }

    private async Task<Result> WriteAsync(
        Actor actor, IQueryable<ThreadSides> which, Guid claimId, bool fromHelper, Guid operationId, string? words, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // One message at a time on a thread, so that the limit cannot be outrun and a form sent twice at once writes once.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({claimId.ToString()}, 3))", ct);
        var (now, thread) = (time.GetUtcNow(), await which.SingleOrDefaultAsync(ct));
        if (thread is null || !thread.Stands(now))
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        var message = ClaimMessage.Write(thread.NeedId, claimId, fromHelper, words, seals.Seal, now);
        if (!message.Ok)
        {
            return message;
        }

        if (await WroteALotAsync(claimId, fromHelper, now, ct))
        {
            return Refusal.NotAllowed(Phrase.Of("That was a lot in a short while. Your words are still here: send them in a few minutes."));
        }

        db.ClaimMessages.Add(message.Value);
        db.Operations.Add(Operation.Made(operationId, message.Value.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.MessageSent, now, thread.NeedId, claimId));
        await TellAsync(thread, fromHelper, now, ct);
        var saved = await db.SaveAsync(ct);
        if (saved.Ok)
        {
            await transaction.CommitAsync(ct);
        }

        return saved;
    }

    private async Task<bool> WroteALotAsync(Guid claimId, bool fromHelper, DateTimeOffset now, CancellationToken ct)
    {
        var (lately, today) = (now - ShortWhile, now.AddDays(-1));
        var mine = db.ClaimMessages.Where(m => m.ClaimId == claimId && m.FromHelper == fromHelper);
        return await mine.CountAsync(m => m.At > lately, ct) >= MostInShortWhile || await mine.CountAsync(m => m.At > today, ct) >= MostInADay;
    }

    // One piece of news for as many messages as come before it is seen.
    private async Task TellAsync(ThreadSides thread, bool fromHelper, DateTimeOffset now, CancellationToken ct)
    {
        var (to, kind) = fromHelper ? (thread.AskerId, NoticeKind.MessageFromHelper) : (thread.HelperId, NoticeKind.MessageFromNeighbour);
        if (!await db.Notices.AnyAsync(n => n.ToMemberId == to && n.Kind == kind && n.ClaimId == thread.ClaimId && n.SeenAt == null, ct))
        {
            db.Notices.Add(Notice.To(to, kind, now, thread.NeedId, thread.ClaimId));
        }
    }

    private async Task<Result> CallAsync(Actor actor, IQueryable<ThreadSides> which, bool fromHelper, CallKind kind, CancellationToken ct)
    {
        var (now, thread) = (time.GetUtcNow(), await which.SingleOrDefaultAsync(ct));

        // A helper who was let go reads nothing any more. The neighbour may say at any time that something worried her.
        if (thread is null || (fromHelper && !thread.Stands(now)) || !Enum.IsDefined(kind))
        {
            return Refusal.NotFound;
        }

        if (await db.ThreadCalls.AnyAsync(c => c.ClaimId == thread.ClaimId && c.FromHelper == fromHelper && c.Kind == kind && c.ClosedAt == null, ct))
        {
            return Result.Done;
        }

        db.ThreadCalls.Add(ThreadCall.Make(thread.NeedId, thread.ClaimId, fromHelper, kind, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ThreadCalled, now, thread.NeedId, thread.ClaimId));
        foreach (var memberId in await WhoLooksAsync(thread, kind, ct))
        {
            db.Notices.Add(Notice.To(memberId, NoticeKind.ThreadToRead, now, thread.NeedId, thread.ClaimId));
        }

        var saved = await db.SaveAsync(ct);

        // Pressed twice at the same moment: the call is there, and that is what was wanted.
        return saved.Ok || await db.ThreadCalls.AnyAsync(c => c.ClaimId == thread.ClaimId && c.FromHelper == fromHelper && c.Kind == kind && c.ClosedAt == null, ct)
            ? Result.Done
            : saved;
    }

    private Task<List<Guid>> WhoLooksAsync(ThreadSides thread, CallKind kind, CancellationToken ct)
    {
        var lead = kind == CallKind.Reported;
        return db.RoleGrants.CoordinatorsOf(thread.AreaId).Union(db.RoleGrants.Where(g => lead && g.Role == Role.SafeguardingLead))
            .Where(g => g.MemberId != thread.HelperId && g.MemberId != thread.AskerId)
            .Select(g => g.MemberId).Distinct().ToListAsync(ct);
    }

    private async Task<ThreadSides?> LetInAsync(Actor actor, Guid claimId, CancellationToken ct)
    {
        var thread = await db.Threads().SingleOrDefaultAsync(t => t.ClaimId == claimId, ct);
        var kinds = await db.ThreadCalls.Where(c => c.ClaimId == claimId && c.ClosedAt == null).Select(c => c.Kind).ToListAsync(ct);
        return thread is not null && kinds.Count > 0 && thread.LetsIn(actor, kinds.Contains(CallKind.Reported)) ? thread : null;
    }
}
