using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Desk;

/// <summary>Two households that were made one, as long as it can be undone.</summary>
public sealed record MergedHouseholds(Guid Id, string Kept, string Gone, string By, DateTimeOffset At, int Needs);

/// <summary>Reads what can be undone.</summary>
public sealed class MergeQueries(MutualAidDb db, TimeProvider time)
{
    private const int Most = 20;

    /// <summary>Households of the coordinator's areas that were made one in the last two weeks, the newest first.</summary>
    public async Task<IReadOnlyList<MergedHouseholds>> RecentAsync(Actor actor, CancellationToken ct = default)
    {
        var since = time.GetUtcNow().AddDays(-HouseholdMerge.UndoDays);
        var needs = db.Needs.InAreasOf(actor);
        return await (
            from merge in db.Merges.AsNoTracking()
            where merge.UndoneAt == null && merge.At > since && needs.Any(n => n.AskerId == merge.KeptId)
            join kept in db.Members on merge.KeptId equals kept.Id
            join gone in db.Members on merge.GoneId equals gone.Id
            join who in db.Members on merge.ById equals who.Id
            orderby merge.At descending, merge.Id
            select new MergedHouseholds(merge.Id, kept.Name, gone.Name, who.Name, merge.At, merge.NeedIds.Count)).Take(Most).ToListAsync(ct);
    }
}
