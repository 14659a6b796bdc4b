using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>A visit on the desk: who is out, for what, where about, and since when nobody has heard.</summary>
public sealed record DeskVisit(
    Guid ClaimId, Guid NeedId, string Helper, KindBadge Kind, string? Area, DateOnly Day, TimeOnly From, TimeOnly Until, DateTimeOffset PlannedUntil,
    DateTimeOffset? ArrivedAt, DateTimeOffset? BuddyToldAt)
{
    /// <summary>How the neighbour wishes to be reached, and what to keep to: read before anybody rings them.</summary>
    public required ReachBy ReachBy { get; init; }

    public required SafeContact Wishes { get; init; }

    public required NeedCare Care { get; init; }
}

/// <summary>What a coordinator sees of visits and does about them, in their own areas.</summary>
public sealed class VisitDesk(MutualAidDb db, VisitClocks clocks, TimeProvider time)
{
    private const int Most = 50;

    /// <summary>Visits whose end nobody has told an hour after it was planned, the longest silence first; nothing for anybody but a coordinator.</summary>
    public Task<IReadOnlyList<DeskVisit>> OverdueAsync(Actor actor, CancellationToken ct = default)
    {
        var since = time.GetUtcNow() - clocks.Desk;
        return ReadAsync(actor, OverdueTimer.Unheard(db).Where(v => v.PlannedUntil <= since), ct);
    }

    /// <summary>Planned first visits in pairs that have nobody to come along yet, the nearest first.</summary>
    public Task<IReadOnlyList<DeskVisit>> WaitForCompanyAsync(Actor actor, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        return ReadAsync(
            actor,
            OverdueTimer.Unheard(db).Where(v => v.PlannedUntil > now && v.PairWaivedAt == null
                && db.Claims.Any(c => c.Id == v.ClaimId
                    && db.NeedParts.Any(p => p.Id == c.PartId && db.HelpKinds.Any(k => k.Id == p.KindId && k.FirstVisitInPairs))
                    && !db.Claims.Any(o => o.PartId == c.PartId && o.HelperId != c.HelperId && o.State == ClaimState.Agreed)
                    && !db.Claims.Any(o => o.HelperId == c.HelperId && (o.State == ClaimState.Done || o.State == ClaimState.PartDone)
                        && db.Needs.Any(n => n.Id == o.NeedId && db.Needs.Any(m => m.Id == c.NeedId && m.AskerId == n.AskerId))))
                && !v.Companions.Any(c => c.Role == CompanyRole.Partner && c.Answer == CompanyAnswer.Yes)),
            ct);
    }

    /// <summary>One visit of an agreed claim in the coordinator's areas; null otherwise.</summary>
    public async Task<DeskVisit?> FindAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        (await ReadAsync(actor, db.Visits.Where(v => v.ClaimId == claimId && db.Claims.Any(c => c.Id == claimId && c.State == ClaimState.Agreed)), ct))
            .FirstOrDefault();

    /// <summary>
    /// Lets one person make a first visit that goes in pairs; the reason stands on the timeline, and the helper is told. Refuses a visit outside
    /// the coordinator's areas, a missing reason, and (as a conflict) one that was let already.
    /// </summary>
    public Task<Result> WaivePairAsync(Actor actor, Guid claimId, string? reason, CancellationToken ct = default)
    {
        var wrong = new List<FieldRefusal>();
        var why = TypedText.Check("Reason", reason, AuditEntry.ReasonMaxLength, wrong, Phrase.Of("Write in a few words why one person is enough. It stands on the timeline."));
        return wrong.Count > 0
            ? Task.FromResult<Result>(Refusal.Invalid(wrong))
            : ChangeAsync(actor, claimId, Deed.PairWaived, why, static (visit, now) => visit.WaivePair(now), NoticeKind.PairComplete, ct);
    }

    /// <summary>Records that a helper is safe, which ends the alarm; a buddy who was told hears it. Refuses a visit outside the coordinator's areas.</summary>
    public Task<Result> SafeAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        ChangeAsync(actor, claimId, Deed.VisitSafe, null, static (visit, now) => visit.CallSafe(now), null, ct);

    private async Task<Result> ChangeAsync(
        Actor actor, Guid claimId, Deed deed, string? reason, Func<Visit, DateTimeOffset, Result> change, NoticeKind? tellHelper, CancellationToken ct)
    {
        var visit = await db.Visits.Include(v => v.Companions).SingleOrDefaultAsync(v => v.ClaimId == claimId, ct);
        var helper = visit is null ? null : await db.Needs.InAreasOf(actor).Where(n => n.Id == visit.NeedId)
            .SelectMany(n => n.Claims).Where(c => c.Id == claimId && c.State == ClaimState.Agreed).Select(c => (Guid?)c.HelperId).SingleOrDefaultAsync(ct);
        if (visit is null || helper is null)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var changed = change(visit, now);
        if (!changed.Ok)
        {
            return changed;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, deed, now, visit.NeedId, claimId, reason));
        if (tellHelper is { } news)
        {
            db.Notices.Add(Notice.To(helper.Value, news, now, visit.NeedId, claimId));
        }

        if (deed == Deed.VisitSafe && visit.BuddyToldAt is not null)
        {
            db.Notices.AddRange(visit.Companions.Where(c => c is { Role: CompanyRole.Buddy, Answer: CompanyAnswer.Yes, MemberId: not null })
                .Select(c => Notice.To(c.MemberId!.Value, NoticeKind.BackSafe, now, claimId: claimId)));
        }

        return await db.SaveAsync(ct);
    }

    private async Task<IReadOnlyList<DeskVisit>> ReadAsync(Actor actor, IQueryable<Visit> visits, CancellationToken ct)
    {
        var rows = await (
            from visit in visits.AsNoTracking()
            join need in db.Needs.InAreasOf(actor) on visit.NeedId equals need.Id
            join claim in db.Claims on visit.ClaimId equals claim.Id
            join part in db.NeedParts on claim.PartId equals part.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            join helper in db.Members on claim.HelperId equals helper.Id
            join asker in db.Members on need.AskerId equals asker.Id
            orderby visit.PlannedUntil
            select new { Visit = visit, need.AreaId, need.NotToSay, asker.ReachBy, asker.SafeContact, Kind = kind, helper.Name, Area = db.Areas.Where(a => a.Id == need.AreaId).Select(a => a.Name).SingleOrDefault() })
            .Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => new DeskVisit(
            r.Visit.ClaimId, r.Visit.NeedId, r.Name, r.Kind.Badge(), r.Area, r.Visit.Day, r.Visit.From, r.Visit.Until, r.Visit.PlannedUntil,
            r.Visit.ArrivedAt, r.Visit.BuddyToldAt)
        {
            ReachBy = r.ReachBy,
            Wishes = r.SafeContact,
            Care = new NeedCare(NotToSay: r.NotToSay),
        })];
    }
}
