using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MutualAid.Core.Notices;

/// <summary>Looks every minute what is due. A database that is away for a while is no reason to stop serving.</summary>
public sealed class ClockWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<ClockWorker> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var done = await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(time.GetUtcNow(), ct);
            foreach (var (timer, count) in done)
            {
                log.LogInformation("{Timer} did {Count} things that were due", timer, count);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The clock could not do what is due; it tries again in a minute");
        }
    }
}
