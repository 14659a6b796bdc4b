using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Waves;

/// <summary>How much of what helpers can take is asked of them: how many may be asked, and how many of them had all the asks of a week already.</summary>
public sealed record AskingLoad(int MayBeAsked, int AtBudget, bool TooMuch);

/// <summary>For the desk: whether this week's asks are more than neighbours can give.</summary>
public sealed class AskingLoadQueries(MutualAidDb db, NetworkQueries networks, WaveOptions options, TimeProvider time)
{
    /// <summary>Needs that somebody was asked about in the last seven days, in waves and first, against the budget for what is not urgent. Null for anybody but coordinators.</summary>
    public async Task<AskingLoad?> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return null;
        }

        var (now, clock, settings) = (time.GetUtcNow(), await networks.ClockAsync(ct), options.Settings());
        var (since, today) = (now - Carried.AskedWithin, clock.Day(now));
        var helpers = db.HelperProfiles.Where(p => p.Active && p.WeeklyCapacity > 0 && (p.RestUntil == null || p.RestUntil < today));
        var mayBeAsked = await helpers.CountAsync(ct);
        var atBudget = await helpers.CountAsync(AtBudget(db, since, settings.SoftBudget), ct);
        return new AskingLoad(mayBeAsked, atBudget, new WavePolicy(settings, clock).AsksExceed(mayBeAsked, atBudget));
    }

    /// <summary>Whether somebody was asked about so many needs since then, each counted once however it was asked.</summary>
    internal static Expression<Func<HelperProfile, bool>> AtBudget(MutualAidDb db, DateTimeOffset since, int budget) =>
        p => db.WavePings.Where(w => w.HelperId == p.MemberId && w.AskedAt > since).Select(w => w.NeedId)
            .Union(db.Claims.Where(c => c.HelperId == p.MemberId && c.AnswerBy != null && c.MadeAt > since).Select(c => c.NeedId)).Count() >= budget;
}
