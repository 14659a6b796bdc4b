using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching.Waves;

/// <summary>
/// A late yes to a wave: somebody else has it, and whoever said yes stands by for two weeks. They come first when the place is free again, and for
/// the next need of that kind that fits them; being asked once for something like it ends it.
/// </summary>
public sealed class Standby(MutualAidDb db, TimeProvider time) : LateYes
{
    private static readonly TimeSpan StandsFor = TimeSpan.FromDays(14);

    /// <inheritdoc />
    public override async Task KeepAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        var asks = await (
            from ping in db.WavePings
            join part in db.NeedParts on ping.PartId equals part.Id
            join need in db.Needs on part.NeedId equals need.Id
            where ping.NeedId == needId && ping.HelperId == actor.MemberId
                && !(need.Looking && part.State == PartState.Open && part.HelpersAgreed < part.HelpersWanted)
                && !db.Claims.Any(c => c.PartId == ping.PartId && c.HelperId == ping.HelperId && (c.State == ClaimState.Offered || c.State == ClaimState.Agreed))
            select ping).ToListAsync(ct);
        if (asks.Count(ping => ping.StandBy(now)) > 0)
        {
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperStandsBy, now, needId));
            await db.SaveAsync(ct);
        }
    }

    /// <inheritdoc />
    public override Task<bool> StandsByAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var since = time.GetUtcNow() - StandsFor;
        return db.WavePings.AnyAsync(p => p.NeedId == needId && p.HelperId == actor.MemberId && p.Outcome == PingOutcome.StandsBy && p.OutcomeAt > since, ct);
    }

    /// <summary>Who of these stands by for a kind of help: said yes too late to it, and was not asked for that kind since.</summary>
    internal static Task<HashSet<Guid>> OfAsync(MutualAidDb db, IReadOnlyCollection<Guid> helperIds, string kindId, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - StandsFor;
        var ofKind = db.WavePings.Join(db.NeedParts.Where(part => part.KindId == kindId), p => p.PartId, part => part.Id, (p, _) => p);
        return ofKind
            .Where(p => helperIds.Contains(p.HelperId) && p.Outcome == PingOutcome.StandsBy && p.OutcomeAt > since
                && !ofKind.Any(next => next.HelperId == p.HelperId && next.AskedAt > p.OutcomeAt))
            .Select(p => p.HelperId).ToHashSetAsync(ct);
    }
}
