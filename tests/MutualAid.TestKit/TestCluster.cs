using MutualAid.LocalPostgres;

namespace MutualAid.TestKit;

/// <summary>One PostgreSQL server for a whole test run, in a folder of its own, thrown away at the end.</summary>
public static class TestCluster
{
    private static readonly Lazy<LocalCluster> Server = new(Start);

    /// <summary>Connects to a database of the test server.</summary>
    public static string ConnectionString(string database) =>
        Server.Value.ConnectionString(database) + ";Maximum Pool Size=20;Include Error Detail=true";

    private static LocalCluster Start()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"ma-test-{Guid.NewGuid():N}"[..16]);
        var cluster = LocalCluster.StartAsync(ClusterOptions.ForTests(directory)).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return cluster;
    }
}
