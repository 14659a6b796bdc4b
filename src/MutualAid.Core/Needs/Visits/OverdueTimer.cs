using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Visits;

/// <summary>
/// Nobody has said that a visit is over: after a while its buddy is told, and after a while more the coordinators of the area, each once.
/// Whoever says that they have left, or tells how it went, ends it; so does a coordinator who has heard that they are safe.
/// </summary>
public sealed class OverdueTimer(MutualAidDb db, VisitClocks clocks) : NetworkTimer
{
    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var (buddy, desk) = (now - clocks.Buddy, now - clocks.Desk);
        var ids = await Unheard(db)
            .Where(v => v.DeskToldAt == null && (v.PlannedUntil <= desk
                || (v.BuddyToldAt == null && v.PlannedUntil <= buddy && v.Companions.Any(c => c.Role == CompanyRole.Buddy && c.Answer == CompanyAnswer.Yes))))
            .OrderBy(v => v.PlannedUntil).Select(v => v.ClaimId).Take(Batch).ToListAsync(ct);
        var done = 0;
        foreach (var id in ids)
        {
            db.ChangeTracker.Clear();
            var visit = await db.Visits.Include(v => v.Companions).SingleAsync(v => v.ClaimId == id, ct);
            TellBuddy(visit, now);
            if (visit.PlannedUntil <= desk)
            {
                await TellDeskAsync(visit, now, ct);
            }

            done += (await db.SaveAsync(ct)).Ok ? 1 : 0;
        }

        return done;
    }

    /// <summary>Visits of agreed claims that stand and whose end nobody has told.</summary>
    internal static IQueryable<Visit> Unheard(MutualAidDb db) =>
        db.Visits.Where(v => v.LeftAt == null && v.SafeAt == null && v.AnotherTimeAt == null
            && db.Claims.Any(c => c.Id == v.ClaimId && c.State == ClaimState.Agreed));

    private void TellBuddy(Visit visit, DateTimeOffset now)
    {
        var buddy = visit.Companions.SingleOrDefault(c => c is { Role: CompanyRole.Buddy, Answer: CompanyAnswer.Yes });
        if (buddy?.MemberId is { } memberId && visit.BuddyToldAt is null)
        {
            visit.TellBuddy(now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.BuddyTold, now, visit.NeedId, visit.ClaimId));
            db.Notices.Add(Notice.To(memberId, NoticeKind.StillOut, now, claimId: visit.ClaimId));
        }
    }

    private async Task TellDeskAsync(Visit visit, DateTimeOffset now, CancellationToken ct)
    {
        var area = await db.Needs.Where(n => n.Id == visit.NeedId).Select(n => n.AreaId).SingleAsync(ct);
        var coordinators = await db.RoleGrants.CoordinatorsOf(area).Select(g => g.MemberId).Distinct().ToListAsync(ct);
        visit.TellDesk(now);
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.VisitOverdue, now, visit.NeedId, visit.ClaimId));
        db.Notices.AddRange(coordinators.Select(id => Notice.To(id, NoticeKind.VisitOverdue, now, visit.NeedId, visit.ClaimId)));
    }
}
