using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests;

public sealed class LanguageTests : DatabaseTest
{
    [Fact]
    public async Task The_browser_s_wish_is_heard_without_its_country()
    {
        await using var app = new TestApp(Database, Clock);
        var visitor = app.Visitor();
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de, es-MX;q=0.8, en;q=0.5");
        var page = await visitor.GetAsync("/");

        page.Find("html").GetAttribute("lang").Should().Be("es");
        page.Find("h1").TextContent.Should().Be("En esta calle nadie tiene que arreglárselas a solas");
    }

    [Fact]
    public async Task A_chosen_language_wins_over_the_browser_and_leads_back()
    {
        await using var app = new TestApp(Database, Clock);
        var visitor = app.Visitor();
        var page = await visitor.GetAsync("/language?to=es&returnUrl=%2Flanguage");

        page.Path.Should().Be("/language");
        page.Find("html").GetAttribute("lang").Should().Be("es");
        page.Find(".ma-agenda [aria-current]").TextContent.Should().Be("Español");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task A_way_back_to_another_site_leads_home(string elsewhere)
    {
        await using var app = new TestApp(Database, Clock);
        var answer = await app.Visitor(follow: false).Http.GetAsync(new Uri($"/language?to=es&returnUrl={Uri.EscapeDataString(elsewhere)}", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Be("/");
    }

    [Fact]
    public async Task The_longerlanguage_is_two_fifths_longer_and_the_other_runs_from_right_to_left()
    {
        await using var app = new TestApp(Database, Clock);
        var visitor = app.Visitor();
        var english = await visitor.GetAsync("/");
        var longer = await visitor.GetAsync("/language?to=qps-ploc&returnUrl=%2F");
        var mirrored = await visitor.GetAsync("/language?to=qps-plocm&returnUrl=%2F");

        english.Find("html").GetAttribute("dir").Should().Be("ltr");
        longer.Find("h1").TextContent.Length.Should().BeGreaterThanOrEqualTo((int)(english.Find("h1").TextContent.Length * 1.4));
        longer.Find("html").GetAttribute("dir").Should().Be("ltr");
        mirrored.Find("html").GetAttribute("dir").Should().Be("rtl");
    }

    [Fact]
    public async Task An_unknown_language_changes_nothing()
    {
        await using var app = new TestApp(Database, Clock);
        var page = await app.Visitor().GetAsync("/language?to=xx");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Find("html").GetAttribute("lang").Should().Be("en");
    }
}
