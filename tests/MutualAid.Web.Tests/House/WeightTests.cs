using FluentAssertions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.TestKit;
using MutualAid.Web.Hosting;
using Xunit;

namespace MutualAid.Web.Tests.House;

public sealed class WeightTests : DatabaseTest
{
    [Fact]
    public void All_styles_and_scripts_stay_within_their_budgets()
    {
        PageWeight.Compressed(Directory.EnumerateFiles(Repository.WebRoot, "*.css", SearchOption.AllDirectories)).Should().BeLessThanOrEqualTo(PageWeight.CssBudget);
        PageWeight.Compressed(Directory.EnumerateFiles(Repository.WebRoot, "*.js", SearchOption.AllDirectories)).Should().BeLessThanOrEqualTo(PageWeight.ScriptBudget);
    }

    [Fact]
    public async Task Every_page_a_visitor_can_open_is_light_and_talks_to_nobody_else()
    {
        await using var app = new TestApp(Database, Clock);
        var paths = PathsFor(app, Audience.Anyone);
        paths.Should().Contain("/");
        await WeighAsync(app.Visitor(), paths);
    }

    [Fact]
    public async Task Every_page_a_coordinator_can_open_is_light_and_talks_to_nobody_else()
    {
        var neighbourhood = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var coordinator = await app.SignInAsync(await neighbourhood.CoordinatorAsync());
        var paths = PathsFor(app, Audience.Member).Concat(PathsFor(app, Audience.Coordinator)).ToList();
        paths.Should().Contain("/desk");
        await WeighAsync(coordinator, paths);
    }

    private static async Task WeighAsync(PageClient client, List<string> paths)
    {
        foreach (var path in paths)
        {
            var page = await client.GetAsync(path);
            (await PageWeight.TransferredAsync(client, page)).Should().BeLessThanOrEqualTo(PageWeight.PageBudget, path);
            PageWeight.ThirdParties(page).Should().BeEmpty(path);
            page.All("script:not([src]), style, [style], [onclick], [onsubmit]").Should().BeEmpty($"{path} has to work under a strict content policy");
        }
    }

    [Fact]
    public void No_style_or_script_names_another_site()
    {
        Directory.EnumerateFiles(Repository.WebRoot, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".css" or ".js" or ".svg")
            .SelectMany(file => PageWeight.ThirdParties(File.ReadAllText(file)).Select(a => $"{file}: {a}"))
            .Should().BeEmpty();
    }

    [Fact]
    public void A_planted_request_to_another_site_is_noticed() =>
        PageWeight.ThirdParties("@import url(\"https://fonts.example.com/a.css\");").Should().ContainSingle();

    /// <summary>Addresses without a part to fill in, so that every new page is weighed without being listed here.</summary>
    private static List<string> PathsFor(TestApp app, Audience audience) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is { } page && PageAccess.Pages.GetValueOrDefault(page.ViewEnginePath) == audience)
            .Where(e => e.RoutePattern.Parameters.All(p => p.IsOptional))
            .Select(e => "/" + string.Join('/', e.RoutePattern.PathSegments.Where(s => s.IsSimple && !s.Parts[0].IsParameter).Select(s => ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)s.Parts[0]).Content)))
            .Distinct(),
    ];
}
