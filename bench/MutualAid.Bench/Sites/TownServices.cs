using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MutualAid.Core;
using MutualAid.Core.Data;

namespace MutualAid.Bench.Sites;

/// <summary>The core's services over a town's database, for filling it.</summary>
public static class TownServices
{
    /// <summary>Makes the database ready and gives the services, which say nothing to any log.</summary>
    public static async Task<ServiceProvider> PrepareAsync(string connectionString, string keys, CancellationToken ct)
    {
        var services = new ServiceCollection().AddLogging(log => log.ClearProviders()).AddMutualAidCore(connectionString, keys);
        services.AddCoreIdentity();
        var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseSetup>().PrepareAsync(ct);
        return provider;
    }
}
