using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Visits;

/// <summary>A visit over real forms: the plan, the neighbour's say, company, the two buttons of the day, and the desk.</summary>
public sealed class VisitPageTests : DatabaseTest
{
    private static readonly DateTimeOffset Starts = new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, object?> WednesdayTen = new()
    {
        ["Input.Day"] = "2026-05-20",
        ["Input.From"] = "10:00",
        ["Input.Until"] = "11:00",
        ["Input.Leave"] = "On the step",
    };

    private Neighbourhood people = null!;
    private Member asker = null!;
    private Member helper = null!;
    private Need need = null!;
    private string claim = "";
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync("Samira");
        helper = await people.HelperAsync("Yusuf");
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_first_walk_from_plan_to_company_to_the_door_and_back()
    {
        var yusuf = await AgreedAsync("walk");
        var page = await yusuf.GetAsync(claim);
        page.Text.Should().Contain("First say when you come").And.Contain("somebody comes along").And.NotContain("Weavers Row");
        page = await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", WednesdayTen);
        page.Text.Should().Contain("Wednesday 20 May, 10 am to 11 am").And.Contain("On the step").And.Contain("The address waits until somebody has said yes");

        // Samira sees it, and would rather come later.
        var status = $"/status/{people.Keys[need.Id]}";
        var theirs = app.Visitor();
        var seen = await theirs.GetAsync(status);
        seen.Text.Should().Contain("Wednesday 20 May, 10 am to 11 am").And.Contain("On the step");
        var moved = await theirs.SubmitAsync(await theirs.GetAsync(seen.Find("a[href*='/visit/']").GetAttribute("href")!), "form[data-form=another-time]");
        moved.Path.Should().Be(status);
        moved.Text.Should().Contain("You asked for another time");
        (await yusuf.GetAsync(claim)).Text.Should().Contain("Samira asks for another time, please");
        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", new(WednesdayTen) { ["Input.From"] = "10:30" });

        // Bea comes along; she learns what and when, never where.
        var bea = await people.HelperAsync("Bea");
        var (email, hers) = (await app.MakeAccountAsync(bea), await app.SignInAsync(bea));
        page = await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/company/partner"), "form[data-form=company]", new() { ["Input.Email"] = email });
        page.Text.Should().Contain("You asked somebody to come along. No answer yet").And.NotContain("Bea");
        var asked = await hers.GetAsync(claim.Replace("/claims/", "/visits/", StringComparison.Ordinal));
        asked.Text.Should().Contain("With Yusuf, from 10.30 am to 11 am").And.NotContain("Samira").And.NotContain("Weavers");
        (await hers.GetAsync("/me")).Text.Should().Contain("With Yusuf").And.Contain("waits for your answer");
        await hers.SubmitAsync(asked, "form[data-form=company]", press: "Yes, I come along");

        Clock.Set(Starts.AddMinutes(30).AddHours(-24).AddSeconds(-1));
        (await yusuf.GetAsync(claim)).Text.Should().Contain("Bea comes along").And.Contain("You can open the address from Tuesday 19 May, 10.30 am");
        Clock.Set(Starts);
        page = await yusuf.SubmitAsync(await yusuf.GetAsync(claim), "form[data-form=reveal]");
        page.Text.Should().Contain("14 Weavers Row");
        (await theirs.GetAsync(status)).Text.Should().Contain("Bea comes along");

        page = await yusuf.SubmitAsync(await yusuf.GetAsync(claim), "form[data-form=arrive]");
        page.Text.Should().Contain("You are there since");
        page = await yusuf.SubmitAsync(page, "form[data-form=leave]");
        page.Path.Should().Be($"{claim}/report");
        (await yusuf.GetAsync(claim)).Text.Should().Contain("This visit is over").And.NotContain("Weavers");
    }

    [Fact]
    public async Task What_cannot_be_planned_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        var yusuf = await AgreedAsync("groceries");
        var wrong = await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", new() { ["Input.Day"] = "2026-05-17", ["Input.From"] = "nine", ["Input.Leave"] = "On the step" });
        wrong.Status.Should().Be(HttpStatusCode.BadRequest);
        wrong.Find("[name='Input.Leave']").GetAttribute("value").Should().Be("On the step");
        var late = await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", new(WednesdayTen) { ["Input.Day"] = "2026-05-17" });
        late.Status.Should().Be(HttpStatusCode.BadRequest);
        late.Text.Should().Contain("The day has passed");
        (await yusuf.GetAsync($"{claim}/company/partner")).Path.Should().Be(claim, "there is no plan to come along to");
    }

    [Fact]
    public async Task A_buddy_reads_a_name_and_times_and_hears_first_and_a_stranger_finds_nothing()
    {
        var yusuf = await AgreedAsync("groceries");
        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", WednesdayTen);
        var mei = await people.MemberAsync("Mei");
        var (email, hers) = (await app.MakeAccountAsync(mei), await app.SignInAsync(mei));
        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/company/buddy"), "form[data-form=company]", new() { ["Input.Email"] = email });
        var visit = claim.Replace("/claims/", "/visits/", StringComparison.Ordinal);
        await hers.SubmitAsync(await hers.GetAsync(visit), "form[data-form=company]", press: "Yes, I look out");

        var page = await hers.GetAsync(visit);
        page.Text.Should().Contain("Yusuf is out from 10 am to 11 am").And.NotContain("Groceries").And.NotContain("Samira").And.NotContain("Weavers").And.NotContain("On the step");
        (await (await app.SignInAsync(await people.MemberAsync("Deniz"))).GetAsync(visit)).Status.Should().Be(HttpStatusCode.NotFound);
        await TickAsync(Starts.AddMinutes(90));
        (await hers.GetAsync("/notices")).Text.Should().Contain("should be back by now").And.NotContain("Groceries");
        (await hers.GetAsync(visit)).Text.Should().Contain("Nobody has heard that Yusuf is back");
    }

    [Fact]
    public async Task The_desk_shows_first_who_is_not_back_with_ring_them_and_they_are_safe()
    {
        await using (var db = Database.Context())
        {
            new AddressBook(db, TestKeys.Ring(), new NetworkQueries(db), Clock).Write(helper.Id, null, "07700 900 555", null, null, Now);
            await db.SaveChangesAsync();
        }

        var yusuf = await AgreedAsync("groceries");
        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", WednesdayTen);
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        (await ana.GetAsync("/desk")).Text.Should().NotContain("Nobody has heard");
        (await ana.GetAsync("/desk/visits")).Text.Should().Contain("Everybody is back");

        await TickAsync(Starts.AddHours(2));
        (await ana.GetAsync("/desk")).Text.Should().Contain("Nobody has heard that these visits are over").And.Contain("Yusuf, Groceries");
        var desk = await ana.GetAsync("/desk/visits");
        var ring = await ana.GetAsync(desk.Find("a[href^='/desk/visits/']").GetAttribute("href")!);
        ring.Text.Should().NotContain("900 555");
        (await ana.SubmitAsync(ring, "form[data-form=ring]", press: "Show Yusuf’s number")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await ana.SubmitAsync(ring, "form[data-form=ring]", new() { ["Input.Reason"] = "Should be back" }, press: "Show Yusuf’s number")).Text.Should().Contain("07700 900 555");

        var safe = await ana.SubmitAsync(await ana.GetAsync("/desk/visits"), "form[data-form=safe]");
        safe.Text.Should().Contain("The alarm is over").And.Contain("Everybody is back");
        (await ana.GetAsync("/desk")).Text.Should().NotContain("Nobody has heard");
    }

    [Fact]
    public async Task A_coordinator_lets_one_person_go_with_a_reason()
    {
        var yusuf = await AgreedAsync("walk");
        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", WednesdayTen);
        var ana = await app.SignInAsync(await people.CoordinatorAsync());

        var again = await ana.SubmitAsync(await ana.GetAsync("/desk/visits"), "form[data-form=waive]");
        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Text.Should().Contain("Write in a few words why one person is enough");
        await ana.SubmitAsync(again, "form[data-form=waive]", new() { ["Input.Reason"] = "They met at the garden" });

        Clock.Set(Starts);
        (await yusuf.GetAsync(claim)).Text.Should().Contain("you can go alone this time").And.Contain("They met at the garden");
    }

    [Fact]
    public async Task Resting_stops_proposals_and_offers_what_is_held_for_hand_over_one_by_one()
    {
        var yusuf = await AgreedAsync("groceries");
        var later = await people.NeedAsync(asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 7, 1))));
        await people.ChangeAsync(later.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 6, 29), null, Now));
        await people.NeedAsync(asker.Id, "errand");
        (await yusuf.GetAsync("/needs")).Text.Should().Contain("Why you");

        var page = await yusuf.SubmitAsync(await yusuf.GetAsync("/me"), "form[data-form=rest]", new() { ["Input.RestUntil"] = "2026-06-01" });
        page.Path.Should().Be("/me/resting");
        page.All("main li.ma-card").Should().HaveCount(1, "what is for after the rest is no question");
        var straight = page.Find("main li.ma-card a.ma-button");
        straight.TextContent.Should().StartWith("Hand it over");
        (await yusuf.GetAsync(straight.GetAttribute("href")!)).Find("h1").TextContent.Should().Be("Who could take it over?");
        (await yusuf.GetAsync("/needs")).Text.Should().NotContain("Why you");

        (await yusuf.GetAsync(page.Find("a[href*='kept=']").GetAttribute("href")!)).Path.Should().Be("/me", "everything is kept");
        (await yusuf.GetAsync("/me")).Text.Should().Contain("What I still hold");
    }

    [Fact]
    public async Task My_page_says_when_the_visit_is_and_not_only_what_was_asked_for()
    {
        var yusuf = await AgreedAsync("groceries");
        (await yusuf.GetAsync("/me")).Find(".ma-agenda").TextContent.Should().Contain("agreed").And.NotContain("10 am");

        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", WednesdayTen);
        (await yusuf.GetAsync("/me")).Find(".ma-agenda").TextContent.Should().Contain("10 am to 11 am").And.Contain("visit planned").And.Contain("20");

        // The neighbour would rather have another time: then there is no plan until there is a new one.
        await using (var db = Database.Context())
        {
            await db.Visits.ExecuteUpdateAsync(v => v.SetProperty(x => x.AnotherTimeAt, Now));
        }

        (await yusuf.GetAsync("/me")).Find(".ma-agenda").TextContent.Should().NotContain("10 am to 11 am");
    }

    [Fact]
    public async Task What_not_to_say_is_read_before_a_number_wherever_a_number_can_be_shown()
    {
        var yusuf = await AgreedAsync("groceries");
        await using (var db = Database.Context())
        {
            await db.Needs.ExecuteUpdateAsync(n => n.SetProperty(x => x.NotToSay, "Not to the son"));
        }

        await yusuf.SubmitAsync(await yusuf.GetAsync($"{claim}/visit"), "form[data-form=visit]", WednesdayTen);
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        var desk = claim.Replace("/claims/", "/desk/visits/", StringComparison.Ordinal);
        foreach (var (client, path) in new[] { (yusuf, claim), (ana, desk), (ana, $"/desk?need={need.Id}"), (ana, $"/desk/call/{need.Id}") })
        {
            var page = await client.GetAsync(path);
            page.Text.Should().Contain("Before you ring").And.Contain("Not to the son", path);
        }

        var shown = await ana.SubmitAsync(await ana.GetAsync(desk), "form[data-form=ring]", new() { ["Input.Reason"] = "Is all well?" }, press: "Show the neighbour’s number");
        shown.Html.IndexOf("Not to the son", StringComparison.Ordinal).Should().BePositive().And.BeLessThan(shown.Html.IndexOf("07700 900 118", StringComparison.Ordinal));
    }

    private async Task<PageClient> AgreedAsync(string kind)
    {
        need = await people.NeedAsync(asker.Id, kind);
        await people.ContactAsync(need);
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now));
        await using var db = Database.Context();
        claim = $"/claims/{await db.Claims.Where(c => c.NeedId == need.Id).Select(c => c.Id).SingleAsync()}";
        return await app.SignInAsync(helper);
    }

    private async Task TickAsync(DateTimeOffset at)
    {
        Clock.Set(at);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(at);
    }
}
