using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Privacy;

/// <summary>What one sweep erased.</summary>
public sealed record Swept(int Needs, int AccessEntries, int Operations, int Links, int Messages, int Reflections, int Calls, int SpokenCodes, int NotTheseOnes);

/// <summary>
/// Lets go of what is not needed any more, as "How long things are kept" of the domain promises. Nothing here waits for a person to ask.
/// </summary>
public sealed class Retention(MutualAidDb db, AddressBook book)
{
    /// <summary>Words and contact facts of a need are erased this long after it closed.</summary>
    public static readonly TimeSpan WordsKept = TimeSpan.FromDays(14);

    /// <summary>A form that was sent is remembered this long, so that sending it again acts once.</summary>
    public static readonly TimeSpan OperationsKept = TimeSpan.FromDays(30);

    /// <summary>The messages of a claim go this long after its need closed, or after the claim itself was let go; what somebody was asked to look at, once they have.</summary>
    public static readonly TimeSpan ThreadsKept = TimeSpan.FromDays(30);

    /// <summary>A code that ran out is remembered this long, so that whoever holds it is told so in clear words.</summary>
    public static readonly TimeSpan SpokenCodesKept = TimeSpan.FromDays(30);

    /// <summary>What a helper would rather not be suggested is remembered this long; then an open need may be suggested again.</summary>
    public static readonly TimeSpan NotThisOneKept = TimeSpan.FromDays(30);

    /// <summary>Who looked at whom is kept this many months for the person looked at.</summary>
    public const int AccessLogMonths = 12;

    private const int Batch = 200;
    private const long SweepLock = 0x4D41_5245;

    /// <summary>
    /// Erases everything whose time is over, in small steps that each keep their own record. Of several processes one sweeps and the others
    /// find nothing to do; what a person changes at the same moment is left for the next time.
    /// </summary>
    public async Task<Swept> SweepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var needs = 0;
        int erased;
        while ((erased = await StepAsync(() => EraseNeedsAsync(now, ct), ct)) > 0)
        {
            needs += erased;
        }

        while (await StepAsync(() => EraseOffersAsync(now, ct), ct) > 0)
        {
        }

        var oldestLook = now.AddMonths(-AccessLogMonths);
        var oldestForm = now - OperationsKept;
        var ended = db.ClaimsEndedBefore(now - ThreadsKept);
        var oldestCall = now.AddMonths(-AccessLogMonths);
        var oldestCode = now - SpokenCodesKept;
        var oldestNot = now - NotThisOneKept;
        return new Swept(
            needs,
            await DeleteAsync("access log", db.AccessEntries.Where(e => e.At < oldestLook).OrderBy(e => e.At), now, ct),
            await DeleteAsync("forms sent", db.Operations.Where(o => o.At < oldestForm).OrderBy(o => o.At), now, ct),
            await DeleteAsync("sign-up links", db.SignUpLinks.Where(l => l.UsedAt != null || l.ExpiresAt <= now).OrderBy(l => l.ExpiresAt), now, ct),
            await DeleteAsync(
                "messages",
                db.ClaimMessages.Where(m => ended.Contains(m.ClaimId) && !db.ThreadCalls.Any(c => c.ClaimId == m.ClaimId && c.ClosedAt == null)).OrderBy(m => m.At),
                now, ct),
            await DeleteAsync("reflections", db.Reflections.Where(r => ended.Contains(r.ClaimId)).OrderBy(r => r.At), now, ct),
            await DeleteAsync("calls to read along", db.ThreadCalls.Where(c => c.ClosedAt < oldestCall).OrderBy(c => c.At), now, ct),
            await DeleteAsync("spoken codes", db.SpokenCodes.Where(c => c.ExpiresAt < oldestCode).OrderBy(c => c.ExpiresAt), now, ct),
            await DeleteAsync("not these ones", db.NotTheseOnes.Where(s => s.At < oldestNot).OrderBy(s => s.At), now, ct));
    }

    // One transaction for a step; another process that sweeps already makes it a step of nothing.
    private async Task<int> StepAsync(Func<Task<int>> step, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mine = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({SweepLock}) AS \"Value\"").SingleAsync(ct);
        var done = mine ? await step() : 0;
        if (done > 0)
        {
            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
        return done;
    }

    private async Task<int> EraseNeedsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var closedBefore = now - WordsKept;
        var needs = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery()
            .Where(n => n.ClosedAt != null && n.ClosedAt < closedBefore && n.ErasedAt == null)
            .OrderBy(n => n.ClosedAt).Take(Batch).ToListAsync(ct);
        foreach (var need in needs)
        {
            need.Erase(now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.NeedErased, now, need.Id));
            if (await book.EraseAsync(need.Id, ct) > 0)
            {
                db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.ContactErased, now, need.Id));
            }
        }

        // A need that somebody opens again just now keeps everything: the whole step is given up and tried at the next sweep.
        return (await db.SaveAsync(ct)).Ok ? needs.Count : 0;
    }

    // The words of an offer, and for whom some of it was, go as a need's words do: after the same time.
    private async Task<int> EraseOffersAsync(DateTimeOffset now, CancellationToken ct)
    {
        var closedBefore = now - WordsKept;
        var offers = await db.Offers.Include(o => o.Gifts)
            .Where(o => o.ClosedAt != null && o.ClosedAt < closedBefore && o.ErasedAt == null)
            .OrderBy(o => o.ClosedAt).Take(Batch).ToListAsync(ct);
        foreach (var offer in offers)
        {
            offer.Erase(now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.OfferErased, now, subjectId: offer.Id));
        }

        return (await db.SaveAsync(ct)).Ok ? offers.Count : 0;
    }

    private async Task<int> DeleteAsync<T>(string what, IOrderedQueryable<T> over, DateTimeOffset now, CancellationToken ct)
        where T : class
    {
        var total = 0;
        int gone;
        while ((gone = await StepAsync(
            async () =>
            {
                var rows = await over.Take(Batch).ExecuteDeleteAsync(ct);
                if (rows > 0)
                {
                    db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.RecordsErased, now, reason: $"{what}: {rows}"));
                    await db.SaveChangesAsync(ct);
                }

                return rows;
            },
            ct)) > 0)
        {
            total += gone;
        }

        return total;
    }
}
