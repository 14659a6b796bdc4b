using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using Npgsql;

namespace MutualAid.TestKit;

#pragma warning disable CA2100, EF1002, EF1003 // The names are made here, or read from the database's own list of tables.

/// <summary>
/// The run's databases: each copied from a template that was migrated once, lent to one test at a time, and brought back to the template's rows in
/// between. A copy takes a tenth of a second and the next waits for it; emptying takes a few milliseconds, and warm connections stay warm.
/// </summary>
internal static class DatabasePool
{
    // What grew beyond this is dropped: emptying it, and every look into it afterwards, would cost more than a new copy.
    private const long LargestKept = 20_000_000;

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly ConcurrentBag<string> Spare = [];
    private static readonly string Template = $"template_{Guid.NewGuid():N}";
    private static string? reset;

    /// <summary>A database with the kinds of help and the network's row, nobody in it, that no other test has.</summary>
    public static async Task<string> TakeAsync()
    {
        if (Spare.TryTake(out var spare))
        {
            return spare;
        }

        await Gate.WaitAsync();
        try
        {
            if (reset is null)
            {
                await RunAsync("postgres", $"CREATE DATABASE {Template}");
                reset = await PrepareAsync(TestCluster.ConnectionString(Template) + ";Pooling=false");
            }

            var name = $"test_{Guid.NewGuid():N}";
            await RunAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
            return name;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Brings the database back to the template's rows for the next test.</summary>
    public static async Task GiveBackAsync(string name)
    {
        if (await RunAsync(name, "SELECT pg_database_size(current_database())") is long size && size > LargestKept)
        {
            await DropAsync(name);
            return;
        }

        await RunAsync(name, reset!);
        Spare.Add(name);
    }

    /// <summary>Throws the database away while somebody may still be connected.</summary>
    public static async Task DropAsync(string name)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(TestCluster.ConnectionString(name)));
        await RunAsync("postgres", $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<string> PrepareAsync(string connectionString)
    {
        await using var db = TestDatabase.Context(connectionString);
        await new DatabaseSetup(db).PrepareAsync();
        return await WriteResetAsync(db);
    }

    // What a test left running is ended, every table is emptied (without its triggers, for some are written once), and those that have rows in the
    // template get them back.
    private static async Task<string> WriteResetAsync(MutualAidDb db)
    {
        var tables = await db.Database.SqlQuery<string>(
            $"SELECT c.oid::regclass::text AS \"Value\" FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'migrations_history'")
            .ToListAsync();
        var sql = new StringBuilder()
            .Append("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle';")
            .Append("SET session_replication_role = replica;")
            .AppendJoin("", tables.Select(table => $"DELETE FROM {table};"));
        foreach (var table in tables)
        {
            var rows = await db.Database.SqlQueryRaw<string?>($"SELECT quote_literal(json_agg(t)) AS \"Value\" FROM {table} t").SingleAsync();
            sql.Append(rows is null ? "" : $"INSERT INTO {table} SELECT * FROM json_populate_recordset(null::{table}, {rows});");
        }

        return sql.Append("RESET session_replication_role;").ToString();
    }

    private static async Task<object?> RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(TestCluster.ConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
