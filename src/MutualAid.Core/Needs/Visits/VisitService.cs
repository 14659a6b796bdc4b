using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Visits;

/// <summary>
/// What the two sides of an agreed claim do with its visit: the helper plans it, says that it began and ended, and the neighbour may ask for
/// another time. Each is one save with its audit entry and its notices.
/// </summary>
public sealed class VisitService(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// The helper plans the visit, or changes the plan; the neighbour is told, and so is whoever said yes to coming along or looking out.
    /// The same plan sent again changes nothing and tells nobody. Refuses what <see cref="Visit.Plan"/> refuses, a claim that is somebody
    /// else's, and (as a conflict) one that is not agreed.
    /// </summary>
    public async Task<Result> PlanAsync(Actor actor, Guid claimId, VisitPlan plan, CancellationToken ct = default)
    {
        var claim = await MineAsync(actor, claimId, ct);
        if (!claim.Ok)
        {
            return claim;
        }

        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        var visit = await LoadAsync(claimId, ct);
        var first = visit is null;
        visit ??= Visit.Of(claimId, claim.Value.NeedId);

        // A first visit that goes in pairs is no choice of one.
        var news = visit.Plan(plan with { InPair = plan.InPair || await IsPairNeededAsync(claim.Value, now, ct) }, clock, now);
        if (!news.Ok || news.Value == PlanNews.Nothing)
        {
            db.ChangeTracker.Clear();
            return news;
        }

        if (first)
        {
            db.Visits.Add(visit);
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, first ? Deed.VisitPlanned : Deed.VisitMoved, now, claim.Value.NeedId, claimId));
        db.Notices.Add(Notice.To(claim.Value.AskerId, first ? NoticeKind.VisitPlanned : NoticeKind.VisitMoved, now, claim.Value.NeedId, claimId));
        if (news.Value == PlanNews.Time)
        {
            // A plan is the helper's word, so the clock that asks for one is quiet.
            (await db.Claims.SingleAsync(c => c.Id == claimId, ct)).PlanAnew(now);
            TellCompany(visit, NoticeKind.TimesChanged, now);
        }

        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// The neighbour asks for another time, without a reason: the address closes again, and the helper is told. Refuses anybody else as if there
    /// were nothing, and (as a conflict) a visit that has begun.
    /// </summary>
    public async Task<Result> AskForAnotherTimeAsync(Actor actor, OwnNeed own, Guid claimId, CancellationToken ct = default)
    {
        var claim = await db.Needs.AsNoTracking().OwnedBy(actor, own)
            .SelectMany(n => n.Claims).Where(c => c.Id == claimId && c.State == ClaimState.Agreed)
            .Select(c => new { c.NeedId, c.HelperId }).SingleOrDefaultAsync(ct);
        var visit = claim is null ? null : await LoadAsync(claimId, ct);
        if (claim is null || visit is null)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var asked = visit.AskForAnotherTime(now);
        if (!asked.Ok)
        {
            return asked;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.VisitAnotherTime, now, claim.NeedId, claimId));
        db.Notices.Add(Notice.To(claim.HelperId, NoticeKind.AnotherTimePlease, now, claim.NeedId, claimId));
        return await db.SaveAsync(ct);
    }

    /// <summary>"I'm there." Refuses more than two hours before the visit, and twice.</summary>
    public Task<Result> ArriveAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        MarkAsync(actor, claimId, Deed.VisitBegun, static (visit, now) => visit.Arrive(now), ct);

    /// <summary>"I've left, all well." Every alarm is over; a buddy who was told that somebody is late hears it.</summary>
    public Task<Result> LeaveAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        MarkAsync(
            actor, claimId, Deed.VisitEnded,
            (visit, now) =>
            {
                var left = visit.Leaves(now);
                if (left.Ok && visit.BuddyToldAt is not null)
                {
                    TellCompany(visit, NoticeKind.BackSafe, now, CompanyRole.Buddy);
                }

                return left;
            },
            ct);

    private async Task<Result> MarkAsync(Actor actor, Guid claimId, Deed deed, Func<Visit, DateTimeOffset, Result> mark, CancellationToken ct)
    {
        var claim = await MineAsync(actor, claimId, ct);
        if (!claim.Ok)
        {
            return claim;
        }

        var (now, visit) = (time.GetUtcNow(), await LoadAsync(claimId, ct));
        var marked = visit is null ? Refusal.Conflict(Phrase.Of("First say when you come, then this is one press.")) : mark(visit, now);
        if (!marked.Ok)
        {
            db.ChangeTracker.Clear();
            return marked;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, deed, now, claim.Value.NeedId, claimId));
        return await db.SaveAsync(ct);
    }

    private void TellCompany(Visit visit, NoticeKind kind, DateTimeOffset now, CompanyRole? role = null) =>
        db.Notices.AddRange(visit.Companions
            .Where(c => c.MemberId is not null && c.Answer != CompanyAnswer.No && (role is null || c.Role == role))
            .Select(c => Notice.To(c.MemberId!.Value, kind, now, claimId: visit.ClaimId)));

    private Task<Visit?> LoadAsync(Guid claimId, CancellationToken ct) =>
        db.Visits.Include(v => v.Companions).SingleOrDefaultAsync(v => v.ClaimId == claimId, ct);

    private async Task<Result<AgreedClaim>> MineAsync(Actor actor, Guid claimId, CancellationToken ct)
    {
        var claim = await AgreedClaim.MineAsync(db, actor, claimId, ct);
        return claim is null ? Refusal.NotFound
            : claim.State != ClaimState.Agreed ? Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."))
            : claim;
    }

    private async Task<bool> IsPairNeededAsync(AgreedClaim claim, DateTimeOffset now, CancellationToken ct)
    {
        var gates = await AddressGates.ReadAsync(db, await networks.ClockAsync(ct), now, claim.HelperId, c => c.Id == claim.Id, ct);
        return gates.TryGetValue(claim.Id, out var gate) && gate.PairNeeded;
    }
}
