using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.TestKit;

/// <summary>A real database that is one test's own while it runs (see <see cref="DatabasePool"/>).</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private bool dropped;

    private TestDatabase(string name)
    {
        Name = name;
        ConnectionString = TestCluster.ConnectionString(name);
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>A database as a new network has it: migrated, with the kinds of help and the network's row, nobody in it.</summary>
    public static async Task<TestDatabase> MakeAsync() => new(await DatabasePool.TakeAsync());

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
        RelationalEventId.MultipleCollectionIncludeWarning,
        CoreEventId.RowLimitingOperationWithoutOrderByWarning,
        CoreEventId.FirstWithoutOrderByAndFilterWarning,
        CoreEventId.DistinctAfterOrderByWithoutRowLimitingOperatorWarning,
        CoreEventId.PossibleUnintendedCollectionNavigationNullComparisonWarning,
        CoreEventId.PossibleUnintendedReferenceComparisonWarning));

    /// <summary>Takes the database away from under whoever uses it.</summary>
    public async Task DropAsync()
    {
        dropped = true;
        await DatabasePool.DropAsync(Name);
    }

    public async ValueTask DisposeAsync()
    {
        if (!dropped)
        {
            await DatabasePool.GiveBackAsync(Name);
        }
    }

    internal static MutualAidDb Context(string connectionString)
    {
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, connectionString);
        BeStrict(options);
        return new MutualAidDb(options.Options);
    }
}

/// <summary>One folder of contact keys for a whole test run.</summary>
public static class TestKeys
{
    public static string Directory { get; } = System.IO.Directory.CreateDirectory(Path.Combine(TestCluster.Folder, "keys")).FullName;

    public static KeyRing Ring() => KeyRing.Open(Directory);
}
