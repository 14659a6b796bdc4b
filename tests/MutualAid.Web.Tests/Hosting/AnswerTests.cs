using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using MutualAid.Web.Hosting;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>What every answer carries, whoever asks.</summary>
public sealed class AnswerTests : DatabaseTest
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_healthy_site_says_so_to_anybody(string path)
    {
        await using var app = new TestApp(Database, Clock);
        var answer = await app.Visitor().Http.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be("Healthy");
    }

    [Fact]
    public async Task Without_its_database_the_site_lives_and_is_not_ready()
    {
        await using var gone = await TestDatabase.MakeAsync();
        await using var app = new TestApp(gone, Clock);
        using var http = app.Visitor().Http;
        await gone.DropAsync();

        (await http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Every_page_loads_nothing_from_elsewhere_and_is_not_kept(string path, HttpStatusCode status)
    {
        await using var app = new TestApp(Database, Clock);
        var answer = (await app.Visitor().GetAsync(path)).Response;

        answer.StatusCode.Should().Be(status);
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal(SecurityHeaders.Policy);
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        answer.Headers.GetValues("Cache-Control").Single().Should().Contain("no-store");
        answer.Headers.Contains("Server").Should().BeFalse();
    }

    [Fact]
    public async Task What_is_far_too_large_is_turned_away_with_words()
    {
        await using var app = new TestApp(Database, Clock);
        var visitor = app.Visitor();
        using var body = new ByteArrayContent(new byte[BodyLimit.Largest + 1]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");

        var answer = await visitor.Http.PostAsync(new Uri("/needs/post", UriKind.Relative), body);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("make it shorter");
    }

    [Fact]
    public async Task Styles_are_kept_by_the_browser_also_of_somebody_whose_sign_in_is_renewed()
    {
        await using var app = new TestApp(Database, Clock);
        var member = await new Neighbourhood(Database, Clock).MemberAsync();
        var client = await app.SignInAsync(member);
        var style = (await client.GetAsync("/")).Find("link[rel=stylesheet]").GetAttribute("href")!;
        Clock.Advance(SignInSetup.IdleSignOut * 0.6);

        var answer = await client.Http.GetAsync(new Uri(style, UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        answer.Headers.CacheControl!.MaxAge.Should().BeGreaterThan(TimeSpan.FromDays(300));
    }
}
