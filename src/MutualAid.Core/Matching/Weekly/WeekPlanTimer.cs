using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// A plan whose server fell over says that it stopped, and gives the one place back. Who was proposed to whom is let go of after two weeks.
/// </summary>
public sealed class WeekPlanTimer(MutualAidDb db) : NetworkTimer
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var silent = await db.WeekPlans.Where(p => p.State == WeekPlanState.Making && p.BeatAt < now - WeekPlan.Silence).OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
        foreach (var plan in silent)
        {
            plan.End(WeekPlanState.Stopped, now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.WeekPlanStopped, now, subjectId: plan.Id));
        }

        var stopped = silent.Count > 0 && (await db.SaveAsync(ct)).Ok ? silent.Count : 0;
        var old = now - Kept;
        return stopped + await db.WeekPlans.Where(p => p.FinishedAt < old).ExecuteDeleteAsync(ct);
    }
}
