using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MutualAid.Core.Common;

/// <summary>
/// Does its work when the server starts and again after each <paramref name="every"/>. A database that is away for a while is no reason to stop
/// serving: what went wrong is logged, and the next time comes.
/// </summary>
public abstract class PeriodicWorker(TimeSpan every, IServiceScopeFactory scopes, TimeProvider time, ILogger log) : BackgroundService
{
    /// <summary>The work of one time, with services of its own.</summary>
    protected abstract Task WorkAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await WorkAsync(scope.ServiceProvider, time.GetUtcNow(), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "{Worker} could not do its work; it tries again in {Every}", GetType().Name, every);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
