using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MutualAid.Web.Tests.House;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>A program of the house run as a person runs it: in a process of its own, with an end and an exit code.</summary>
internal sealed class AppProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private AppProcess(Process process)
    {
        this.process = process;
        (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Starts the app that was built beside these tests.</summary>
    public static AppProcess Start(string[] words, params (string Name, string Value)[] settings)
    {
        var built = Path.Combine(Repository.Root, "src", "MutualAid.Web", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "MutualAid.Web.Tests"), AppContext.BaseDirectory));
        return Run(Path.Combine(Repository.Root, "src", "MutualAid.Web"), "dotnet", [Path.Combine(built, "MutualAid.Web.dll"), .. words], settings);
    }

    /// <summary>Starts one of the commands at the root of the repository.</summary>
    public static AppProcess Shell(string command, params string[] words) => Run(Repository.Root, Path.Combine(Repository.Root, command), words, []);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }

    /// <summary>Waits until the site answers, or the process ended.</summary>
    public async Task<HttpClient> SiteAsync(int port)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience && !process.HasExited; await Task.Delay(100))
        {
            try
            {
                (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).EnsureSuccessStatusCode();
                return http;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"The site did not start: {await errors}");
    }

    /// <summary>Asks it to end, as Ctrl+C or a service manager does.</summary>
    public void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static AppProcess Run(string folder, string program, string[] words, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new AppProcess(Process.Start(start)!);
    }
}
