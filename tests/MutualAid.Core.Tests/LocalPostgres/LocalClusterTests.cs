using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.LocalPostgres;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.LocalPostgres;

public sealed class LocalClusterTests : IDisposable
{
    // Open to be entered, so that the server's account can live in it when root runs the tests.
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"ma-cluster-{Guid.NewGuid():N}"[..20])).FullName;

    // As the app's own, but without waiting for the disk.
    private ClusterOptions Options => new(folder) { Durable = false };

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task What_was_saved_is_there_when_the_cluster_starts_again()
    {
        await using (var first = await LocalCluster.StartAsync(Options))
        {
            await RunAsync(await first.AppDatabaseAsync("town"), "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
        }

        await using var second = await LocalCluster.StartAsync(Options);
        (await RunAsync(await second.AppDatabaseAsync("town"), "SELECT id FROM kept")).Should().Be(7);
    }

    [Fact]
    public async Task The_app_owns_its_database_and_has_no_power_over_the_server()
    {
        await using var cluster = await LocalCluster.StartAsync(Options);
        var app = await cluster.AppDatabaseAsync("town");
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, app);
        await using (var db = new MutualAidDb(options.Options))
        {
            await new DatabaseSetup(db).PrepareAsync();
        }

        (await RunAsync(app, "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user")).Should().Be(false);
        (await RunAsync(app, "SELECT extname FROM pg_extension WHERE extname = 'btree_gist'")).Should().Be("btree_gist");
        var program = () => RunAsync(app, "CREATE TABLE t (x text); COPY t FROM PROGRAM 'id'");
        (await program.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_second_process_joins_and_the_last_to_leave_stops_the_server()
    {
        var first = await LocalCluster.StartAsync(Options);
        var second = await LocalCluster.StartAsync(Options);
        second.Port.Should().Be(first.Port);

        await first.DisposeAsync();
        (await RunAsync(second.ConnectionString("postgres") + "", "SELECT 1")).Should().Be(1);
        await second.DisposeAsync();

        File.Exists(Path.Combine(Data, "postmaster.pid")).Should().BeFalse();
    }

    [Fact]
    public async Task A_process_id_left_by_a_killed_server_that_is_now_another_program_does_not_stop_a_start()
    {
        await using (await LocalCluster.StartAsync(Options))
        {
        }

        var id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(Data, "postmaster.pid"), $"{id}\n{Data}\n0\n5432\n\n127.0.0.1\n0 0\nready\n");

        await using var again = await LocalCluster.StartAsync(Options);
        (await RunAsync(again.ConnectionString("postgres") + "", "SELECT 1")).Should().Be(1);
    }

    [Fact]
    public async Task Data_of_another_version_is_refused_in_a_sentence_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "PG_VERSION"), "9\n");

        var start = () => LocalCluster.StartAsync(Options);

        (await start.Should().ThrowAsync<LocalPostgresException>()).Which.Message.Should().Contain("PostgreSQL 9").And.Contain("Nothing was changed.");
        Directory.GetFileSystemEntries(Data).Should().ContainSingle();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_in_a_sentence()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");

        var start = () => LocalCluster.StartAsync(new ClusterOptions(Path.Combine(file, "postgres")));

        (await start.Should().ThrowAsync<LocalPostgresException>()).Which.Message.Should().Contain("cannot be used");
    }

    [Fact]
    public async Task A_throwaway_cluster_leaves_nothing_behind()
    {
        var path = Path.Combine(folder, "thrown");
        await using (await LocalCluster.StartAsync(ClusterOptions.ForTests(path)))
        {
            Directory.Exists(path).Should().BeTrue();
        }

        Directory.Exists(path).Should().BeFalse();
    }

    [Fact]
    public async Task A_start_waits_for_another_process_that_prepares_the_database_however_impatient_the_server_is()
    {
        await using var cluster = await LocalCluster.StartAsync(Options);
        var app = await cluster.AppDatabaseAsync("town");
        await RunAsync(app, "ALTER ROLE mutualaid SET lock_timeout = '50ms'; ALTER ROLE mutualaid SET statement_timeout = '200ms'");
        await using var other = new NpgsqlConnection(app + ";Pooling=false");
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock(1296124228)", other);
        await hold.ExecuteNonQueryAsync();

        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, app);
        await using var db = new MutualAidDb(options.Options);
        var prepare = new DatabaseSetup(db).PrepareAsync();
        (await Task.WhenAny(prepare, Task.Delay(TimeSpan.FromSeconds(1)))).Should().NotBe(prepare, "the other process is still at it");
        await other.CloseAsync();
        await prepare;
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

#pragma warning disable CA2100 // Every text is a literal above.
    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
#pragma warning restore CA2100
}
