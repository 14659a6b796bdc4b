using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>Reads how much a helper gives already.</summary>
public sealed class HelperLoads(MutualAidDb db, NetworkQueries networks, HelperLimits limits, TimeProvider time)
{
    /// <summary>The member's load; null for a member who has no helper profile. An invitation is no load: nothing has been said yet.</summary>
    public async Task<HelperLoad?> ReadAsync(Guid? memberId, CancellationToken ct = default)
    {
        var profile = await db.HelperProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == memberId, ct);
        if (profile is null)
        {
            return null;
        }

        var today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        var thisWeek = NetworkClock.WeekOf(today);
        var counted = await db.Claims.AsNoTracking()
            .Where(c => c.HelperId == memberId
                && (c.State == ClaimState.Offered || c.State == ClaimState.Agreed
                    || ((c.State == ClaimState.Done || c.State == ClaimState.PartDone) && c.WeekOf >= thisWeek)))
            .GroupBy(c => new { c.WeekOf, c.State })
            .Select(g => new { g.Key.WeekOf, g.Key.State, Count = g.Count() })
            .ToListAsync(ct);
        return new HelperLoad
        {
            Vetting = profile.Vetting,
            CheckedUntil = profile.CheckedUntil,
            Today = today,
            RestUntil = profile.RestUntil,
            WeeklyCapacity = profile.WeeklyCapacity,
            MostADay = profile.MostADay,
            Days = profile.MostADay is null ? [] : (await HeldDays.OfAsync(db, [profile.MemberId], today, ct)).ToDictionary(d => d.Key.Day, d => d.Value),
            MostInHand = limits.InHand,
            InHand = counted.Where(c => c.State.IsActive()).Sum(c => c.Count),
            Weeks = counted.GroupBy(c => c.WeekOf).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)),
        };
    }

    /// <summary>The Monday of the week a part counts to: that of its day, or this week's when it is not bound to a day.</summary>
    public static DateOnly WeekOf(PartTime time, DateOnly today) => NetworkClock.WeekOf(time.DayOrToday(today));
}
