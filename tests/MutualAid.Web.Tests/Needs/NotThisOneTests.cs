using System.Net;
using AngleSharp;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>"Not this one": a suggestion that a helper would rather not have. Nobody is told, and the need itself is as open as before.</summary>
public sealed class NotThisOneTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Member asker = null!;
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync();
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_is_suggested_no_more_and_stays_on_the_board_where_it_can_still_be_taken()
    {
        var need = await people.NeedAsync(asker.Id);
        var other = await people.NeedAsync(asker.Id, "errand");
        var yusuf = await app.SignInAsync(await people.HelperAsync("Yusuf"));
        var mei = await app.SignInAsync(await people.HelperAsync("Mei"));
        var board = await yusuf.GetAsync("/needs");
        Suggested(board).Should().BeEquivalentTo([$"/needs/{need.Id}", $"/needs/{other.Id}"]);

        var after = await yusuf.SubmitAsync(board, "form[data-form=not-this]", press: "Not this one: Groceries");

        after.Path.Should().Be("/needs");
        after.Text.Should().Contain("That is fine. There will be another time.");
        Suggested(after).Should().Equal($"/needs/{other.Id}");
        after.All("section[aria-labelledby=others] .ma-card__title a").Select(a => a.GetAttribute("href")).Should().Equal($"/needs/{need.Id}");
        Suggested(await mei.GetAsync("/needs")).Should().HaveCount(2, "what one helper says so of is suggested to the others");
        await using (var db = Database.Context())
        {
            (await db.Notices.CountAsync()).Should().Be(0);
            (await db.AuditEntries.CountAsync(e => e.NeedId == need.Id)).Should().Be(0, "nobody reads of it on the timeline");
        }

        var plan = await yusuf.SubmitAsync(await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", press: "I can do this");
        plan.Path.Should().StartWith("/claims/");
    }

    [Fact]
    public async Task Twice_is_once()
    {
        await people.NeedAsync(asker.Id);
        var yusuf = await app.SignInAsync(await people.HelperAsync("Yusuf"));
        var board = await yusuf.GetAsync("/needs");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => yusuf.SendAsync(board, "form[data-form=not-this]", press: "Not this one: Groceries")));

        answers.Should().OnlyContain(a => a.StatusCode == HttpStatusCode.Redirect);
        await using var db = Database.Context();
        (await db.NotTheseOnes.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task What_is_hidden_cannot_be_answered_so()
    {
        var (shown, hidden) = (await people.NeedAsync(asker.Id), await people.NeedAsync(asker.Id, "listening"));
        var yusuf = await app.SignInAsync(await people.HelperAsync("Yusuf"));
        var board = await yusuf.GetAsync("/needs");
        var html = board.Html.Replace($"/needs/{shown.Id}?handler=No", $"/needs/{hidden.Id}?handler=No", StringComparison.Ordinal);
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html).Address("https://localhost"));

        var answer = await yusuf.SendAsync(board with { Document = document }, "form[data-form=not-this]", press: "Not this one: Groceries");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        await using var db = Database.Context();
        (await db.NotTheseOnes.CountAsync()).Should().Be(0);
    }

    private static List<string?> Suggested(PageAnswer page) =>
        [.. page.All("section[aria-labelledby=for-you] .ma-card__title a").Select(a => a.GetAttribute("href"))];
}
