using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>
/// How many pieces of help somebody has on each day from today on: those with a planned visit on the day of the visit, others on the day they were
/// asked for. What is bound to no day counts to none. Only helpers who limit their days are in it.
/// </summary>
internal static class HeldDays
{
    /// <summary>What these helpers said yes to or did; without helpers nothing is asked.</summary>
    public static async Task<Dictionary<(Guid HelperId, DateOnly Day), int>> OfAsync(MutualAidDb db, IReadOnlyCollection<Guid> helperIds, DateOnly today, CancellationToken ct) =>
        helperIds.Count == 0 ? [] : await CountAsync(db, today, Promised(db, today).Where(c => helperIds.Contains(c.HelperId)), ct);

    /// <summary>The same of everybody who limits their days, and what they are asked for and may still say yes to.</summary>
    public static Task<Dictionary<(Guid HelperId, DateOnly Day), int>> WithAskedAsync(MutualAidDb db, DateOnly today, DateTimeOffset now, CancellationToken ct) =>
        CountAsync(db, today, Promised(db, today).Concat(db.Claims.Where(c => c.State == ClaimState.Invited && c.AnswerBy > now)), ct);

    // What is done counts on its day, too; what was done in the weeks before is on no day from today on.
    private static IQueryable<Claim> Promised(MutualAidDb db, DateOnly today)
    {
        var week = NetworkClock.WeekOf(today);
        return db.Claims.Where(c => c.State == ClaimState.Offered || c.State == ClaimState.Agreed
            || ((c.State == ClaimState.Done || c.State == ClaimState.PartDone) && c.WeekOf >= week));
    }

    private static async Task<Dictionary<(Guid HelperId, DateOnly Day), int>> CountAsync(MutualAidDb db, DateOnly today, IQueryable<Claim> claims, CancellationToken ct)
    {
        var rows = await (
            from claim in claims
            join part in db.NeedParts on claim.PartId equals part.Id
            join planned in db.Visits on claim.Id equals planned.ClaimId into visits
            from visit in visits.DefaultIfEmpty()
            where db.HelperProfiles.Any(p => p.MemberId == claim.HelperId && p.MostADay != null)
            select new { claim.HelperId, Day = visit != null ? visit.Day : part.When == PartWhen.OnDay ? part.Day : null })
            .Where(c => c.Day >= today)
            .GroupBy(c => new { c.HelperId, c.Day }).Select(g => new { g.Key.HelperId, g.Key.Day, Count = g.Count() }).ToListAsync(ct);
        return rows.ToDictionary(r => (r.HelperId, r.Day!.Value), r => r.Count);
    }
}
