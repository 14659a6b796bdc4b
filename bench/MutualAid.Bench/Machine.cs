using System.Globalization;
using System.Runtime.InteropServices;
using MutualAid.LocalPostgres;
using Npgsql;

namespace MutualAid.Bench;

/// <summary>What a figure was taken on; without it nobody can compare it with another.</summary>
public static class Machine
{
    public static async Task<string> DescribeAsync(LocalCluster cluster, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString("postgres"));
        await using var version = source.CreateCommand("SHOW server_version");
        var server = await version.ExecuteScalarAsync(ct);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            machine: {Environment.ProcessorCount} cores, {After("/proc/cpuinfo", "model name", ':')}, {memory:0.#} GB, {After("/etc/os-release", "PRETTY_NAME", '=')}
            {RuntimeInformation.FrameworkDescription}, PostgreSQL {server}, {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC
            """);
    }

    private static string After(string file, string key, char separator) =>
        (File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) : null)
            ?.Split(separator, 2)[^1].Trim(' ', '"') ?? "unknown";
}
