using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MutualAid.Core.Common;

namespace MutualAid.Core.Privacy;

/// <summary>Sweeps once when the server starts and then every hour.</summary>
public sealed class RetentionWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<RetentionWorker> log) : PeriodicWorker(TimeSpan.FromHours(1), scopes, time, log)
{
    protected override async Task WorkAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        var swept = await services.GetRequiredService<Retention>().SweepAsync(now, ct);
        log.LogInformation("Retention erased the details of {Needs} needs and {AccessEntries} access entries", swept.Needs, swept.AccessEntries);
    }
}
