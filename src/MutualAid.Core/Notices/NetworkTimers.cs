using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Notices;

/// <summary>Runs everything that is due, in small steps. Of several servers on one database one does a step and the others find nothing to do.</summary>
public sealed class NetworkTimers(MutualAidDb db, IEnumerable<NetworkTimer> timers)
{
    private const long ClockLock = 0x4D41_434C;

    // A timer that finds as much to do again and again would be a fault; the rest waits for the next minute.
    private const int MostSteps = 200;

    /// <summary>Does all that is due at the instant, timer by timer; returns how many things were done by each.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var timer in timers)
        {
            var name = timer.GetType().Name;
            for (var step = 0; step < MostSteps; step++)
            {
                var count = await StepAsync(timer, now, ct);
                if (count == 0)
                {
                    break;
                }

                done[name] = done.GetValueOrDefault(name) + count;
            }
        }

        return done;
    }

    private async Task<int> StepAsync(NetworkTimer timer, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mine = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({ClockLock}) AS \"Value\"").SingleAsync(ct);
        var count = mine ? await timer.StepAsync(now, ct) : 0;
        if (mine)
        {
            // Also when nothing happened: a timer may have kept when it looks again.
            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
        return count;
    }
}
