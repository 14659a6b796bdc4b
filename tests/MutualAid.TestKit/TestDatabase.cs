using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core;
using MutualAid.Core.Data;
using MutualAid.Core.Places;
using Npgsql;

namespace MutualAid.TestKit;

/// <summary>
/// A real database of a test class's own, copied in a blink from a template that was migrated once for the run.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim TemplateGate = new(1, 1);
    private static readonly string Template = $"template_{Guid.NewGuid():N}";
    private static bool templateIsReady;

    private TestDatabase(string name)
    {
        Name = name;
        ConnectionString = TestCluster.ConnectionString(name);
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Makes the database: migrated, with the kinds of help and the network's row, nobody in it.</summary>
    public static async Task<TestDatabase> MakeAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (!templateIsReady)
            {
                await RunAsync($"CREATE DATABASE {Template}");
                await using var db = Context(TestCluster.ConnectionString(Template) + ";Pooling=false");
                await new DatabaseSetup(db).PrepareAsync();
                templateIsReady = true;
            }

            var name = $"test_{Guid.NewGuid():N}";
            await RunAsync($"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
            return new TestDatabase(name);
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    /// <summary>A fresh context, as another process would have one.</summary>
    public MutualAidDb Context() => Context(ConnectionString);

    /// <summary>The core's services over this database with the given clock; dispose it after use.</summary>
    public ServiceProvider Services(TimeProvider? time = null, Action<IServiceCollection>? also = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMutualAidCore(ConnectionString, TestKeys.Directory);
        services.ConfigureDbContext<MutualAidDb>(BeStrict);
        services.AddCoreIdentity();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        also?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>Turns into errors what the query translator only warns of: rows picked in no order are other rows tomorrow.</summary>
    public static void BeStrict(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Throw(
        CoreEventId.RowLimitingOperationWithoutOrderByWarning,
        CoreEventId.FirstWithoutOrderByAndFilterWarning,
        CoreEventId.DistinctAfterOrderByWithoutRowLimitingOperatorWarning,
        CoreEventId.PossibleUnintendedCollectionNavigationNullComparisonWarning,
        CoreEventId.PossibleUnintendedReferenceComparisonWarning));

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        await RunAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    private static MutualAidDb Context(string connectionString)
    {
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, connectionString);
        BeStrict(options);
        return new MutualAidDb(options.Options);
    }

#pragma warning disable CA2100 // The names are made here, of letters and digits.
    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestCluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
#pragma warning restore CA2100
}

/// <summary>One folder of contact keys for a whole test run.</summary>
public static class TestKeys
{
    public static string Directory { get; } = System.IO.Directory.CreateDirectory(Path.Combine(TestCluster.Folder, "keys")).FullName;

    public static KeyRing Ring() => KeyRing.Open(Directory);
}
