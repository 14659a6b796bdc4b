using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MutualAid.Core.Common;

namespace MutualAid.Core.Notices;

/// <summary>Looks every minute what is due.</summary>
public sealed class ClockWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<ClockWorker> log) : PeriodicWorker(TimeSpan.FromMinutes(1), scopes, time, log)
{
    protected override async Task WorkAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (timer, count) in await services.GetRequiredService<NetworkTimers>().RunAsync(now, ct))
        {
            log.LogInformation("{Timer} did {Count} things that were due", timer, count);
        }
    }
}
