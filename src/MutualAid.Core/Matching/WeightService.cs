using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching;

/// <summary>Lets coordinators set how much each thing counts when matching suggests. Every setting stays on record with who, when and why.</summary>
public sealed class WeightService(MutualAidDb db, TimeProvider time)
{
    /// <summary>
    /// Makes a new version of the weights; it counts from the next page on. Refuses anybody but coordinators as not there, weights outside their range,
    /// weights that would say nothing for anybody, a missing reason, and (as a conflict) a setting that somebody else changed since <paramref name="seen"/>.
    /// The same form sent twice sets them once.
    /// </summary>
    public Task<Result> SetAsync(Actor actor, Guid operationId, int seen, Weights wanted, string? why, CancellationToken ct = default) =>
        SaveAsync(actor, operationId, now => WeightSetting.Change(seen, wanted, why, actor.MemberId, now), ct);

    /// <summary>Goes back to the weights the network began with, as a new version. Refuses as <see cref="SetAsync"/> does.</summary>
    public Task<Result> GoBackAsync(Actor actor, Guid operationId, int seen, CancellationToken ct = default) =>
        SaveAsync(actor, operationId, now => WeightSetting.BackToTheFirst(seen, actor.MemberId, now), ct);

    private async Task<Result> SaveAsync(Actor actor, Guid operationId, Func<DateTimeOffset, Result<WeightSetting>> change, CancellationToken ct)
    {
        if (!actor.IsCoordinator)
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        var now = time.GetUtcNow();
        var made = change(now);
        if (!made.Ok)
        {
            return made.Refusal!;
        }

        if (await WeightQueries.VersionAsync(db, ct) != made.Value.Version - 1)
        {
            return Refusal.Conflict(Constraints.Sentence(Constraints.WeightOneVersion));
        }

        // Two at the same moment meet the key: one version, one setting.
        db.WeightSettings.Add(made.Value);
        db.Operations.Add(Operation.Made(operationId, Guid.Empty, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.WeightsChanged, now));
        return await db.SaveAsync(ct);
    }
}
