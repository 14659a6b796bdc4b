using MutualAid.LocalPostgres;

namespace MutualAid.TestKit;

/// <summary>One PostgreSQL server for a whole test run, in a folder of its own, thrown away at the end.</summary>
public static class TestCluster
{
    private static readonly Lock Starting = new();
    private static LocalCluster? server;

    /// <summary>Connects to a database of the test server.</summary>
    public static string ConnectionString(string database) =>
        Server().ConnectionString(database) + ";Maximum Pool Size=20;Include Error Detail=true";

    /// <summary>The run's own folder, which is cleared away with the server.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"ma-test-{Guid.NewGuid():N}"[..16]);

    // A start that went wrong is tried anew by the next test, so that one busy moment does not fail all that follow.
    // Nothing stops the server here: the cluster's caretaker does when this process is gone.
    private static LocalCluster Server()
    {
        lock (Starting)
        {
            return server ??= LocalCluster.StartAsync(ClusterOptions.ForTests(Folder)).GetAwaiter().GetResult();
        }
    }
}
