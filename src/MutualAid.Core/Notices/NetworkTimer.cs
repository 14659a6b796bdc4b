using MutualAid.Core.Common;

namespace MutualAid.Core.Notices;

/// <summary>
/// Something that happens by itself once its time has come: a question asked again, a silent claim let go. It lives in the room whose rule it
/// keeps, is registered beside that room's services, and the <see cref="ClockWorker"/> runs it every minute. Times come from rows, never
/// from when the worker ran last, so a server that was off for a night catches up and nothing happens twice.
/// </summary>
public abstract class NetworkTimer
{
    /// <summary>How many rows one step takes, so that no transaction grows long.</summary>
    public const int Batch = 100;

    /// <summary>
    /// Does up to <see cref="Batch"/> things that are due at <paramref name="now"/>, each in one save with its audit entry and its notices, as
    /// <see cref="Actor.System"/>; returns how many, 0 when nothing is due. Runs inside a transaction that holds the clock's lock.
    /// What a person changes at the same moment is left for the next minute.
    /// </summary>
    public abstract Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default);
}
