using MutualAid.LocalPostgres;
using Npgsql;

namespace MutualAid.Web.Hosting;

/// <summary>The database this process works with: the one of the connection string, or else the embedded one, which stops with the process.</summary>
public sealed class AppDatabase : IAsyncDisposable
{
    private const string Name = "mutualaid";
    private readonly LocalCluster? cluster;

    private AppDatabase(string connectionString, LocalCluster? cluster) => (ConnectionString, this.cluster) = (connectionString, cluster);

    public string ConnectionString { get; }

    public static async Task<AppDatabase> OpenAsync(IConfiguration configuration, string localFolder, CancellationToken ct)
    {
        if (configuration.GetConnectionString("MutualAid") is { Length: > 0 } given)
        {
            return new AppDatabase(Tuned(given), null);
        }

        var cluster = await LocalCluster.StartAsync(new ClusterOptions(Path.Combine(localFolder, "postgres")), ct);
        try
        {
            return new AppDatabase(Tuned(await cluster.AppDatabaseAsync(Name, ct)), cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Refuses a server that would forget what people were told is saved, or one that is too old.</summary>
    public async Task CheckAsync(bool allowUnsafe, CancellationToken ct)
    {
        // From the pool that the app goes on with: what the server's types are is asked once.
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(ct);
        if (connection.PostgreSqlVersion.Major < ServerBinaries.OldestMajor)
        {
            throw new LocalPostgresException($"The database is PostgreSQL {connection.PostgreSqlVersion}; {ServerBinaries.OldestMajor} or newer is needed. Nothing was changed.");
        }

        await using var settings = new NpgsqlCommand("SELECT current_setting('fsync') = 'off' OR current_setting('synchronous_commit') = 'off'", connection);
        if (!allowUnsafe && await settings.ExecuteScalarAsync(ct) is true)
        {
            throw new LocalPostgresException("The database has fsync or synchronous_commit off and could lose what people saved. Turn both on. Nothing was changed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.DisposeAsync();
        }
    }

    // A small pool and prepared statements cut the slowest answers by three on two cores; compiling a question takes longer than any answer of ours.
    private static string Tuned(string given)
    {
        var tuned = new NpgsqlConnectionStringBuilder(given);
        SetUnlessGiven(tuned, "Maximum Pool Size", 8);
        SetUnlessGiven(tuned, "Max Auto Prepare", 64);
        SetUnlessGiven(tuned, "Timeout", 5);
        SetUnlessGiven(tuned, "Options", "-c jit=off");
        SetUnlessGiven(tuned, "Application Name", "MutualAid");
        return tuned.ConnectionString;
    }

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder builder, string key, object value)
    {
        if (!builder.ShouldSerialize(key))
        {
            builder[key] = value;
        }
    }
}
