using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;

namespace MutualAid.Core;

/// <summary>Every registration of the core, grouped by room: the map of the house.</summary>
public static class CoreServices
{
    /// <summary>Adds the services layer over the database at the connection string, with the contact keys of a folder.</summary>
    public static IServiceCollection AddMutualAidCore(this IServiceCollection services, string connectionString, string keyDirectory)
    {
        services.AddSingleton(TimeProvider.System);

        // Data
        services.AddDbContext<MutualAidDb>(options => Use(options, connectionString));
        services.AddScoped<DatabaseSetup>();

        // Members
        services.AddScoped<AccountService>();
        services.AddScoped<ActorReader>();

        // Places
        services.AddSingleton(_ => KeyRing.Open(keyDirectory));
        services.AddScoped<NetworkQueries>();
        services.AddScoped<AddressBook>();
        return services;
    }

    /// <summary>How the context is set up wherever one is made: the app, the tests, the migrations tool.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history"));
}
