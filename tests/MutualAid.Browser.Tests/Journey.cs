using FluentAssertions;
using Microsoft.Playwright;
using MutualAid.Core.Members;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Browser.Tests;

/// <summary>
/// A journey has a network of its own, served on a real port, and as many people with browsers as it needs. Journeys of two classes run side by
/// side: one waits for its page while the other's is drawn.
/// </summary>
public abstract class Journey(Chromium chromium) : DatabaseTest, IClassFixture<Chromium>
{
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<string> complaints = [];
    private TestApp app = null!;

    protected Neighbourhood People { get; private set; } = null!;

    /// <summary>What the site runs on.</summary>
    protected IServiceProvider Services => app.Services;

    /// <summary>Where the site is, such as http://localhost:40123.</summary>
    protected string Address { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        People = new Neighbourhood(Database, TimeProvider.System);
        app = new TestApp(Database, pseudoLanguages: false);
        app.UseKestrel(0);
        app.StartServer();
        Address = $"http://localhost:{app.ClientOptions.BaseAddress.Port}";
    }

    public override async Task DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }

        await app.DisposeAsync();
        await base.DisposeAsync();
        complaints.Should().BeEmpty("no page may ask for anything elsewhere, break its own content policy or throw");
    }

    /// <summary>Somebody opens a browser of their own.</summary>
    protected async Task<IPage> OpenAsync(Way way, string language = "en-GB", ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = way.Width, Height = way.Height },
            JavaScriptEnabled = way.Script,
            Locale = language,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(45_000);
        contexts.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // A refused form answers 400 on purpose, and the browser notes that in its console.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
            {
                complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.IsNavigationRequest)
            {
                complaints.Add($"{page.Url} asked for {request.Url}");
            }
        };
        return page;
    }

    /// <summary>A member opens a browser and signs in through the form; an account is made when there is none.</summary>
    protected async Task<IPage> SignInAsync(Member member, Way way, ColorScheme scheme = ColorScheme.Light) =>
        await SignInAsync(await app.MakeAccountAsync(member), Neighbourhood.Password, way, scheme);

    protected async Task<IPage> SignInAsync(string email, string password, Way way, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await OpenAsync(way, scheme: scheme);
        await page.GotoAsync("/sign-in");
        await page.Locator("[name='Input.Email']").FillAsync(email);
        await page.Locator("[name='Input.Password']").FillAsync(password);
        await page.PressAsync(page.Locator("form[data-form=sign-in] button[type=submit]"));
        page.Url.Should().NotContain("/sign-in");
        return page;
    }

    /// <summary>
    /// The page as it stands reads well for everybody: no side scroll, and axe finds nothing, which is asked once of each page that journeys come by
    /// in the same shape. Needs scripts, so it is quiet without.
    /// </summary>
    protected static async Task LookAsync(IPage page, Way way)
    {
        if (!way.Script)
        {
            return;
        }

        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        wide.Should().BeLessOrEqualTo(way.Width, $"{page.Url} must not scroll sideways");
        await Axe.ExpectNothingOnceAsync(page, way);
    }
}
