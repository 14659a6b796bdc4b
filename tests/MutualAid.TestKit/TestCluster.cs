using MutualAid.LocalPostgres;

namespace MutualAid.TestKit;

/// <summary>One PostgreSQL server for a whole test run, in a folder of its own, thrown away at the end.</summary>
public static class TestCluster
{
    private static readonly Lazy<LocalCluster> Server = new(Start);

    /// <summary>Connects to a database of the test server.</summary>
    public static string ConnectionString(string database) =>
        Server.Value.ConnectionString(database) + ";Maximum Pool Size=20;Include Error Detail=true";

    /// <summary>The run's own folder, which is cleared away with the server.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"ma-test-{Guid.NewGuid():N}"[..16]);

    // Nothing stops it here: the cluster's caretaker does when this process is gone.
    private static LocalCluster Start() => LocalCluster.StartAsync(ClusterOptions.ForTests(Folder)).GetAwaiter().GetResult();
}
