using System.Data.Common;
using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests;

public sealed class MomentPageTests : DatabaseTest
{
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/no/such/place.html")]
    public async Task An_address_that_is_nowhere_is_missing_for_a_visitor_too(string address)
    {
        await using var app = new TestApp(Database, Clock);
        var page = await app.Visitor().GetAsync(address);

        page.Status.Should().Be(HttpStatusCode.NotFound);
        page.Find("h1").TextContent.Should().Be("Nobody lives at this address");
        page.All(".ma-actions a").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_bug_gets_the_apology_with_the_number_of_its_log_line()
    {
        const string secret = "a planted bug";
        await using var app = new TestApp(Database, Clock, services => services.AddScoped<PulseQueries>(_ => throw new InvalidOperationException(secret)));
        var page = await app.Visitor().GetAsync("/");

        page.Status.Should().Be(HttpStatusCode.InternalServerError);
        page.Find("h1").TextContent.Should().Be("A stitch came loose");
        page.Find(".ma-note b").TextContent.Should().MatchRegex("^[a-z2-9]{4} [a-z2-9]{4}$");
        page.Text.Should().NotContain(secret).And.NotContain("Exception");
    }

    [Fact]
    public async Task With_the_database_away_the_apology_comes_all_the_same_and_asks_it_for_nothing()
    {
        var people = new Neighbourhood(Database, Clock);
        var calls = new Calls();
        await using var app = new TestApp(Database, Clock, services => services.ConfigureDbContext<MutualAidDb>(options => options.AddInterceptors(calls)));
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        var visitor = app.Visitor();
        var form = await visitor.GetAsync("/sign-in");
        await Database.DropAsync();

        foreach (var (client, path) in new[] { (ana, "/me"), (ana, "/desk"), (ana, "/error"), (visitor, "/"), (visitor, "/needs/post"), (visitor, "/error") })
        {
            calls.Count = 0;
            var page = await client.GetAsync(path);
            page.Status.Should().Be(HttpStatusCode.InternalServerError, path);
            page.Find("h1").TextContent.Should().Be("A stitch came loose");
            page.Text.Should().Contain("That’s on us, not on you").And.NotContain("Exception");
            page.Find(".ma-note b").TextContent.Should().MatchRegex("^[a-z2-9]{4} [a-z2-9]{4}$");
            calls.Count.Should().BeLessOrEqualTo(1, "{0}: the page that came loose asked, the one that apologises does not", path);
        }

        (await visitor.SubmitAsync(form, "form[data-form=sign-in]", new() { ["Input.Email"] = "ana@example.org", ["Input.Password"] = "a password" })).Find("h1").TextContent.Should().Be("A stitch came loose");
    }

    // Counts how often anybody reached for the database.
    private sealed class Calls : DbConnectionInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }

        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        {
            Count++;
            return result;
        }
    }
}
