using Npgsql;

namespace MutualAid.Bench;

/// <summary>Brings a town that was just filled to where a database is that has run for a while: statistics are known, and rows that everybody sees are marked.</summary>
internal static class Tidying
{
    // Rows whose commit isn't on disk yet are not marked, so the statistics are written first, and waited for.
    private static readonly string[] Steps = ["SET synchronous_commit = on", "ANALYZE", "VACUUM"];

    public static async Task TidyAsync(this NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var step in Steps)
        {
#pragma warning disable CA2100 // One of the texts above.
            await using var command = new NpgsqlCommand(step, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
