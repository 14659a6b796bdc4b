using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MutualAid.TestKit;

/// <summary>One PostgreSQL server for a whole test run, in a folder of its own, thrown away at the end.</summary>
public static class TestCluster
{
    private static readonly Lazy<string> Server = new(Start);

    /// <summary>Connects to a database of the test server.</summary>
    public static string ConnectionString(string database) => $"{Server.Value};Database={database}";

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("MUTUALAID_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        var directory = Path.Combine(Path.GetTempPath(), $"ma-test-{Environment.ProcessId}-{Guid.NewGuid():N}"[..28]);
        Directory.CreateDirectory(directory);
        var port = FreePort();
        var bin = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().First() + "/bin";
        var asPostgres = Environment.UserName == "root" ? "runuser -u postgres --" : "";
        Shell($"chmod 777 {directory}");
        Shell($"{asPostgres} {bin}/initdb -D {directory}/data -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null");
        Shell($"{asPostgres} {bin}/pg_ctl -D {directory}/data -w -l {directory}/log -o \"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200\" start >/dev/null");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Shell($"{asPostgres} {bin}/pg_ctl -D {directory}/data -m immediate stop >/dev/null 2>&1; rm -rf {directory}");
        };
        return $"Host=127.0.0.1;Port={port};Username=postgres;Maximum Pool Size=20;Include Error Detail=true";
    }

    private static void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = "/" })!;
        shell.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
