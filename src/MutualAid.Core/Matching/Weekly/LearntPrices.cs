using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Matching.Planning;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// What a finished plan says of the next days' suggestions: what an hour of help was worth, for each area, quarter of the week and kind. A place that
/// stayed empty is as dear as can be. Each plan counts as much as all before it, so what was scarce long ago fades.
/// </summary>
internal static class LearntPrices
{
    // The engine keeps 28 quarters of a day for each helper, and four more that are no quarter.
    private const int Stride = 32;

    /// <summary>The prices of one plan. Help at a time of the helper's own says nothing about a quarter.</summary>
    public static IReadOnlyList<HelpPrice> Of(WeekProblem week, Plan made, DateTimeOffset now)
    {
        // A place that was not to be filled says nothing about who is missing.
        var limited = LimitedParts.Of(week.Problem, made);
        var seen = made.Rows.Where(row => row.Slot >= 0)
            .Select(row => (Part: week.Facts.Parts[row.Part], row.Slot, Points: made.Prices.Slots[(row.Helper * Stride) + row.Slot]))
            .Concat(made.Gaps.Where(gap => !limited.Contains(gap.Part)).SelectMany(gap => Quarters(week.Facts.Parts[gap.Part], week.Facts.Today).Select(slot => (Part: week.Facts.Parts[gap.Part], Slot: slot, Points: (long)HelpPrice.Most))));
        return
        [
            .. seen.Where(s => s.Part.AreaId is not null).GroupBy(s => (Area: s.Part.AreaId!.Value, s.Part.Kind, s.Slot))
                .Select(g => HelpPrice.Of(g.Key.Area, g.Key.Kind, g.Key.Slot, (int)g.Average(s => Math.Clamp(s.Points, 0, HelpPrice.Most)), now)),
        ];
    }

    /// <summary>Keeps them beside what was learnt before, in the caller's transaction.</summary>
    public static async Task KeepAsync(MutualAidDb db, WeekProblem week, Plan made, DateTimeOffset now, CancellationToken ct)
    {
        var prices = Of(week, made, now);
        var areas = week.Facts.Parts.Select(p => p.AreaId).OfType<Guid>().Distinct().ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO help_price (area_id, kind, slot, points, at)
            SELECT area, kind, slot, points, {now}
            FROM unnest({prices.Select(p => p.AreaId).ToArray()}, {prices.Select(p => p.Kind).ToArray()}, {prices.Select(p => p.Slot).ToArray()}, {prices.Select(p => p.Points).ToArray()}) AS learnt(area, kind, slot, points)
            ON CONFLICT (area_id, slot, kind) DO UPDATE SET points = (help_price.points + excluded.points) / 2, at = excluded.at
            """,
            ct);
        await db.Database.ExecuteSqlAsync($"UPDATE help_price SET points = points / 2 WHERE area_id = ANY({areas}) AND at < {now}", ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM help_price WHERE points = 0 AND at < {now}", ct);
    }

    // Whenever somebody can is no hour anybody was missing at.
    private static IEnumerable<int> Quarters(WeekPart part, DateOnly today)
    {
        if (part.Time.When != PartWhen.OnDay)
        {
            return [];
        }

        var hours = part.Time.Hours(today);
        return Enumerable.Range(0, PlanProblem.SlotsInWeek).Where(slot => Enumerable.Range(slot * WeekHours.HoursInPart, WeekHours.HoursInPart).Any(hours.Has));
    }
}
