using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
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
        await using var app = new TestApp(Database, Clock, services => services.AddSingleton<IStartupFilter, PlantedBug>());
        var page = await app.Visitor().GetAsync(PlantedBug.Path);

        page.Status.Should().Be(HttpStatusCode.InternalServerError);
        page.Find("h1").TextContent.Should().Be("A stitch came loose");
        page.Find(".ma-note b").TextContent.Should().MatchRegex("^[a-z2-9]{4} [a-z2-9]{4}$");
        page.Text.Should().NotContain(PlantedBug.Secret).And.NotContain("Exception");
    }

    /// <summary>Breaks one address, behind the page that apologises.</summary>
    private sealed class PlantedBug : IStartupFilter
    {
        public const string Path = "/language";
        public const string Secret = "a planted bug";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Path == Path)
                {
                    context.Features.Set<Microsoft.AspNetCore.Http.Features.IQueryFeature>(new BrokenQuery());
                }

                return rest(context);
            });
            next(app);
        };

        private sealed class BrokenQuery : Microsoft.AspNetCore.Http.Features.IQueryFeature
        {
            public Microsoft.AspNetCore.Http.IQueryCollection Query
            {
                get => throw new InvalidOperationException(Secret);
                set { }
            }
        }
    }
}
