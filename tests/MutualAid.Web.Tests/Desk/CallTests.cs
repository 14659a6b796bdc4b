using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

public sealed class CallTests : DatabaseTest
{
    [Fact]
    public async Task A_call_is_logged_from_the_drawer_and_the_next_coordinator_reads_who_is_on_it_and_what_is_due()
    {
        var town = new Neighbourhood(Database, Clock);
        var area = await town.AreaAsync();
        var need = await town.NeedAsync((await town.MemberAsync()).Id, areaId: area.Id);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        var bo = await app.SignInAsync(await town.CoordinatorAsync("Bo"));

        var drawer = await ana.GetAsync($"/desk?area={area.Id}&need={need.Id}");
        var logged = await ana.SubmitAsync(drawer, "form[data-form=call]", new() { ["Input.Call"] = "NoAnswer", ["Input.RingAgain"] = "2026-05-19" });
        logged.Path.Should().StartWith("/desk?").And.Contain($"area={area.Id}", "the filter stays").And.Contain($"need={need.Id}");
        logged.Text.Should().Contain("The call is logged.").And.Contain("You are on this").And.Contain("Ana rang, no answer. To ring again on");

        var seen = await bo.GetAsync($"/desk?need={need.Id}");
        seen.Find("#fit").TextContent.Should().Contain("Ana is on this");
        seen.Find("table").TextContent.Should().Contain("Ana is on this");
        seen.Text.Should().NotContain("To ring again today");

        Clock.Advance(TimeSpan.FromMinutes(15));
        (await bo.GetAsync($"/desk?need={need.Id}")).Text.Should().NotContain("Ana is on this");
        Clock.Advance(TimeSpan.FromDays(1));
        bo = await app.SignInAsync(await town.CoordinatorAsync("Cy"));
        var due = await bo.GetAsync("/desk");
        due.Find("table caption").TextContent.Should().Be("To ring again today");
    }

    [Fact]
    public async Task Whoever_shows_a_number_is_on_it_until_the_mark_frees_itself_and_takes_it_from_nobody()
    {
        var town = new Neighbourhood(Database, Clock);
        var need = await town.NeedAsync((await town.MemberAsync()).Id);
        await town.ContactAsync(need);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        var bo = await app.SignInAsync(await town.CoordinatorAsync("Bo"));
        Dictionary<string, object?> because = new() { ["Input.Reason"] = "To ring about the day" };

        (await ana.SubmitAsync(await ana.GetAsync($"/desk?need={need.Id}"), "form[data-form=reveal]")).Text.Should().NotContain("You are on this", "nothing was shown without a reason");
        var shown = await ana.SubmitAsync(await ana.GetAsync($"/desk?need={need.Id}"), "form[data-form=reveal]", because);
        shown.Text.Should().Contain("07700 900 118").And.Contain("You are on this").And.Contain("Ana was on this");
        (await bo.GetAsync($"/desk?need={need.Id}")).Find("#fit").TextContent.Should().Contain("Ana is on this");

        // Bo may look as well, and reads that Ana is on it; it stays Ana's.
        var second = await bo.SubmitAsync(await bo.GetAsync($"/desk?need={need.Id}"), "form[data-form=reveal]", because);
        second.Text.Should().Contain("07700 900 118").And.Contain("Ana is on this");
        Clock.Advance(TimeSpan.FromMinutes(15));
        (await bo.GetAsync($"/desk?need={need.Id}")).Text.Should().NotContain("Ana is on this");
    }

    [Fact]
    public async Task A_slip_is_answered_with_400_beside_its_field_and_nothing_is_lost()
    {
        var town = new Neighbourhood(Database, Clock);
        var need = await town.NeedAsync((await town.MemberAsync()).Id);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        var drawer = await ana.GetAsync($"/desk?need={need.Id}");
        foreach (var (call, day, field) in new[] { ("", "2026-05-19", "Call"), ("Spoke", "2026-05-01", "RingAgain"), ("Spoke", "soon", "RingAgain"), ("9", "", "Call"), ("Shouted", "", "Call") })
        {
            var page = await ana.SubmitAsync(drawer, "form[data-form=call]", new() { ["Input.Call"] = call, ["Input.RingAgain"] = day });
            page.Status.Should().Be(HttpStatusCode.BadRequest);
            page.Find($"#Input_{field}-error").TextContent.Should().NotBeEmpty();
            page.Find("#Input_RingAgain").GetAttribute("value").Should().Be(day);
            page.All("input[value=Spoke][checked]").Count.Should().Be(call == "Spoke" ? 1 : 0);
        }

        (await ana.GetAsync($"/desk/call/{Guid.NewGuid()}")).Status.Should().Be(HttpStatusCode.NotFound);
    }
}
