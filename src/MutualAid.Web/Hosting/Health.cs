using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using Npgsql;

namespace MutualAid.Web.Hosting;

/// <summary>Whether the process lives (no database asked), and whether it can serve: database reached, migrations applied, and the keys are the ones that open what is in it.</summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<KeyCheck>("keys", tags: [Ready], timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseCheck(MutualAidDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
        {
            try
            {
                return (await db.Database.GetPendingMigrationsAsync(ct)).Any() ? HealthCheckResult.Unhealthy("Migrations wait.") : HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.");
            }
        }
    }

    private sealed class KeyCheck(KeyRing keys, KeyProof proof) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
        {
            try
            {
                return keys.CurrentId > 0 && await proof.NewestOpensAsync(ct)
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("The keys do not open what is in the database.");
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or CryptographicException or IOException or UnauthorizedAccessException)
            {
                return HealthCheckResult.Unhealthy("The keys cannot be tried.");
            }
        }
    }
}
