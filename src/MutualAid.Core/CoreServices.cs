using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;

namespace MutualAid.Core;

/// <summary>Every registration of the core, grouped by room: the map of the house.</summary>
public static class CoreServices
{
    /// <summary>Adds the services layer over the database at the connection string.</summary>
    public static IServiceCollection AddMutualAidCore(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(TimeProvider.System);

        // Data
        services.AddDbContext<MutualAidDb>(options => Use(options, connectionString));
        services.AddScoped<DatabaseSetup>();
        return services;
    }

    /// <summary>How the context is set up wherever one is made: the app, the tests, the migrations tool.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history"));
}
