using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace MutualAid.LocalPostgres;

/// <summary>
/// A private PostgreSQL cluster made from the installed server binaries, on a loopback port of its own.
/// Whoever starts it stops it; a second process on the same folder joins, and takes it over when the first one died.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private const string DataFolder = "data";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ClusterOptions options;
    private readonly string directory;
    private readonly ServerAccount account;
    private readonly ServerBinaries binaries;
    private FileStream? ownership;

    private LocalCluster(ClusterOptions options, string directory, ServerAccount account, ServerBinaries binaries) =>
        (this.options, this.directory, this.account, this.binaries) = (options, directory, account, binaries);

    public int Port { get; private set; }

    /// <summary>Whether this process stops the server when it is done; false when another process runs it.</summary>
    public bool IsOwner => ownership is not null;

    public int Major => binaries.Major;

    private string Data => Path.Combine(directory, DataFolder);

    private string PasswordFile => Path.Combine(directory, "password");

    private string Log => Path.Combine(directory, "log");

    /// <summary>Starts the cluster in the options' folder, making it first when there is none, or joins the one that runs there.</summary>
    public static async Task<LocalCluster> StartAsync(ClusterOptions options, CancellationToken ct = default)
    {
        try
        {
            var (directory, account) = ServerFolder.Choose(options.Directory);
            using var starting = await LockAsync(Path.Combine(directory, "starting.lock"), ct);
            var cluster = new LocalCluster(options, directory, account, ServerBinaries.Find(MajorOf(directory)));
            cluster.Make();
            cluster.StartOrJoin();
            return cluster;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new LocalPostgresException($"The database folder {options.Directory} cannot be used: {e.Message} Nothing was changed.", e);
        }
    }

    /// <summary>How to reach a database of this cluster.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Superuser,
        Password = File.ReadAllText(PasswordFile),
        Database = database,
    }.ConnectionString;

    /// <summary>Makes a database unless it is there.</summary>
    public async Task EnsureDatabaseAsync(string name, CancellationToken ct = default)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(Superuser));
        await using var known = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        known.Parameters.AddWithValue(name);
        if (await known.ExecuteScalarAsync(ct) is not null)
        {
            return;
        }

        // An identifier cannot be a parameter; it is quoted instead.
#pragma warning disable CA2100
        await using var create = source.CreateCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
#pragma warning restore CA2100
        try
        {
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase || e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another process made it a moment ago.
        }
    }

    public ValueTask DisposeAsync()
    {
        if (ownership is not null)
        {
            account.Run(binaries.Path("pg_ctl"), ["-D", Data, "-m", options.Throwaway ? "immediate" : "fast", "-w", "stop"]);
            ownership.Dispose();
            ownership = null;
            if (options.Throwaway)
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        return ValueTask.CompletedTask;
    }

    private static int? MajorOf(string directory)
    {
        var file = Path.Combine(directory, DataFolder, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    // The data is made beside its place and moved there whole, so a start that is cut short leaves nothing half made.
    private void Make()
    {
        if (Directory.Exists(Data))
        {
            return;
        }

        var unfinished = Data + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(unfinished, OwnerOnly);
        account.Own(unfinished);
        var secret = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var file = new FileStream(PasswordFile, secret))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(24))));
        }

        account.Own(PasswordFile);
        string[] speed = options.Durable ? [] : ["--no-sync"];
        var (exitCode, output) = account.Run(
            binaries.Path("initdb"),
            ["-D", unfinished, "-U", Superuser, "--pwfile", PasswordFile, "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", .. speed]);
        if (exitCode != 0)
        {
            throw new LocalPostgresException($"A database could not be made in {directory}: {LastLine(output)}");
        }

        Directory.Move(unfinished, Data);
    }

    private void StartOrJoin()
    {
        ownership = TryOwn();
        if (RunningPort() is { } running)
        {
            Port = running;
            return;
        }

        ServerFolder.ForgetDeadServer(Data);
        using (File.Open(Log, FileMode.OpenOrCreate))
        {
        }

        File.SetUnixFileMode(Log, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        account.Own(Log);
        Port = FreePort();
        var settings = string.Join(' ', options.Settings(Port).Select(s => $"-c {s}"));
        var (exitCode, output) = account.Run(binaries.Path("pg_ctl"), ["-D", Data, "-l", Log, "-w", "-t", "60", "-o", settings, "start"]);
        if (exitCode != 0)
        {
            ownership?.Dispose();
            ownership = null;
            throw new LocalPostgresException($"The database in {directory} did not start: {LastLine(File.ReadAllText(Log) is { Length: > 0 } log ? log : output)}");
        }
    }

    // Held as long as this process lives, also when it is killed: whoever gets it next looks after the server.
    private FileStream? TryOwn()
    {
        try
        {
            return new FileStream(Path.Combine(directory, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private int? RunningPort()
    {
        if (account.Run(binaries.Path("pg_ctl"), ["-D", Data, "status"]).ExitCode != 0)
        {
            return null;
        }

        var lines = File.ReadAllLines(Path.Combine(Data, "postmaster.pid"));
        return lines.Length > 3 && ServerFolder.IsServer(lines[0]) ? int.Parse(lines[3], CultureInfo.InvariantCulture) : null;
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 600)
            {
                await Task.Delay(100, ct);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no reason was given.";
}
