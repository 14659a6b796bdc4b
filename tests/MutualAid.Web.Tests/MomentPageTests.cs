using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
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
}
