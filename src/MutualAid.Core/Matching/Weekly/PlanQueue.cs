using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>Plans that were begun in this process and wait for somebody to work on them.</summary>
public sealed class PlanQueue
{
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> ends = new();

    public void Add(Guid planId)
    {
        ends[planId] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite(planId);
    }

    /// <summary>Waits until it ended, but no longer than that: most plans are there before a page could be drawn.</summary>
    public async Task WaitAsync(Guid planId, TimeSpan atMost, CancellationToken ct = default)
    {
        if (ends.TryGetValue(planId, out var end))
        {
            await Task.WhenAny(end.Task, Task.Delay(atMost, ct));
        }
    }

    internal IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken ct) => waiting.Reader.ReadAllAsync(ct);

    internal void Ended(Guid planId)
    {
        if (ends.TryRemove(planId, out var end))
        {
            end.TrySetResult();
        }
    }
}

/// <summary>Works on plans behind the pages, one after the other.</summary>
public sealed class PlanWorker(PlanQueue queue, PlanMaker maker, ILogger<PlanWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var planId in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await maker.MakeAsync(planId, null, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "A plan could not be made; its row says that it stopped");
            }
            finally
            {
                queue.Ended(planId);
            }
        }
    }
}
