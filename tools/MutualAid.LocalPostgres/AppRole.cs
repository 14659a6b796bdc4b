using Npgsql;

namespace MutualAid.LocalPostgres;

/// <summary>
/// The role the app signs in to its own cluster as. It owns its databases and may change everything in them, and nothing else:
/// a hole in the app must not become a hole in the machine, which a superuser's COPY … PROGRAM would make it.
/// </summary>
internal sealed class AppRole(string superuserConnection)
{
    public const string Name = "mutualaid";

    /// <summary>Makes the role and the database unless they are there. The caller holds the cluster's lock, so nobody else does so at the same time.</summary>
    public async Task EnsureAsync(string password, string database, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(superuserConnection);
        await connection.OpenAsync(ct);
        await using var quote = new NpgsqlCommand(
            """
            SELECT format(CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1) THEN 'ALTER ROLE %I LOGIN PASSWORD %L' ELSE 'CREATE ROLE %I LOGIN PASSWORD %L' END, $1, $2)
            UNION ALL
            SELECT format('CREATE DATABASE %I OWNER %I', $3, $1) WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = $3)
            """,
            connection)
        {
            Parameters = { new() { Value = Name }, new() { Value = password }, new() { Value = database } },
        };
        var commands = new List<string>();
        await using (var rows = await quote.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
            {
                commands.Add(rows.GetString(0));
            }
        }

        foreach (var sql in commands)
        {
            // Names and passwords cannot be parameters here; the server quoted them itself.
#pragma warning disable CA2100
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
