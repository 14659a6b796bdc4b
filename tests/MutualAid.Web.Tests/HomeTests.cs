using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests;

public sealed class HomeTests : DatabaseTest
{
    [Fact]
    public async Task The_front_door_leads_to_asking_helping_and_looking_around()
    {
        await using var app = new TestApp(Database, Clock);
        var page = await app.Visitor().GetAsync("/");

        page.Status.Should().Be(HttpStatusCode.OK, page.Html);
        page.All(".ma-door a").Select(a => a.GetAttribute("href")).Should().Equal("/needs/post", "/sign-up", "#pulse");
    }
}
