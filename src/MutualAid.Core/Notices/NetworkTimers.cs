using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Notices;

/// <summary>Runs everything that is due, in small steps. Of several servers on one database one does a step and the others find nothing to do.</summary>
public sealed class NetworkTimers(MutualAidDb db, IEnumerable<NetworkTimer> timers)
{
    private const long ClockLock = 0x4D41_434C;

    // Of one timer. One that finds as much to do again and again would be a fault; the rest waits for the next minute.
    private const int MostSteps = 200;

    /// <summary>Does all that is due at the instant, timer by timer; returns how many things were done by each.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = new Queue<NetworkTimer>(timers);
        var (last, steps) = ("", 0);
        while (left.Count > 0 && await StepAsync(left, now, ct) is { Count: > 0 } step)
        {
            done[step.Name] = done.GetValueOrDefault(step.Name) + step.Count;
            (last, steps) = (step.Name, step.Name == last ? steps + 1 : 1);
            if (steps == MostSteps)
            {
                left.Dequeue();
            }
        }

        return done;
    }

    // Asks each in turn until one has done something, which is kept at once; those without anything due share its transaction, and have left the queue.
    private async Task<(string Name, int Count)> StepAsync(Queue<NetworkTimer> left, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({ClockLock}) AS \"Value\"").SingleAsync(ct))
        {
            return ("", 0);
        }

        var (name, count) = ("", 0);
        while (count == 0 && left.TryPeek(out var timer))
        {
            (name, count) = (timer.GetType().Name, await timer.StepAsync(now, ct));
            db.ChangeTracker.Clear();
            if (count == 0)
            {
                left.Dequeue();
            }
        }

        // Also when nothing happened: a timer may have kept when it looks again.
        await transaction.CommitAsync(ct);
        return (name, count);
    }
}
