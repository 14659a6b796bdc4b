using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MutualAid.LocalPostgres;

/// <summary>
/// A private PostgreSQL cluster made from the installed server binaries, on a loopback port of its own.
/// The first process on a folder starts it, others join, and the last one to leave stops it, also when one of them was killed.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private const string DataFolder = "data";
    private const string StartingLock = "starting.lock";

    // Shared by every process that works with the cluster, given back by the system when one of them dies. ./run --reset asks for it too.
    private const string InUseLock = "in-use.lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // EAGAIN, which is what a lock that somebody else holds answers with.
    private const int HeldByAnother = 11;

    private readonly ClusterOptions options;
    private readonly string directory;
    private readonly ServerAccount account;
    private readonly ServerBinaries binaries;
    private FileStream? use;
    private Caretaker? caretaker;

    private LocalCluster(ClusterOptions options, string directory, ServerAccount account, ServerBinaries binaries) =>
        (this.options, this.directory, this.account, this.binaries) = (options, directory, account, binaries);

    public int Port { get; private set; }

    public int Major => binaries.Major;

    private string Data => Path.Combine(directory, DataFolder);

    private string PasswordFile => Path.Combine(directory, "password");

    private string AppPasswordFile => Path.Combine(directory, "app-password");

    private string Log => Path.Combine(directory, "log");

    /// <summary>Starts the cluster in the options' folder, making it first when there is none, or joins the one that runs there.</summary>
    public static async Task<LocalCluster> StartAsync(ClusterOptions options, CancellationToken ct = default)
    {
        try
        {
            var (directory, account) = ServerFolder.Choose(options.Directory);
            using var starting = await LockAsync(Path.Combine(directory, StartingLock), ct);
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

    /// <summary>How the superuser reaches a database of this cluster: for making and dropping databases, never for the app.</summary>
    public string ConnectionString(string database) => ConnectionString(database, Superuser, File.ReadAllText(PasswordFile));

    /// <summary>Makes a database unless it is there, and returns how the app reaches it: as a role of its own without power over the server.</summary>
    public async Task<string> AppDatabaseAsync(string name, CancellationToken ct = default)
    {
        using var making = await LockAsync(Path.Combine(directory, StartingLock), ct);
        var password = Secret.ReadOrMake(AppPasswordFile);
        await new AppRole(ConnectionString(Superuser)).EnsureAsync(password, name, ct);
        return ConnectionString(name, AppRole.Name, password);
    }

    /// <summary>Kills the server as a power cut would, without a word to anybody, and starts it again on the same port.</summary>
    public void KillAndStartAgain()
    {
        var server = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(server))
        {
            process.Kill();
            process.WaitForExit();
        }

        StartServer();
    }

    /// <summary>Stops the server, unless other processes still work with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (use is null)
        {
            return;
        }

        using var leaving = await LockAsync(Path.Combine(directory, StartingLock), CancellationToken.None);
        await use.DisposeAsync();
        use = null;
        if (caretaker is not null)
        {
            caretaker.Dispose();
        }
        else if (NobodyElseUsesIt())
        {
            account.Run(binaries.Path("pg_ctl"), ["-D", Data, "-m", "fast", "-w", "stop"]);
        }
    }

    private string ConnectionString(string database, string user, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = user,
        Password = password,
        Database = database,
    }.ConnectionString;

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
        Secret.Make(PasswordFile);
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
        use = new FileStream(Path.Combine(directory, InUseLock), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        caretaker = options.Throwaway ? Caretaker.Of(directory, options.Directory) : null;
        if (RunningPort() is { } running)
        {
            Port = running;
            return;
        }

        Port = FreePort();
        StartServer();
    }

    private void StartServer()
    {
        ServerFolder.ForgetDeadServer(Data);
        using (File.Open(Log, FileMode.OpenOrCreate))
        {
        }

        File.SetUnixFileMode(Log, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        account.Own(Log);
        var settings = string.Join(' ', options.Settings(Port).Select(s => $"-c {s}"));
        var (exitCode, output) = account.Run(binaries.Path("pg_ctl"), ["-D", Data, "-l", Log, "-w", "-t", $"{options.Patience.TotalSeconds:F0}", "-o", settings, "start"]);
        if (exitCode != 0)
        {
            var reason = output.Contains("did not start in time", StringComparison.Ordinal)
                ? $"it was not ready after {options.Patience.TotalSeconds:F0} seconds. The machine is very busy; try again."
                : LastLine(File.ReadAllText(Log) is { Length: > 0 } log ? log : output);
            use?.Dispose();
            caretaker?.Dispose();
            throw new LocalPostgresException($"The database in {directory} did not start: {reason}");
        }
    }

    private bool NobodyElseUsesIt()
    {
        try
        {
            using var alone = new FileStream(Path.Combine(directory, InUseLock), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
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
            catch (IOException e) when (e.HResult == HeldByAnother && tries < 600)
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
