using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

public sealed class PostTests : DatabaseTest
{
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_visitor_asks_on_five_short_pages_and_gets_a_code_and_a_private_link()
    {
        var area = await new Neighbourhood(Database, Clock).AreaAsync("Canal Side");
        var client = app.Visitor();
        var sent = await Asking.SendAsync(client, ("Input.Area", area.Id.ToString()));

        sent.Path.Should().Be("/needs/post/sent");
        sent.Text.Should().Contain("Thank you, Samira").And.Contain("What happens next");
        await using var db = Database.Context();
        var need = await db.Needs.Include(n => n.Parts).SingleAsync();
        (need.KindId, need.AreaId).Should().Be(("groceries", area.Id));
        need.Languages.Should().Equal("ar", "en");
        need.Parts.Single().Time.Should().Be(new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20), new TimeOnly(10, 0), new TimeOnly(11, 30)));
        sent.Find(".ma-ref").TextContent.Should().Be($"{need.Reference[..3]} {need.Reference[3..]}");

        var otherPhone = await app.Visitor().GetAsync(Asking.LinkOf(sent));
        otherPhone.Status.Should().Be(HttpStatusCode.OK);
        otherPhone.Text.Should().Contain("Still looking for someone").And.Contain("Groceries carried up");
        otherPhone.Html.Should().NotContain("900 118").And.NotContain("Weavers Row");
    }

    [Fact]
    public async Task Nothing_is_kept_on_the_server_before_it_is_sent()
    {
        await Asking.PlaceAsync(app.Visitor());

        await using var db = Database.Context();
        (await db.Needs.AnyAsync()).Should().BeFalse();
        (await db.Members.AnyAsync()).Should().BeFalse();
        (await db.Operations.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task The_answers_travel_in_a_locked_cookie_that_ends_with_the_browser()
    {
        var client = app.Visitor(follow: false);
        var answer = await client.SendAsync(await client.GetAsync("/needs/post"), "form[data-form=ask-kind]", Asking.KindAnswers);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ask=", StringComparison.Ordinal));
        cookie.Should().Contain("httponly").And.Contain("samesite=lax").And.NotContain("expires").And.NotContain("max-age").And.NotContain("groceries");
    }

    [Fact]
    public async Task The_check_shows_every_answer_and_who_will_see_it()
    {
        var check = await Asking.PlaceAsync(app.Visitor());

        check.Path.Should().Be("/needs/post/check");
        foreach (var answer in new[] { "Groceries", "Groceries carried up to the third floor", "Arabic, English", "Samira", Asking.Phone, Asking.Address, "the blue bell, twice", "Not sure" })
        {
            check.Text.Should().Contain(answer);
        }

        var rows = check.All(".ma-answers__row");
        rows.Should().HaveCountGreaterThan(9);
        rows.Should().OnlyContain(r => r.QuerySelector(".ma-seen") != null && r.QuerySelector("a[href*='back=check']") != null);
    }

    [Fact]
    public async Task A_change_leads_back_to_the_check_and_nothing_is_typed_twice()
    {
        var client = app.Visitor();
        var check = await Asking.PlaceAsync(client);
        var words = await client.GetAsync(check.Find("a[href='/needs/post/words?back=check']").GetAttribute("href")!);
        words.Find("textarea").TextContent.Trim().Should().Be("Groceries carried up to the third floor");

        var back = await client.SubmitAsync(words, "form[data-form=ask-words]", new() { ["Input.Words"] = "Only bread" });
        back.Path.Should().Be("/needs/post/check");
        back.Text.Should().Contain("Only bread").And.Contain(Asking.Address).And.Contain("Arabic");
    }

    [Fact]
    public async Task Going_back_finds_every_answer_where_it_was()
    {
        var client = app.Visitor();
        await Asking.PlaceAsync(client);

        (await client.GetAsync("/needs/post")).Find("input[value=groceries]").HasAttribute("checked").Should().BeTrue();
        var words = await client.GetAsync("/needs/post/words");
        words.Find("input[value=OnDay]").HasAttribute("checked").Should().BeTrue();
        words.Find("input[type=date][name='Input.Day']").GetAttribute("value").Should().Be("2026-05-20");
        words.All("input[name='Input.Languages'][checked]").Select(i => i.GetAttribute("value")).Should().BeEquivalentTo(["ar", "en"]);
        var place = await client.GetAsync("/needs/post/place");
        place.Find("input[name='Input.Phone']").GetAttribute("value").Should().Be(Asking.Phone);
        place.Find("textarea[name='Input.Address']").TextContent.Trim().Should().Be(Asking.Address);
    }

    [Theory]
    [InlineData("/needs/post/words", "/needs/post")]
    [InlineData("/needs/post/place", "/needs/post")]
    [InlineData("/needs/post/check", "/needs/post")]
    [InlineData("/needs/post/sent", "/needs/post")]
    public async Task A_later_page_opened_first_leads_kindly_to_the_first_one(string opened, string shown) =>
        (await app.Visitor().GetAsync(opened)).Path.Should().Be(shown);

    [Fact]
    public async Task The_check_leads_to_the_page_that_is_missing()
    {
        var client = app.Visitor();
        await Asking.WordsAsync(client);
        (await client.GetAsync("/needs/post/check")).Path.Should().Be("/needs/post/place");
    }

    [Fact]
    public async Task Twenty_presses_at_the_same_moment_post_once_and_all_see_the_same_link()
    {
        var client = app.Visitor();
        var check = await Asking.PlaceAsync(client);
        var presses = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => Task.Run(() => client.SendAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it"))));

        presses.Should().OnlyContain(p => p.Headers.Location!.ToString() == "/needs/post/sent");
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(1);
        var need = await db.Needs.SingleAsync();
        var sent = await client.GetAsync("/needs/post/sent");
        need.StatusKeyHash.Should().Equal(Secrets.Hash(Asking.LinkOf(sent).Split('/')[^1]));

        var late = await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");
        late.Path.Should().Be("/needs/post/sent");
        Asking.LinkOf(late).Should().Be(Asking.LinkOf(sent));
        (await db.Needs.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Without_the_tick_nothing_is_sent_and_the_page_says_why()
    {
        var client = app.Visitor();
        var check = await client.SubmitAsync(await Asking.PlaceAsync(client), "form[data-form=ask-check]", press: "Send it");

        check.Status.Should().Be(HttpStatusCode.BadRequest);
        check.Find(".ma-error").TextContent.Should().Contain("Tick the box");
        await using var db = Database.Context();
        (await db.Needs.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Keep_nothing_and_stop_forgets_every_answer()
    {
        var client = app.Visitor();
        var check = await Asking.PlaceAsync(client);
        var home = await client.SubmitAsync(check, "form[data-form=ask-check]", press: "Keep nothing and stop");

        home.Path.Should().Be("/");
        (await client.GetAsync("/needs/post/place")).Path.Should().Be("/needs/post");
        (await client.GetAsync("/needs/post")).All("input[checked]").Should().BeEmpty();
    }

    [Fact]
    public async Task After_sending_the_answers_are_gone_and_another_need_can_be_asked_for()
    {
        var client = app.Visitor();
        await Asking.SendAsync(client);
        (await client.GetAsync("/needs/post")).All("input[checked]").Should().BeEmpty();
        await Asking.SendAsync(client);

        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_need_that_is_looked_at_first_says_so()
    {
        await using (var db = Database.Context())
        {
            (await db.Networks.SingleAsync()).ReviewGuests(true);
            await db.SaveChangesAsync();
        }

        var client = app.Visitor();
        (await Asking.PlaceAsync(client)).Text.Should().Contain("A coordinator reads it before helpers see it");
        var sent = await Asking.SendAsync(client);
        sent.Text.Should().Contain("A coordinator reads it");
        (await client.GetAsync(Asking.LinkOf(sent))).Text.Should().Contain("A coordinator reads it first");
    }

    [Fact]
    public async Task A_cookie_changed_by_hand_is_a_fresh_start()
    {
        var client = app.Visitor();
        client.Http.DefaultRequestHeaders.Add("Cookie", "ask=chunks-2; askC1=rubbish; askC2=more");
        (await client.GetAsync("/needs/post/check")).Path.Should().Be("/needs/post");
    }

    [Fact]
    public async Task The_pages_leave_no_copy_and_tell_no_other_site()
    {
        var page = await app.Visitor().GetAsync("/needs/post");
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        page.Response.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        page.Find("title").TextContent.Should().StartWith("Community board");
    }
}
