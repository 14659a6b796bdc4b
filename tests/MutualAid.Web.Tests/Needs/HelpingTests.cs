using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>The helper's side, over real forms: the board, a need, "I can do this", the plan, how it went, thanks.</summary>
public sealed class HelpingTests : DatabaseTest
{
    private static readonly DateOnly Tuesday = new(2026, 5, 19);

    private Neighbourhood people = null!;
    private Member asker = null!;
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync("Samira");
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task From_the_board_to_thanks_on_real_forms()
    {
        var area = await people.AreaAsync();
        var need = await people.NeedAsync(asker.Id, areaId: area.Id, parts: new NewPart("groceries", "Two bags, third floor", new PartTime(PartWhen.OnDay, Tuesday, new TimeOnly(10, 0), new TimeOnly(11, 0))));
        await people.ContactAsync(need);
        var yusuf = await app.SignInAsync(await people.HelperAsync("Yusuf"));

        var board = await yusuf.GetAsync("/needs");
        board.Status.Should().Be(HttpStatusCode.OK, board.Html);
        board.Find(".ma-why").TextContent.Should().Contain("under 1 km");

        var page = await yusuf.GetAsync($"/needs/{need.Id}");
        page.Text.Should().NotContain("Two bags").And.NotContain("Samira").And.NotContain("Bread and milk");
        var plan = await yusuf.SubmitAsync(page, "form[data-form=take]", new() { ["Input.Hello"] = "Glad to" }, press: "I can do this");
        plan.Path.Should().StartWith("/claims/");
        plan.Text.Should().Contain("Groceries for Samira").And.Contain("Two bags, third floor").And.Contain("Bread and milk").And.NotContain("Weavers Row").And.NotContain("900 118");
        plan.Response.Headers.CacheControl!.NoStore.Should().BeTrue();

        // It is Monday 8.40. The phone is open; the address waits for a visit plan, and then for ten o'clock.
        var phone = await yusuf.SubmitAsync(plan, "form[data-form=reveal]");
        phone.Text.Should().Contain("07700 900 118").And.NotContain("Weavers Row").And.Contain("First say when you come");
        phone.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        var planned = await yusuf.SubmitAsync(await yusuf.GetAsync($"{plan.Path}/visit"), "form[data-form=visit]", new() { ["Input.Leave"] = "At the blue door" });
        planned.Text.Should().Contain("At the blue door").And.Contain("You can open the address from Monday 18 May, 10 am");
        Clock.Advance(TimeSpan.FromHours(2));
        (await yusuf.SubmitAsync(await yusuf.GetAsync(plan.Path), "form[data-form=reveal]")).Text.Should().Contain("14 Weavers Row");

        var report = await yusuf.GetAsync($"{plan.Path}/report");
        var thanks = await yusuf.SubmitAsync(report, "form[data-form=report]", new() { ["Input.Outcome"] = "Done" });
        thanks.Path.Should().Be($"{plan.Path}/thanks");
        var after = await yusuf.SubmitAsync(thanks, "form[data-form=thanks]", new() { ["Input.Words"] = "Thank you for the tea" });
        after.Path.Should().Be(plan.Path);
        after.Text.Should().Contain("Thank you for the tea").And.NotContain("Show address and phone");
        after.All("form[data-form=reveal]").Should().BeEmpty();

        Clock.Advance(NeedVisibility.AfterDone);
        (await yusuf.GetAsync(plan.Path)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_who_press_at_the_same_moment_and_the_slower_one_finds_thanks_and_the_next_need()
    {
        var (need, next) = (await people.NeedAsync(asker.Id), await people.NeedAsync(asker.Id));
        var helpers = new List<(PageClient Client, PageAnswer Page)>();
        for (var i = 0; i < 6; i++)
        {
            var client = await app.SignInAsync(await people.HelperAsync($"Helper {i}"));
            helpers.Add((client, await client.GetAsync($"/needs/{need.Id}")));
        }

        var answers = await Task.WhenAll(helpers.Select(h => Task.Run(() => h.Client.SendAsync(h.Page, "form[data-form=take]", press: "I can do this"))));

        answers.Should().OnlyContain(a => a.StatusCode == HttpStatusCode.Redirect);
        answers.Count(a => a.Headers.Location!.ToString().StartsWith("/claims/", StringComparison.Ordinal)).Should().Be(1);
        answers.Count(a => a.Headers.Location!.ToString() == $"/needs/{need.Id}/taken").Should().Be(5);
        var slower = helpers[Array.FindIndex(answers, a => a.Headers.Location!.ToString().EndsWith("/taken", StringComparison.Ordinal))].Client;
        var kind = await slower.GetAsync($"/needs/{need.Id}/taken");
        kind.Find("h1").TextContent.Should().Be("Someone was a moment faster");
        kind.All($"a[href='/needs/{next.Id}']").Should().NotBeEmpty();
    }

    [Fact]
    public async Task One_part_of_three_is_taken_and_the_page_shows_the_parts_still_open()
    {
        var need = await people.NeedAsync(asker.Id, parts: [new("groceries", null, PartTime.Whenever), new("cooked-meal", null, PartTime.Whenever), new("errand", null, PartTime.Whenever)]);
        var yusuf = await app.SignInAsync(await people.HelperAsync());

        var plan = await yusuf.SubmitAsync(
            await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", new() { ["Input.Parts"] = new[] { need.Parts[0].Id.ToString() } }, press: "I can do this");

        plan.Path.Should().StartWith("/claims/");
        var page = await yusuf.GetAsync($"/needs/{need.Id}");
        page.All("input[name='Input.Parts']").Select(i => i.GetAttribute("value")).Should().Equal(need.Parts[1].Id.ToString(), need.Parts[2].Id.ToString());
        page.Text.Should().Contain("2 of 3 still open").And.Contain("You have this.");
    }

    [Fact]
    public async Task No_part_ticked_and_a_hello_too_long_are_said_beside_the_field_and_the_words_are_kept()
    {
        var need = await people.NeedAsync(asker.Id, parts: [new("groceries", null, PartTime.Whenever), new("errand", null, PartTime.Whenever)]);
        var yusuf = await app.SignInAsync(await people.HelperAsync());
        var hello = new string('a', 301) + "<b>";

        var again = await yusuf.SubmitAsync(await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", new() { ["Input.Hello"] = hello }, press: "I can do this");

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.All(".ma-error").Should().HaveCount(2);
        again.Find("[name='Input.Hello']").GetAttribute("value").Should().Be(hello);
    }

    [Theory]
    [InlineData("Input.Parts", "no part")]
    [InlineData("Input.OperationId", "no id")]
    [InlineData("Input.Hello", "\0\0")]
    public async Task A_form_somebody_bent_is_answered_with_the_page_and_never_an_error(string field, string value)
    {
        var need = await people.NeedAsync(asker.Id);
        var yusuf = await app.SignInAsync(await people.HelperAsync());

        (await yusuf.SubmitAsync(await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", new() { [field] = value }, press: "I can do this"))
            .Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Cannot_make_it_is_two_taps_and_closes_name_and_words_again()
    {
        var need = await people.NeedAsync(asker.Id);
        var yusuf = await app.SignInAsync(await people.HelperAsync());
        var plan = await yusuf.SubmitAsync(await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", press: "I can do this");

        var after = await yusuf.SubmitAsync(await yusuf.GetAsync($"{plan.Path}/release"), "form[data-form=release]");

        after.Path.Should().Be(plan.Path);
        after.Text.Should().Contain("This is over for you").And.NotContain("Samira").And.NotContain("Bread and milk");
        (await yusuf.GetAsync($"/needs/{need.Id}")).All("form[data-form=take]").Should().ContainSingle();
    }

    [Fact]
    public async Task An_unanswered_how_did_it_go_is_asked_again()
    {
        var need = await people.NeedAsync(asker.Id);
        var yusuf = await app.SignInAsync(await people.HelperAsync());
        var plan = await yusuf.SubmitAsync(await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", press: "I can do this");
        var report = await yusuf.GetAsync($"{plan.Path}/report");

        (await yusuf.SubmitAsync(report, "form[data-form=report]")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await yusuf.SubmitAsync(report, "form[data-form=report]", new() { ["Input.Outcome"] = "Brilliant" })).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Not_this_time_leads_back_and_declines_an_invitation()
    {
        var (helper, need) = (await people.HelperAsync(), await people.NeedAsync(asker.Id));
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, Tuesday, Now, Now.AddDays(1)));
        var yusuf = await app.SignInAsync(helper);
        var page = await yusuf.GetAsync($"/needs/{need.Id}");
        page.Text.Should().Contain("You are asked first");

        (await yusuf.SubmitAsync(page, "form[data-form=take]", press: "Not this time")).Path.Should().Be("/needs");

        await using var db = Database.Context();
        (await db.Claims.SingleAsync()).State.Should().Be(ClaimState.Declined);
    }

    [Theory]
    [InlineData("?Kind=flying")]
    [InlineData("?Area=nowhere")]
    [InlineData("?Area=11111111-1111-1111-1111-111111111111")]
    [InlineData("?Urgency=99")]
    [InlineData("?Urgency=soon")]
    [InlineData("?Language=xx%00")]
    [InlineData("?FitsMe=maybe")]
    public async Task A_filter_that_makes_no_sense_is_said_beside_its_field(string query)
    {
        var answer = await (await app.SignInAsync(await people.HelperAsync())).GetAsync("/needs" + query);

        answer.Status.Should().Be(HttpStatusCode.BadRequest, answer.Html);
        answer.All(".ma-error").Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_filter_is_a_form_whose_choices_stay_in_the_address_and_on_the_page()
    {
        await people.NeedAsync(asker.Id, "ride");
        await people.NeedAsync(asker.Id, "groceries");
        var yusuf = await app.SignInAsync(await people.HelperAsync());

        var rides = await yusuf.SubmitAsync(await yusuf.GetAsync("/needs"), "form[data-form=filter]", new() { ["Kind"] = "ride" });

        rides.Path.Should().Contain("Kind=ride");
        rides.All("article").Should().ContainSingle();
        rides.Find("select[name=Kind] option[selected]").GetAttribute("value").Should().Be("ride");
        rides.Find(".ma-switch a[aria-current=page]").GetAttribute("href").Should().Contain("Kind=ride");
    }

    [Fact]
    public async Task Older_needs_are_one_link_away_and_keep_the_filter()
    {
        for (var i = 0; i < NeedQueries.PageSize + 3; i++)
        {
            await people.NeedAsync(asker.Id, "forms");
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var mei = await app.SignInAsync(await people.HelperAsync(kinds: 0));
        var first = await mei.GetAsync("/needs?Kind=forms");
        var second = await mei.GetAsync(first.Find("a[rel=next]").GetAttribute("href")!);

        (first.All("article").Count, second.All("article").Count).Should().Be((NeedQueries.PageSize, 3));
        second.All("a[rel=next]").Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(90)]
    public async Task The_map_works_for_areas_without_borders_for_nine_and_for_ninety(int areas)
    {
        var plain = await people.AreaAsync("No border");
        await people.NeedAsync(asker.Id, areaId: plain.Id);
        for (var i = 0; i < areas; i++)
        {
            var (w, s) = (i % 10 * 0.01, i / 10 * 0.01);
            var border = FormattableString.Invariant($$"""{"type":"MultiPolygon","coordinates":[[[[{{w}},{{s}}],[{{w + 0.01}},{{s}}],[{{w + 0.01}},{{s + 0.01}}],[{{w}},{{s + 0.01}}],[{{w}},{{s}}]]]]}""");
            await people.KeepAsync(Core.Places.Area.Draw($"Area {i}", border, new(500, 500), Now));
        }

        var page = await (await app.SignInAsync(await people.HelperAsync())).GetAsync("/needs?view=map");

        page.Status.Should().Be(HttpStatusCode.OK, page.Html);
        page.All("svg.ma-map a").Should().HaveCount(areas);
        page.All("tbody tr").Should().HaveCount(areas + 1);
        page.Find("tbody tr").TextContent.Should().Contain("No border").And.Contain("1");
        (await (await app.SignInAsync(await people.HelperAsync())).GetAsync($"/needs?view=map&area={plain.Id}")).Find(".ma-agenda").TextContent.Should().Contain("Groceries");
    }

    [Fact]
    public async Task The_map_says_which_area_is_mine_and_how_far_the_others_are()
    {
        const string Square = """{"type":"MultiPolygon","coordinates":[[[[0,0],[0.01,0],[0.01,0.01],[0,0.01],[0,0]]]]}""";
        var home = Core.Places.Area.Draw("Canal Side", Square, new(500, 500), Now);
        await people.KeepAsync(home, Core.Places.Area.Draw("Millgate", Square.Replace("0.01", "0.02", StringComparison.Ordinal), new(1_800, 500), Now));

        var page = await (await app.SignInAsync(await people.HelperAsync(areaId: home.Id))).GetAsync("/needs?view=map");

        page.All("tbody tr").Select(r => r.LastElementChild!.TextContent.Trim()).Should().BeEquivalentTo(["your area", "1 to 2 km"]);
        page.Find("svg.ma-map .you").ParentElement!.TextContent.Should().Contain("Canal Side").And.Contain("(your area)");
        page.All("svg.ma-map .you").Should().ContainSingle();
        (await (await app.SignInAsync(await people.HelperAsync())).GetAsync("/needs?view=map")).Text.Should().NotContain("From you", "somebody who named no area has no distances");
    }

    [Fact]
    public async Task A_hidden_need_and_a_missing_one_are_answered_alike()
    {
        var hidden = await people.NeedAsync(asker.Id, "listening");
        var yusuf = await app.SignInAsync(await people.HelperAsync());
        foreach (var path in new[] { "/needs/{0}", "/needs/{0}/taken", "/claims/{0}", "/claims/{0}/report", "/claims/{0}/release", "/claims/{0}/thanks" })
        {
            var (one, other) = (await yusuf.GetAsync(string.Format(path, hidden.Id)), await yusuf.GetAsync(string.Format(path, Guid.NewGuid())));
            one.Status.Should().Be(HttpStatusCode.NotFound);
            (other.Status, other.Text).Should().Be((one.Status, one.Text));
        }
    }

    [Fact]
    public async Task A_member_who_does_not_help_yet_reads_why_there_is_no_list_and_what_to_do()
    {
        var area = await people.AreaAsync();
        for (var i = 0; i < 5; i++)
        {
            await people.NeedAsync(asker.Id, areaId: area.Id);
        }

        var page = await (await app.SignInAsync(await people.MemberAsync("Ola"))).GetAsync("/needs");

        page.Status.Should().Be(HttpStatusCode.OK, page.Html);
        page.All("article").Should().BeEmpty();
        page.Text.Should().Contain("First we get to know each other").And.Contain("Canal Side: 5 open needs");
    }

    [Fact]
    public async Task A_kind_that_needs_a_check_says_so_and_cannot_be_ticked()
    {
        var need = await people.NeedAsync(asker.Id, "childcare");
        var yusuf = await app.SignInAsync(await people.HelperAsync(vetting: Vetting.Approved));

        (await yusuf.GetAsync("/needs")).Text.Should().Contain("you’d need a check first");
        var page = await yusuf.GetAsync($"/needs/{need.Id}");

        page.All("form[data-form=take]").Should().BeEmpty();
        page.Text.Should().Contain("You’d need a check first");
    }
}
