using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MutualAid.Bench.Sites;

/// <summary>The web app as it runs in production: published, in a process of its own, behind a proxy that speaks TLS.</summary>
public sealed class PublishedSite : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly ProcessStartInfo start;
    private Process process;

    private PublishedSite(ProcessStartInfo start, Uri address) => (this.start, process, Address) = (start, Process.Start(start)!, address);

    public Uri Address { get; }

    /// <summary>Publishes the app with the command that the image is built with.</summary>
    public static async Task<string> PublishAsync(Workbench bench, CancellationToken ct)
    {
        var folder = Path.Combine(bench.Folder, "web");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", "src/MutualAid.Web", "-c", "Release", "-o", folder, "-v", "q", "--nologo"])
        { WorkingDirectory = bench.Repository })!;
        await publish.WaitForExitAsync(ct);
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException("The app could not be published.");
    }

    /// <summary>Starts the published app on a database and waits until it can serve.</summary>
    public static async Task<PublishedSite> StartAsync(string folder, string connectionString, string keys, CancellationToken ct, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "MutualAid.Web.dll"), "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__MutualAid"] = connectionString,
                ["Keys__Directory"] = keys,
                ["Proxies"] = address.Host,
                ["Serilog__MinimumLevel__Default"] = "Error",
                ["Serilog__MinimumLevel__Override__Microsoft"] = "Error",
            },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var site = new PublishedSite(start, address);
        try
        {
            await site.WaitUntilReadyAsync(ct);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the app without a word, as a power cut would, starts it again, and says how long it took until it was ready.</summary>
    public async Task<TimeSpan> KillAndStartAgainAsync(CancellationToken ct)
    {
        process.Kill();
        await process.WaitForExitAsync(ct);
        process.Dispose();
        var started = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
        await WaitUntilReadyAsync(ct);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Waits until the app says that it can serve, and how long that took.</summary>
    public async Task<TimeSpan> ReadyAgainAsync(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await WaitUntilReadyAsync(ct);
        return Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var since = Stopwatch.StartNew(); since.Elapsed < StartsWithin && !process.HasExited; await Task.Delay(100, ct))
        {
            try
            {
                if ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative), ct)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException("The published app did not become ready; what it said is above.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
