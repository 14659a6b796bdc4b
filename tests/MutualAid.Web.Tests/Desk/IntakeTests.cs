using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

public sealed class IntakeTests : DatabaseTest
{
    private const string Form = "form[data-form=intake]";
    private const string Phone = "07700 900 118";

    private static Dictionary<string, object?> Answers => new()
    {
        ["Input.Phone"] = Phone,
        ["Input.Name"] = "Beatriz",
        ["Input.Kind"] = "groceries",
        ["Input.Words"] = "Bread and milk for the week",
        ["Input.When"] = "OnDay",
        ["Input.Day"] = "2026-05-20",
        ["Input.Languages"] = "es",
        ["Input.Keep"] = new[] { "NoVoicemail" },
        ["Input.NotToSay"] = "ask for Bea",
        ["Input.Address"] = "14 Weavers Row",
        ["Input.Agree"] = "true",
    };

    [Fact]
    public async Task A_call_ends_with_the_reference_in_big_letters_and_what_to_say_next()
    {
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await new Neighbourhood(Database, Clock).CoordinatorAsync());

        var taken = await ana.SubmitAsync(await ana.GetAsync("/desk/intake"), Form, Answers, "Take it in");

        await using var db = Database.Context();
        var need = await db.Needs.SingleAsync();
        taken.Path.Should().Be($"/desk/intake/{need.Id}");
        taken.Find(".ma-ref").TextContent.Should().Be(string.Join(' ', need.Reference.AsEnumerable()));
        taken.Text.Should().Contain("Read this to them").And.Contain("What to say next").And.NotContain("Beatriz").And.NotContain(Phone);
        var key = taken.Find("#spoken-key").TextContent;
        (await ana.GetAsync(taken.Path)).All("#spoken-key").Should().BeEmpty("the key is shown once");
        var visitor = app.Visitor();
        var door = await visitor.GetAsync("/status");
        (await visitor.SubmitAsync(door, "form[data-form=status-code]", new() { ["Input.Reference"] = need.Reference, ["Input.Key"] = key })).Text.Should().Contain("Bread and milk");
        taken.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Looking_up_keeps_every_word_and_shows_what_the_household_asked_for_two_weeks_ago()
    {
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await new Neighbourhood(Database, Clock).CoordinatorAsync());
        await ana.SubmitAsync(await ana.GetAsync("/desk/intake"), Form, Answers, "Take it in");
        Clock.Advance(TimeSpan.FromDays(14));
        ana = await app.SignInAsync(await new Neighbourhood(Database, Clock).CoordinatorAsync("Bo"));

        var half = new Dictionary<string, object?>
        {
            ["Input.Phone"] = "+44 7700 900118",
            ["Input.Words"] = "A ride\nto the clinic",
            ["Input.Day"] = "2026-06-",
            ["Input.HouseholdSize"] = "many",
            ["Input.Kind"] = "ride",
            ["Input.Keep"] = new[] { "DoNotSayWhy" },
        };
        var page = await ana.SubmitAsync(await ana.GetAsync("/desk/intake"), Form, half, "Have they asked before?");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Text.Should().Contain("This household asked 2 weeks ago: Groceries, still looking.").And.Contain("ask for Bea").And.Contain("Don’t leave voicemail");
        page.All(".ma-error").Should().BeEmpty("nothing is judged before it is sent");
        page.Find("textarea[name='Input.Words']").TextContent.Should().Contain("A ride").And.Contain("to the clinic");
        page.Find("[name='Input.HouseholdSize']").GetAttribute("value").Should().Be("many");
        page.Find("option[value=ride]").HasAttribute("selected").Should().BeTrue();
        page.Find("input[value=DoNotSayWhy]").HasAttribute("checked").Should().BeTrue();

        var posted = await ana.SubmitAsync(page, Form, new()
        {
            ["Input.Household"] = page.Find("#Input_Household").GetAttribute("value"),
            ["Input.Name"] = "Beatriz",
            ["Input.Day"] = null,
            ["Input.HouseholdSize"] = "2",
            ["Input.Agree"] = "true",
        }, "Take it in");
        posted.Path.Should().StartWith("/desk/intake/");
        await using var db = Database.Context();
        (await db.Needs.Select(n => n.AskerId).Distinct().CountAsync()).Should().Be(1);
        (await db.Needs.CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task What_needs_another_look_is_said_beside_each_field_with_400_and_nothing_is_lost()
    {
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await new Neighbourhood(Database, Clock).CoordinatorAsync());

        var page = await ana.SubmitAsync(await ana.GetAsync("/desk/intake"), Form, new(Answers)
        {
            ["Input.Kind"] = "",
            ["Input.Name"] = "",
            ["Input.When"] = "Before",
            ["Input.Day"] = "soon",
            ["Input.HouseholdSize"] = "-3",
            ["Input.Phone"] = "no phone",
            ["Input.Agree"] = null,
        }, "Take it in");

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.All(".ma-field--error .ma-error").Should().HaveCount(5);
        page.Find("#Input_Day-error").TextContent.Should().Contain("2026-05-19");
        page.Find("#Input_HouseholdSize-error").TextContent.Should().Contain("from 1 to 30");
        page.Find("#Input_Agree-error").TextContent.Should().Contain("Ask them");
        page.Find("[name='Input.Day']").GetAttribute("value").Should().Be("soon");
        page.Find("[name='Input.HouseholdSize']").GetAttribute("value").Should().Be("-3");
        page.Find("textarea[name='Input.Words']").TextContent.Should().Contain("Bread and milk");
        page.Find("details").HasAttribute("open").Should().BeTrue("a day that needs another look is not hidden");
        page.All(".ma-summary a").Should().OnlyContain(a => page.All(a.GetAttribute("href")!).Count == 1, "each line leads to its field");
    }

    [Fact]
    public async Task Odd_values_and_odd_signs_are_answered_kindly_and_the_same_form_twice_acts_once()
    {
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await new Neighbourhood(Database, Clock).CoordinatorAsync());
        var page = await ana.GetAsync("/desk/intake");
        foreach (var (field, value) in new (string, object?)[]
        {
            ("Input.When", "Never"), ("Input.Urgency", "9"), ("Input.Area", "nowhere"), ("Input.Languages", "xx"), ("Input.Kind", "a\0b"),
            ("Input.ReachBy", "Pigeon"), ("Input.Words", "a\0b"), ("Input.Name", new string('x', 20_000)), ("Input.Phone", "\0"), ("Input.Day", "9999-99-99"),
        })
        {
            (await ana.SubmitAsync(page, Form, new(Answers) { [field] = value }, "Take it in")).Status.Should().Be(HttpStatusCode.BadRequest, field);
            (await ana.SubmitAsync(page, Form, new(Answers) { [field] = value }, "Have they asked before?")).Status.Should().Be(HttpStatusCode.OK, field);
        }

        var first = await ana.SubmitAsync(page, Form, Answers, "Take it in");
        var second = await ana.SubmitAsync(page, Form, Answers, "Take it in");
        second.Path.Should().Be(first.Path);
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_coordinator_of_one_area_is_offered_that_area_and_told_so_for_any_other()
    {
        var town = new Neighbourhood(Database, Clock);
        var (canal, market) = (await town.AreaAsync("Canal Side"), await town.AreaAsync("Market"));
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync("Ana", canal.Id));
        var page = await ana.GetAsync("/desk/intake");
        page.All("#Input_Area option").Select(o => o.TextContent).Should().Equal("I’m not sure", "Canal Side");

        var refused = await ana.SubmitAsync(page, Form, new(Answers) { ["Input.Area"] = market.Id.ToString() }, "Take it in");
        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Find("#Input_Area-error").TextContent.Should().Contain("not one of your areas");
        (await ana.SubmitAsync(refused, Form, new() { ["Input.Area"] = canal.Id.ToString() }, "Take it in")).Path.Should().StartWith("/desk/intake/");
    }

    [Fact]
    public async Task What_must_not_be_said_stands_before_the_number_for_the_desk_and_for_the_helper()
    {
        var town = new Neighbourhood(Database, Clock);
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        var helper = await town.HelperAsync();
        await ana.SubmitAsync(await ana.GetAsync("/desk/intake"), Form, new(Answers) { ["Input.AccessNeeds"] = "no stairs" }, "Take it in");
        await using var db = Database.Context();
        var need = await db.Needs.SingleAsync();

        var drawer = await ana.GetAsync($"/desk?need={need.Id}");
        drawer.Text.Should().Contain("no stairs");
        drawer.Html.IndexOf("ask for Bea", StringComparison.Ordinal).Should().BePositive().And.BeLessThan(drawer.Html.IndexOf("Show phone and address", StringComparison.Ordinal));
        drawer.Text.Should().NotContain(Phone);

        await town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now));
        var yusuf = await app.SignInAsync(helper);
        var claim = await db.Claims.SingleAsync();
        var page = await yusuf.GetAsync($"/claims/{claim.Id}");
        page.Text.Should().Contain("no stairs");
        page.Html.IndexOf("ask for Bea", StringComparison.Ordinal).Should().BePositive().And.BeLessThan(page.Html.IndexOf("data-form=\"reveal\"", StringComparison.Ordinal));
    }
}
