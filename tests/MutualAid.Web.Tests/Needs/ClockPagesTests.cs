using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>What the clock asks, answered on real forms: are you coming, still OK, do you still need it, and ring first.</summary>
public sealed class ClockPagesTests : DatabaseTest
{
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
    public async Task The_day_before_the_helper_says_still_ok_and_the_neighbour_reads_that_they_are_coming()
    {
        var (need, claim, yusuf) = await AgreedAsync(new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20), new TimeOnly(10, 0)));
        await RunAsync(new DateTimeOffset(2026, 5, 19, 8, 0, 0, TimeSpan.Zero));

        (await yusuf.GetAsync("/notices")).All($"a[href='/claims/{claim}']").Select(a => a.TextContent).Should().ContainMatch("*Still OK*");
        (await yusuf.GetAsync("/me")).Text.Should().Contain("Are you coming?");
        var plan = await yusuf.GetAsync($"/claims/{claim}");
        plan.Text.Should().Contain("The day is near. Still OK?");
        var said = await yusuf.SubmitAsync(plan, "form[data-form=coming]");

        said.Text.Should().Contain("Your neighbour knows that you are coming").And.NotContain("Still OK?");
        (await yusuf.GetAsync("/me")).Text.Should().NotContain("Are you coming?");
        (await app.Visitor().GetAsync($"/status/{people.Keys[need.Id]}")).Text.Should().Contain("Yusuf says: I am coming");
        (await (await app.SignInAsync(asker)).GetAsync("/notices")).Text.Should().Contain("your helper says they are coming");
    }

    [Fact]
    public async Task Cant_make_it_on_the_day_before_returns_the_need_at_once_thanks_the_helper_and_tells_the_asker()
    {
        var (need, claim, yusuf) = await AgreedAsync(new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20), new TimeOnly(10, 0)));
        await RunAsync(new DateTimeOffset(2026, 5, 19, 8, 0, 0, TimeSpan.Zero));

        var after = await yusuf.SubmitAsync(await yusuf.GetAsync($"/claims/{claim}"), "form[data-form=cant]");

        after.Text.Should().Contain("Thank you for telling us").And.NotContain("Samira");
        var status = (await app.Visitor().GetAsync($"/status/{people.Keys[need.Id]}")).Text;
        status.Should().Contain("Still looking for someone").And.Contain("Your helper can’t make it this time").And.NotContain("Yusuf");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == need.Id)).Looking.Should().BeTrue();
    }

    [Fact]
    public async Task Somebody_else_and_a_visitor_cannot_say_it_and_a_claim_that_is_over_leads_to_its_page()
    {
        var (need, claim, yusuf) = await AgreedAsync(PartTime.Whenever);
        var plan = await yusuf.GetAsync($"/claims/{claim}/coming");
        var mei = await app.SignInAsync(await people.HelperAsync("Mei"));

        (await mei.GetAsync($"/claims/{claim}/coming")).Status.Should().Be(HttpStatusCode.NotFound);
        (await app.Visitor(follow: false).GetAsync($"/claims/{claim}/coming")).Response.Headers.Location!.OriginalString.Should().Contain("/sign-in");
        await people.ChangeAsync(need.Id, n => n.Release(claim, Now));
        (await yusuf.SubmitAsync(plan, "form[data-form=coming]")).Text.Should().Contain("This has moved on");
        (await yusuf.GetAsync($"/claims/{claim}/coming")).Path.Should().Be($"/claims/{claim}");
    }

    [Fact]
    public async Task Do_you_still_need_this_is_answered_on_the_private_page_and_on_ones_own()
    {
        var (one, two) = (await people.NeedAsync(asker.Id), await people.NeedAsync(asker.Id, "errand"));
        await RunAsync(Now.AddDays(7));
        var samira = await app.SignInAsync(asker);
        (await samira.GetAsync("/me")).All("form[data-form=still]").Should().HaveCount(2);

        var status = await app.Visitor().GetAsync($"/status/{people.Keys[one.Id]}");
        status.Text.Should().Contain("Do you still need this?");
        (await app.Visitor().SubmitAsync(await app.Visitor().GetAsync($"/status/{people.Keys[one.Id]}"), "form[data-form=still]", press: "I still need it")).Status
            .Should().Be(HttpStatusCode.BadRequest, "a form of another browser carries no token");
        var visitor = app.Visitor();
        (await visitor.SubmitAsync(await visitor.GetAsync($"/status/{people.Keys[one.Id]}"), "form[data-form=still]", press: "I still need it"))
            .Text.Should().Contain("You keep your place").And.NotContain("Do you still need this?");
        await samira.SubmitAsync(await samira.GetAsync("/me"), "form[data-form=still]", press: "It’s sorted");

        (await samira.GetAsync("/me")).All("form[data-form=still]").Should().BeEmpty();
        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == one.Id)).StillAsks.Should().Be(0);
        (await db.Needs.SingleAsync(n => n.Id == two.Id)).IsClosed.Should().BeTrue();
    }

    [Fact]
    public async Task A_day_that_passed_says_so_and_another_day_can_be_picked()
    {
        var need = await people.NeedAsync(asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 19), new TimeOnly(10, 0))));
        await RunAsync(Now.AddDays(2));
        var visitor = app.Visitor();

        var status = await visitor.GetAsync($"/status/{people.Keys[need.Id]}");
        status.Find("h1").TextContent.Should().Be("The day has passed");
        status.Find("#still a").GetAttribute("href").Should().EndWith("/change");
        var again = await visitor.SubmitAsync(status, "form[data-form=still]", press: "I still need it");

        again.Find("h1").TextContent.Should().Be("Still looking for someone");
    }

    [Fact]
    public async Task A_coordinator_marks_somebody_to_ring_first_is_asked_to_ring_and_writes_down_what_it_brought()
    {
        var need = await people.NeedAsync(asker.Id);
        var coordinator = await people.CoordinatorAsync();
        var ana = await app.SignInAsync(coordinator);
        (await ana.SubmitAsync(await ana.GetAsync($"/desk?need={need.Id}"), "form[data-form=ring-first]", press: "ring")).Text.Should().Contain("ring Samira before anything closes");
        var start = Now;
        foreach (var days in new[] { 7, 14, 21 })
        {
            await RunAsync(start.AddDays(days));
        }

        ana = await app.SignInAsync(coordinator);
        (await ana.GetAsync("/notices")).Find($"a[href='/desk?need={need.Id}']").TextContent.Should().Contain("please ring");
        var desk = await ana.GetAsync($"/desk?need={need.Id}");
        desk.Text.Should().Contain("Please ring Samira first").And.Contain("by the clock");
        var after = await ana.SubmitAsync(desk, "form[data-form=rang]", press: "I rang: still needed");

        after.Text.Should().Contain("Written down").And.NotContain("Please ring Samira first");
        (await (await app.SignInAsync(asker)).GetAsync($"/status/{need.Id}")).Text.Should().NotContain("ring", "the mark is for coordinators alone");
    }

    private async Task<(Need Need, Guid Claim, PageClient Helper)> AgreedAsync(PartTime time)
    {
        var helper = await people.HelperAsync("Yusuf");
        var need = await people.NeedAsync(asker.Id, parts: new NewPart("groceries", null, time));
        var claim = Guid.Empty;
        await people.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, NetworkClock.WeekOf(new DateOnly(2026, 5, 18)), null, Now);
            claim = taken.Value.Id;
            return taken;
        });
        return (need, claim, await app.SignInAsync(helper));
    }

    private async Task RunAsync(DateTimeOffset at)
    {
        Clock.Set(at);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(at);
    }
}
