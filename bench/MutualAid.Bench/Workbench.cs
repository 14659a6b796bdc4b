using MutualAid.LocalPostgres;

namespace MutualAid.Bench;

/// <summary>What a measurement works with: a PostgreSQL server as careful as the app's own, thrown away afterwards, and a place to print to.</summary>
public sealed class Workbench : IAsyncDisposable
{
    /// <summary>Everything that is made by chance is made from this, so that two runs measure the same.</summary>
    public const int Seed = 1;

    private Workbench(LocalCluster cluster, string repository, string folder, string? directory, TextWriter output) =>
        (Cluster, Repository, Folder, Directory, Output) = (cluster, repository, folder, directory, output);

    public LocalCluster Cluster { get; }

    public string Repository { get; }

    /// <summary>A folder of this run's own, cleared away afterwards.</summary>
    public string Folder { get; }

    /// <summary>The folder that was named after the measurement, if any.</summary>
    public string? Directory { get; }

    public TextWriter Output { get; }

    public static async Task<Workbench> SetUpAsync(string? directory, TextWriter output, CancellationToken ct)
    {
        var repository = Above("MutualAid.sln");
        var folder = Path.Combine(repository, ".local", $"measure-{Environment.ProcessId}");
        var cluster = await LocalCluster.StartAsync(new ClusterOptions(folder) { Throwaway = true }, ct);
        var from = Environment.GetEnvironmentVariable("MUTUALAID_CALLED_FROM") is { Length: > 0 } called ? called : Environment.CurrentDirectory;
        return new Workbench(cluster, repository, folder, directory is null ? null : Path.GetFullPath(directory, from), output);
    }

    /// <summary>An empty database for the app's own role.</summary>
    public Task<string> DatabaseAsync(string name, CancellationToken ct) => Cluster.AppDatabaseAsync(name, ct);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    private static string Above(string file)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, file)))
        {
            at = at.Parent ?? throw new InvalidOperationException("Measurements run inside the repository.");
        }

        return at.FullName;
    }
}
