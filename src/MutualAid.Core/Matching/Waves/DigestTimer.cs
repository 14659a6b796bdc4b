using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Waves;

/// <summary>
/// Once a day whoever was asked as often as they should be in a week, and is left in peace for that, hears that there are needs which fit: one notice
/// that leads to the best five, and only when one of them is new since the last time. It asks nothing, and counts as no ask.
/// </summary>
public sealed class DigestTimer(MutualAidDb db, MatchQueries matches, NetworkQueries networks, WaveOptions options) : NetworkTimer
{
    /// <summary>As many needs as a digest leads to.</summary>
    public const int Most = 5;

    // In the morning; a server that was off then catches up until noon, and otherwise leaves it for tomorrow.
    private static readonly TimeOnly From = new(9, 0);
    private static readonly TimeOnly Until = new(12, 0);

    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var clock = await networks.ClockAsync(ct);
        var today = clock.Day(now);
        if (options.Ask == 0 || now < clock.At(today, From) || now >= clock.At(today, Until))
        {
            return 0;
        }

        var (midnight, since, budget) = (clock.At(today, TimeOnly.MinValue), now - Carried.AskedWithin, options.Settings().SoftBudget);
        var tired = await db.HelperProfiles
            .Where(p => p.Active && p.WeeklyCapacity > 0 && p.Vetting != Vetting.New && (p.RestUntil == null || p.RestUntil < today)
                && !db.Notices.Any(n => n.ToMemberId == p.MemberId && n.Kind == NoticeKind.NeedsThatFit && n.At >= midnight))
            .Where(AskingLoadQueries.AtBudget(db, since, budget))
            .OrderBy(p => p.MemberId)
            .Select(p => new { p.MemberId, Last = db.Notices.Where(n => n.ToMemberId == p.MemberId && n.Kind == NoticeKind.NeedsThatFit).Max(n => (DateTimeOffset?)n.At) })
            .ToListAsync(ct);
        var told = 0;
        foreach (var helper in tired)
        {
            var fitting = await matches.NeedsForAsync(new Actor { MemberId = helper.MemberId }, Most, ct);
            if (fitting.Any(need => helper.Last is null || need.PostedAt > helper.Last))
            {
                db.Notices.Add(Notice.To(helper.MemberId, NoticeKind.NeedsThatFit, now));
                if (++told == Batch)
                {
                    break;
                }
            }
        }

        return told > 0 && (await db.SaveAsync(ct)).Ok ? told : 0;
    }
}
