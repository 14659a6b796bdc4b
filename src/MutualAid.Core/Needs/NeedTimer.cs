using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>A clock of needs: finds those that may have something due, and does it need by need, each in one save.</summary>
public abstract class NeedTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks) : NetworkTimer
{
    private protected MutualAidDb Db => db;

    private protected Clocks Clocks => clocks;

    public sealed override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var wall = await networks.ClockAsync(ct);
        var local = wall.Local(now);
        var moment = new Moment(now, DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), new NeedClock(clocks, wall));
        var ids = await Due(db.Needs.AsNoTracking(), moment).OrderBy(n => n.Id).Select(n => n.Id).Take(Batch).ToListAsync(ct);
        var done = 0;
        foreach (var id in ids)
        {
            // What is left of the need before, when nothing was due after all or somebody was faster.
            db.ChangeTracker.Clear();
            var need = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).SingleAsync(n => n.Id == id, ct);
            var visits = await db.Visits.AsNoTracking().Where(v => v.NeedId == id && v.AnotherTimeAt == null).ToDictionaryAsync(v => v.ClaimId, ct);
            done += await ActAsync(need, moment with { Visits = visits }, ct) && (await db.SaveAsync(ct)).Ok ? 1 : 0;
        }

        return done;
    }

    /// <summary>The needs in which something may be due: narrow enough that no step is filled with needs that are left as they are.</summary>
    private protected abstract IQueryable<Need> Due(IQueryable<Need> needs, Moment at);

    /// <summary>Does what is due, exactly; false when nothing is.</summary>
    private protected abstract Task<bool> ActAsync(Need need, Moment at, CancellationToken ct);

    private protected void Write(Deed deed, Moment at, Need need, Guid? subjectId = null) =>
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, deed, at.Now, need.Id, subjectId));

    private protected void Tell(Guid memberId, NoticeKind kind, Moment at, Need need, Guid? claimId = null) =>
        db.Notices.Add(Notice.To(memberId, kind, at.Now, need.Id, claimId));

    /// <summary>The instant at which a timer looks, and what the wall clock says then.</summary>
    private protected sealed record Moment(DateTimeOffset Now, DateOnly Today, TimeOnly Hour, NeedClock Clock)
    {
        /// <summary>The visits that stand in the need that is looked at, by claim.</summary>
        public IReadOnlyDictionary<Guid, Visit> Visits { get; init; } = new Dictionary<Guid, Visit>();

        /// <summary>When the claim's help is to be: as the visit is planned, else as the part was asked for.</summary>
        public PartTime TimeOf(Need need, Claim claim) => Visits.TryGetValue(claim.Id, out var visit)
            ? new PartTime(PartWhen.OnDay, visit.Day, visit.From, visit.Until)
            : need.Parts.Single(p => p.Id == claim.PartId).Time;
    }
}
