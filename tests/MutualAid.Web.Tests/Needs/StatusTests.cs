using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

public sealed class StatusTests : DatabaseTest
{
    private TestApp app = null!;
    private Neighbourhood town = null!;
    private Member asker = null!;
    private Member yusuf = null!;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        town = new Neighbourhood(Database, Clock);
        asker = await town.MemberAsync("Samira");
        yusuf = await town.HelperAsync("Yusuf", languages: ["ar", "en"]);
        need = await town.NeedAsync(asker.Id, choice: HelperChoice.LetMeChoose);
        await town.ContactAsync(need);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    private string Path => $"/status/{town.Keys[need.Id]}";

    [Fact]
    public async Task The_link_alone_opens_the_page_and_it_shows_where_the_need_stands()
    {
        var page = await app.Visitor().GetAsync(Path);

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Text.Should().Contain("Still looking for someone").And.Contain("Bread and milk, please").And.Contain("Too few people have asked")
            .And.Contain("Nobody has looked at your address or number");
        page.Find("title").TextContent.Should().StartWith("Community board");
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        page.Html.Should().NotContain("900 118").And.NotContain("Weavers");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/change")]
    [InlineData("/erase")]
    public async Task Any_other_key_and_the_needs_id_find_nothing(string rest)
    {
        foreach (var key in new[] { Secrets.NewKey(), need.Id.ToString(), need.Reference, "%F0%9F%98%80" })
        {
            var page = await app.Visitor().GetAsync($"/status/{key}{rest}");
            page.Status.Should().Be(HttpStatusCode.NotFound, key);
            page.Text.Should().NotContain("Bread and milk").And.NotContain("Samira");
        }
    }

    [Fact]
    public async Task An_offer_shows_who_it_is_and_yes_agrees_it()
    {
        await OfferAsync("Happy to, around ten?");
        var client = app.Visitor();
        var page = await client.GetAsync(Path);
        page.Text.Should().Contain("Yusuf has offered").And.Contain("A coordinator knows them").And.Contain("Speaks Arabic, English").And.Contain("around ten?");

        var agreed = await client.SubmitAsync(page, "form[data-form=offer]", press: "yes");
        agreed.Path.Should().Be(Path);
        agreed.Text.Should().Contain("You said yes").And.Contain("Yusuf has this");
        (await StateAsync()).Should().Be(NeedState.Agreed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_keeps_the_place_and_never_again_is_kept_quietly(bool neverAgain)
    {
        await OfferAsync();
        var client = app.Visitor();
        var fill = neverAgain ? new Dictionary<string, object?> { ["neverAgain"] = "true" } : [];
        var said = await client.SubmitAsync(await client.GetAsync(Path), "form[data-form=offer]", fill, "no");

        said.Text.Should().Contain("You keep your place").And.NotContain("Yusuf");
        await using var db = Database.Context();
        (await db.Blocks.CountAsync(b => b.MemberId == asker.Id && b.OtherId == yusuf.Id)).Should().Be(neverAgain ? 1 : 0);
    }

    [Fact]
    public async Task Pressing_yes_on_a_page_that_has_moved_on_is_told_kindly()
    {
        var claim = await OfferAsync();
        var client = app.Visitor();
        var page = await client.GetAsync(Path);
        await town.ChangeAsync(need.Id, n => n.Release(claim, Now));

        var late = await client.SubmitAsync(page, "form[data-form=offer]", press: "yes");
        late.Status.Should().Be(HttpStatusCode.OK);
        late.Text.Should().Contain("This has moved on").And.Contain("Still looking");
    }

    [Fact]
    public async Task The_four_honest_answers()
    {
        var client = app.Visitor();
        (await SayAsync(client, "still")).Text.Should().Contain("You keep your place");

        var change = await SayAsync(client, "changed");
        change.Path.Should().Be($"{Path}/change");
        var changed = await client.SubmitAsync(change, "form[data-form=change]", new() { ["Input.Words"] = "Only bread", ["Input.When"] = "Before", ["Input.BeforeDay"] = "2026-05-22" });
        changed.Path.Should().Be(Path);
        changed.Text.Should().Contain("Only bread").And.Contain("Any time up to Friday 22 May");

        (await SayAsync(client, "sorted")).Text.Should().Contain("It is closed");
        var again = await SayAsync(client, "didnt");
        again.Text.Should().Contain("open again at its old place").And.Contain("Still looking");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).PostedAt.Should().Be(need.PostedAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("whatever")]
    public async Task Telling_us_nothing_asks_again(string? now)
    {
        var client = app.Visitor();
        var page = await SayAsync(client, now);
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Find(".ma-error").TextContent.Should().Contain("Pick what comes nearest");
        page.Text.Should().Contain("Bread and milk");
    }

    [Fact]
    public async Task A_change_that_cannot_be_kept_keeps_the_words()
    {
        var client = app.Visitor();
        var page = await client.SubmitAsync(
            await client.GetAsync($"{Path}/change"), "form[data-form=change]", new() { ["Input.Words"] = "Only bread", ["Input.When"] = "OnDay", ["Input.Day"] = "2026-05-02" });

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Find(".ma-error").TextContent.Should().Contain("The day has passed");
        page.Find("textarea").TextContent.Trim().Should().Be("Only bread");
    }

    [Fact]
    public async Task Erasing_asks_once_more_and_then_everything_is_gone()
    {
        var client = app.Visitor();
        var ask = await client.GetAsync((await client.GetAsync(Path)).Find("a[href$='/erase']").GetAttribute("href")!);
        ask.Text.Should().Contain("can’t be taken back");
        (await StateAsync()).Should().Be(NeedState.Open, "asking erases nothing");

        var gone = await client.SubmitAsync(ask, "form[data-form=erase]");
        gone.Text.Should().Contain("are erased").And.NotContain("Bread and milk");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).Words.Should().BeNull();
        (await client.GetAsync($"{Path}/change")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_looked_at_the_details_is_named()
    {
        await town.KeepAsync(AccessEntry.Of(yusuf.Id, asker.Id, need.Id, null, SeenFacts.PhoneAndAddress, "agreed helper", Now));
        (await app.Visitor().GetAsync(Path)).Text.Should().Contain("Yusuf looked at your number and address, Monday 18 May, 8.40 am");
    }

    [Fact]
    public async Task Thanks_reach_the_helper_once_however_often_they_are_sent()
    {
        var claim = await OfferAsync();
        await town.ChangeAsync(need.Id, n => n.Accept(claim, Now));
        await town.ChangeAsync(need.Id, n => n.Report(claim, Outcome.Done, fromHelper: true, Now));
        var client = app.Visitor();
        var form = await client.GetAsync((await client.GetAsync(Path)).Find("a[href*='/thanks/']").GetAttribute("href")!);

        (await client.SubmitAsync(form, "form[data-form=thanks]")).Status.Should().Be(HttpStatusCode.BadRequest);
        var fill = new Dictionary<string, object?> { ["Input.Words"] = "The bread was still warm." };
        await client.SubmitAsync(form, "form[data-form=thanks]", fill);
        var page = await client.SubmitAsync(form, "form[data-form=thanks]", fill);

        page.Text.Should().Contain("Your thanks have reached Yusuf");
        await using var db = Database.Context();
        (await db.Thanks.SingleAsync()).Words.Should().Be("The bread was still warm.");
    }

    [Fact]
    public async Task The_page_is_right_to_left_for_who_reads_that_way()
    {
        await OfferAsync();
        var client = app.Visitor();
        client.Http.DefaultRequestHeaders.Add("Cookie", "language=qps-plocm");
        var page = await client.GetAsync(Path);
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Find("html").GetAttribute("dir").Should().Be("rtl");
        page.Find("bdi[dir=ltr]").TextContent.Should().Be($"{need.Reference[..3]} {need.Reference[3..]}");
        page.All(".ma-words").Should().OnlyContain(e => e.GetAttribute("dir") == "auto");
    }

    private async Task<PageAnswer> SayAsync(PageClient client, string? now) =>
        await client.SubmitAsync(await client.GetAsync(Path), "form[data-form=now]", new() { ["Now"] = now });

    private async Task<Guid> OfferAsync(string? hello = null)
    {
        Guid id = default;
        await town.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), hello, Now);
            id = taken.Value.Id;
            return taken;
        });
        return id;
    }

    private async Task<NeedState> StateAsync()
    {
        await using var db = Database.Context();
        return (await db.Needs.SingleAsync()).State;
    }
}
