using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching;

/// <summary>What the last plans lacked in some areas: a price for each area, quarter of the week and kind of help.</summary>
internal sealed class HelpPrices
{
    private readonly ILookup<(Guid Area, int Slot), HelpPrice> bySlot;
    private readonly HashSet<Guid> areas;

    private HelpPrices(List<HelpPrice> prices) =>
        (bySlot, areas) = (prices.ToLookup(p => (p.AreaId, (int)p.Slot)), [.. prices.Select(p => p.AreaId)]);

    public static async Task<HelpPrices> ReadAsync(MutualAidDb db, IReadOnlyCollection<Guid> areaIds, CancellationToken ct) =>
        new(await db.HelpPrices.AsNoTracking().Where(p => areaIds.Contains(p.AreaId)).ToListAsync(ct));

    /// <summary>
    /// What this helper is worth elsewhere at the time of the part: the dearest of their other kinds, in the quarter of the week where that is least,
    /// because the two will agree on one. Null where no plan has said anything yet.
    /// </summary>
    public int? Of(HelperFacts helper, PartFacts part, DateOnly today)
    {
        if (helper.AreaId is not { } area || !areas.Contains(area))
        {
            return null;
        }

        var others = helper.Kinds & ~(1L << part.Kind);
        var common = helper.Hours.Among(part.Time.Hours(today));
        var slots = Enumerable.Range(0, WeekHours.Length / WeekHours.HoursInPart)
            .Where(slot => Enumerable.Range(slot * WeekHours.HoursInPart, WeekHours.HoursInPart).Any(common.Has));
        return others == 0 ? 0 : slots.Select(slot => bySlot[(area, slot)].Where(p => (others & (1L << p.Kind)) != 0).Max(p => (int?)p.Points) ?? 0).DefaultIfEmpty(0).Min();
    }
}
