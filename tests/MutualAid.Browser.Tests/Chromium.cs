using Microsoft.Playwright;
using Xunit;

namespace MutualAid.Browser.Tests;

/// <summary>
/// The one Chromium of all journeys, each with windows and cookies of its own: Debian's, nothing downloaded. A machine without it fails the run, it skips nothing.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
    ];

    // Started by the first class that asks and closed with the process: one for each class was a tenth of their time.
    private static readonly Lazy<Task<IBrowser>> Only = new(LaunchAsync);

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync() => Browser = await Only.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path(), Headless = true, Args = Flags });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            browser.CloseAsync().Wait(TimeSpan.FromSeconds(5));
            playwright.Dispose();
        };
        return browser;
    }

    private static string Path() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given
        : new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium here. ./test installs it where it may, or set CHROMIUM to its path.");
}
