using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>Asking for several things and several days, over the real forms. It is Monday 18 May 2026.</summary>
public sealed class PartsPageTests : DatabaseTest
{
    private const string Form = "form[data-form=ask-parts]";

    private static readonly (string, object?)[] Days = [("Input.MoreDays", "true"), ("Input.When", null)];

    private static readonly Dictionary<string, object?> EveryMonday = new()
    {
        ["Input.Days"] = "Again",
        ["Input.First"] = "2026-05-18",
        ["Input.Times"] = "6",
        ["Input.Start"] = "09:00",
    };

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
    public async Task Somebody_with_one_simple_need_never_meets_the_page()
    {
        var client = app.Visitor();
        (await Asking.WordsAsync(client)).Path.Should().Be("/needs/post/place");
        (await client.GetAsync("/needs/post/parts")).Path.Should().Be("/needs/post/place");
        (await app.Visitor().GetAsync("/needs/post/parts")).Path.Should().Be("/needs/post");
    }

    [Fact]
    public async Task A_ride_every_Monday_becomes_six_dated_parts_and_the_check_shows_each()
    {
        var client = app.Visitor();
        var page = await Asking.WordsAsync(client, Days);
        page.Path.Should().Be("/needs/post/parts");
        page.Find("h1").TextContent.Should().Be("On which days?");
        var place = await client.SubmitAsync(page, Form, EveryMonday);
        place.Path.Should().Be("/needs/post/place", place.Text);
        var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.PlaceAnswers);
        check.Text.Should().Contain("Every Monday, 6 times").And.Contain("Monday 18 May, 9 am").And.Contain("Monday 22 June, 9 am").And.NotContain("more than we keep");

        // Another look at the days finds them as they were, and one changed keeps the rest.
        var again = await client.GetAsync("/needs/post/parts?back=check");
        again.Find("[name='Input.Times']").GetAttribute("value").Should().Be("6");
        check = await client.SubmitAsync(again, Form, new() { ["Input.Times"] = "3" });
        check.Path.Should().Be("/needs/post/check");
        check.Text.Should().Contain("Every Monday, 3 times").And.NotContain("22 June");

        await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");
        await using var db = Database.Context();
        var need = await db.Needs.Include(n => n.Parts).SingleAsync();
        need.Repeats.Should().Be("FREQ=WEEKLY;COUNT=3");
        need.Parts.OrderBy(p => p.Position).Select(p => (p.Day, p.Start)).Should().Equal(
            (new DateOnly(2026, 5, 18), new TimeOnly(9, 0)), (new DateOnly(2026, 5, 25), new TimeOnly(9, 0)), (new DateOnly(2026, 6, 1), new TimeOnly(9, 0)));
    }

    [Fact]
    public async Task A_week_may_have_several_days_and_a_slip_loses_none_of_them()
    {
        var client = app.Visitor();
        var page = await Asking.WordsAsync(client, Days);
        page.All("[name='Input.Weekdays']").Select(box => box.GetAttribute("value")).Should().Equal("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
        var slip = await client.SubmitAsync(page, Form, new(EveryMonday) { ["Input.Times"] = "0", ["Input.Weekdays"] = new[] { "Friday", "Monday", "Wednesday" } });
        slip.Status.Should().Be(HttpStatusCode.BadRequest);
        slip.All("[name='Input.Weekdays'][checked]").Should().HaveCount(3);
        var odd = await client.SubmitAsync(page, Form, new(EveryMonday) { ["Input.Weekdays"] = new[] { "9" } });
        odd.Status.Should().Be(HttpStatusCode.BadRequest);
        odd.Find("#Input_Weekdays-error").TextContent.Should().NotBeEmpty();

        var check = await client.SubmitAsync(await client.SubmitAsync(slip, Form, new() { ["Input.Times"] = "5" }), "form[data-form=ask-place]", Asking.PlaceAnswers);
        check.Text.Should().Contain("Every Monday, Wednesday and Friday, 5 times").And.Contain("Wednesday 20 May, 9 am").And.Contain("Wednesday 27 May, 9 am").And.NotContain("29 May");
        (await client.GetAsync("/needs/post/parts?back=check")).All("[name='Input.Weekdays'][checked]").Should().HaveCount(3);
        await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).Repeats.Should().Be("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=5");
    }

    [Fact]
    public async Task Ten_evenings_are_picked_with_more_room_and_nothing_typed_is_lost_on_the_way()
    {
        var client = app.Visitor();
        var page = await Asking.WordsAsync(client, Days);
        page.All("[name^='Input.Dates'][name$='Day']").Should().HaveCount(4);
        page = await client.SubmitAsync(page, Form, new() { ["Input.Days"] = "Picked", ["Input.Dates[0].Day"] = "2026-05-20", ["Input.Dates[2].Day"] = "soon" }, "More days");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.All("[name^='Input.Dates'][name$='Day']").Should().HaveCount(10);
        page.Find("[name='Input.Dates[0].Day']").GetAttribute("value").Should().Be("2026-05-20");
        page.Find("[name='Input.Dates[2].Day']").GetAttribute("value").Should().Be("soon");
        page.All(".ma-error").Should().BeEmpty("nothing is looked at while there is only more room");

        var ten = Enumerable.Range(0, 10).ToDictionary(i => $"Input.Dates[{i}].Day", object? (i) => $"2026-05-{20 + i}");
        var place = await client.SubmitAsync(page, Form, new(ten) { ["Input.Helpers"] = "2" });
        var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.With(Asking.PlaceAnswers, ("Input.CareNote", "No nuts, please")));
        check.All(".ma-answers ol li").Should().HaveCount(10).And.AllSatisfy(li => li.TextContent.Should().Contain("2 helpers"));
        check.Text.Should().Contain("Food or health").And.Contain("No nuts, please");
    }

    [Fact]
    public async Task One_of_the_days_has_other_hours_and_they_are_there_again_after_Back()
    {
        var client = app.Visitor();
        var page = await Asking.WordsAsync(client, Days);
        page = await client.SubmitAsync(page, Form, new()
        {
            ["Input.Days"] = "Picked",
            ["Input.Dates[0].Day"] = "2026-05-20",
            ["Input.Dates[1].Day"] = "2026-05-21",
            ["Input.Dates[1].Start"] = "late",
            ["Input.Start"] = "18:00",
        });
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Find("details[open] [name='Input.Dates[1].Start']").GetAttribute("value").Should().Be("late");
        page.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain("Write the time");

        var place = await client.SubmitAsync(page, Form, new() { ["Input.Dates[1].Start"] = "11:30", ["Input.Dates[1].End"] = "12:15" });
        var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.PlaceAnswers);
        var days = check.All(".ma-answers ol li").Select(li => li.TextContent).ToList();
        days.Should().HaveCount(2);
        days[0].Should().Contain("6 pm");
        days[1].Should().Contain("11.30 am to 12.15 pm");
        var back = await client.GetAsync("/needs/post/parts?back=check");
        back.All("details[open] [name='Input.Dates[1].End']").Should().ContainSingle().Which.GetAttribute("value").Should().Be("12:15");
    }

    [Fact]
    public async Task Three_things_each_have_helpers_and_a_time_of_their_own()
    {
        var client = app.Visitor();
        var page = await Asking.WordsAsync(client, ("Input.MoreThings", "true"));
        page.Find("h1").TextContent.Should().Be("Which things would help?");
        page.Find("[name='Input.Things[0].Kind'] option[selected]").GetAttribute("value").Should().Be("groceries");
        page = await client.SubmitAsync(page, Form, new() { ["Input.Things[0].What"] = "Shop, the list is long" }, "One more thing");
        page.All("fieldset.ma-card").Should().HaveCount(4);
        page.Find("[name='Input.Things[0].What']").GetAttribute("value").Should().Be("Shop, the list is long");
        var place = await client.SubmitAsync(page, Form, new()
        {
            ["Input.Things[1].Kind"] = "cooked-meal",
            ["Input.Things[1].Helpers"] = "2",
            ["Input.Things[1].When"] = "NoHurry",
            ["Input.Things[3].Kind"] = "ride",
            ["Input.Things[3].Start"] = "11:45",
        });
        var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.PlaceAnswers);
        check.Text.Should().Contain("Shop, the list is long: Wednesday 20 May, 10 am to 11.30 am").And.Contain("A meal: No hurry, when someone can, 2 helpers").And.Contain("A ride: Wednesday 20 May, 11.45 am");
        await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");

        await using var db = Database.Context();
        (await db.NeedParts.OrderBy(p => p.Position).Select(p => new { p.KindId, p.HelpersWanted, p.When }).ToListAsync()).Should().BeEquivalentTo(
            [new { KindId = "groceries", HelpersWanted = (short)1, When = PartWhen.OnDay }, new { KindId = "cooked-meal", HelpersWanted = (short)2, When = PartWhen.Whenever }, new { KindId = "ride", HelpersWanted = (short)1, When = PartWhen.OnDay }],
            options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task More_dates_than_are_kept_are_capped_and_the_check_says_so()
    {
        var client = app.Visitor();
        var place = await client.SubmitAsync(await Asking.WordsAsync(client, Days), Form, Asking.With(new(EveryMonday), ("Input.Times", "40")));
        var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.PlaceAnswers);
        check.Text.Should().Contain("Every Monday, 26 times").And.Contain("These are the first 26 dates");
    }

    public static TheoryData<string, string?, string> Bad() => new()
    {
        { "Input.Days", null, "Pick how the days go" },
        { "Input.First", "2026-05-17", "The day has passed" },
        { "Input.First", "next Monday", "Write the day with year" },
        { "Input.Times", "", "A repeat needs an end" },
        { "Input.Times", "0", "Write how many times" },
        { "Input.Times", "many", "Have another look" },
        { "Input.Until", "2026-05-17", "The last day comes before the first" },
        { "Input.Interval", "0", "Write a number from 1 to 12" },
        { "Input.Interval", "99999999999999", "Have another look" },
        { "Input.Helpers", "0", "from 1 to 50" },
        { "Input.Helpers", "51", "from 1 to 50" },
        { "Input.Start", "noon", "Write the time with hours" },
        { "Input.End", "08:00", "The end comes before the start" },
        { "Input.Every", "Fortnight", "Have another look" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(string field, string? typed, string said)
    {
        var client = app.Visitor();
        var answer = await client.SubmitAsync(await Asking.WordsAsync(client, Days), Form, Asking.With(new(EveryMonday), (field, typed)));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-summary a").Should().ContainSingle().Which.GetAttribute("href").Should().Be($"#{field.Replace('.', '_')}");
        answer.Find(".ma-error").TextContent.Should().Contain(said);
        answer.Find("[name='Input.First']").GetAttribute("value").Should().Be(field == "Input.First" ? typed : "2026-05-18");
        (await client.GetAsync("/needs/post/check")).Path.Should().Be("/needs/post/parts", "what is missing comes first");
    }

    [Theory]
    [InlineData("Input.Things[0].Kind", "", "Pick what would help")]
    [InlineData("Input.Things[0].Kind", "magic", "Pick what would help")]
    [InlineData("Input.Things[2].Helpers", "51", "from 1 to 50")]
    [InlineData("Input.Things[2].Day", "2026-05-02", "Pick when it would be good")]
    public async Task A_row_that_needs_another_look_says_so_in_its_place(string field, string typed, string said)
    {
        var client = app.Visitor();
        var answer = await client.SubmitAsync(
            await Asking.WordsAsync(client, ("Input.MoreThings", "true")), Form, Asking.With(new() { ["Input.Things[0].What"] = "Bread", ["Input.Things[2].Kind"] = "ride" }, (field, typed)));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain(field.EndsWith("Day", StringComparison.Ordinal) ? "Pick when it would be good" : said);
        answer.Find("[name='Input.Things[0].What']").GetAttribute("value").Should().Be("Bread");
    }

    [Fact]
    public async Task Changing_the_words_of_dated_parts_leaves_each_date_where_it_is()
    {
        var client = app.Visitor();
        var place = await client.SubmitAsync(await Asking.WordsAsync(client, Days), Form, EveryMonday);
        var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.PlaceAnswers);
        var sent = await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");

        var change = await client.GetAsync($"{Asking.LinkOf(sent)}/change");
        change.All("[name='Input.When']").Should().BeEmpty();
        await client.SubmitAsync(change, "form[data-form=change]", new() { ["Input.Words"] = "To the clinic" });
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).Words.Should().Be("To the clinic");
        (await db.NeedParts.Select(p => p.Day).Distinct().CountAsync()).Should().Be(6);
    }
}
