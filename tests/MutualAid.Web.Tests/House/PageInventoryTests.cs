using FluentAssertions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.TestKit;
using MutualAid.Web.Hosting;
using Xunit;

namespace MutualAid.Web.Tests.House;

public sealed class PageInventoryTests : DatabaseTest
{
    [Fact]
    public async Task Every_page_is_in_the_list_of_who_may_open_it_and_the_list_names_no_page_that_is_gone()
    {
        await using var app = new TestApp(Database, Clock);

        var pages = PagesOf(app).Select(p => p.ViewEnginePath).Distinct().ToList();

        pages.Should().BeEquivalentTo(PageAccess.Pages.Keys);
    }

    [Fact]
    public async Task A_visitor_is_sent_to_sign_in_and_a_member_finds_nothing_where_the_list_says_so()
    {
        var people = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var visitor = app.Visitor(follow: false);
        var member = await app.SignInAsync(await people.MemberAsync());
        foreach (var page in PagesOf(app).Where(p => !p.AttributeRouteInfo!.Template!.Contains('{', StringComparison.Ordinal)))
        {
            var path = "/" + page.AttributeRouteInfo!.Template;
            var audience = PageAccess.Pages[page.ViewEnginePath];
            var seen = await visitor.GetAsync(path);
            if (audience != Audience.Anyone)
            {
                seen.Response.Headers.Location?.OriginalString.Should().Contain("/sign-in", $"{path} is for {audience}");
            }

            if (audience is Audience.Coordinator or Audience.Administrator)
            {
                ((int)(await member.GetAsync(path)).Status).Should().Be(404, $"{path} is as missing as a page that is not there");
            }
        }
    }

    [Fact]
    public async Task Looking_changes_no_row_whoever_looks()
    {
        var people = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var area = await people.AreaAsync();
        var asker = await people.MemberAsync(areaId: area.Id);
        var need = await people.NeedAsync(asker.Id, areaId: area.Id);
        var coordinator = await app.SignInAsync(await people.CoordinatorAsync());
        var helper = await app.SignInAsync(await people.HelperAsync(areaId: area.Id));
        var before = await DigestAsync();

        foreach (var client in new[] { app.Visitor(), helper, coordinator })
        {
            foreach (var page in PagesOf(app).Where(p => !p.AttributeRouteInfo!.Template!.Contains('{', StringComparison.Ordinal)))
            {
                await client.GetAsync("/" + page.AttributeRouteInfo!.Template);
            }

            await client.GetAsync($"/needs/{need.Id}");
            await client.GetAsync($"/desk?need={need.Id}");
            await client.GetAsync($"/status/{people.Keys[need.Id]}");
        }

        (await DigestAsync()).Should().Be(before);
        await people.NeedAsync(asker.Id);
        (await DigestAsync()).Should().NotBe(before, "the digest sees a new row");
    }

    private static IEnumerable<PageActionDescriptor> PagesOf(TestApp app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => e.Metadata.GetMetadata<PageActionDescriptor>()).OfType<PageActionDescriptor>();

    // Every row of every table, as one number.
    private async Task<string> DigestAsync()
    {
        await using var db = Database.Context();
        var tables = await db.Database.SqlQuery<string>(
            $"SELECT quote_ident(table_name) AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name").ToListAsync();
        var digests = new List<string>();
        foreach (var table in tables)
        {
#pragma warning disable EF1002 // The names come from the catalogue, quoted.
            digests.Add(await db.Database.SqlQueryRaw<string>($"SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS \"Value\" FROM {table} t").SingleAsync());
#pragma warning restore EF1002
        }

        return string.Join(' ', digests);
    }
}
