using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>A ride every Monday at nine, over the real forms: skip one, change one, end the rest. It is Monday 18 May 2026, 8.40.</summary>
public sealed class DatePageTests : DatabaseTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18);

    private Neighbourhood people = null!;
    private Member samira = null!;
    private Member yusuf = null!;
    private Need need = null!;
    private TestApp app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        (samira, yusuf) = (await people.MemberAsync("Samira"), await people.HelperAsync("Yusuf"));
        need = await people.NeedAsync(samira.Id, "ride", parts: [.. Enumerable.Range(0, 6).Select(i => new NewPart("ride", null, new PartTime(PartWhen.OnDay, Monday.AddDays(7 * i), new TimeOnly(9, 0))))]);
        app = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    private string Status => $"/status/{people.Keys[need.Id]}";

    [Fact]
    public async Task By_private_link_one_date_is_skipped_one_changed_and_the_rest_ended()
    {
        await people.ChangeAsync(need.Id, n => n.Take(need.Parts[2].Id, yusuf.Id, Monday, null, Now));
        var client = app.Visitor();
        var status = await client.GetAsync(Status);
        status.Text.Should().Contain("5 of 6 days to come still open");
        status.All($"a[href^='{Status}/dates/']").Should().HaveCount(7);

        var skip = await client.GetAsync($"{Status}/dates/{need.Parts[1].Id}");
        skip.Find("h1").TextContent.Should().Be("Monday 25 May, 9 am");
        skip.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        status = await client.SubmitAsync(skip, "form[data-form=skip]");
        status.Path.Should().Be(Status);
        status.Text.Should().Contain("Skipped. The other dates stay").And.Contain("4 of 5 days to come still open").And.Contain("Done, over or skipped (1)").And.Contain("skipped");

        var change = await client.GetAsync($"{Status}/dates/{need.Parts[2].Id}");
        change.Text.Should().Contain("Yusuf said yes to this");
        change.Find("[name='Input.Day']").GetAttribute("value").Should().Be("2026-06-01");
        status = await client.SubmitAsync(change, "form[data-form=date]", new() { ["Input.Day"] = "2026-06-02", ["Input.Start"] = "14:30" });
        status.Text.Should().Contain("Whoever had the old date is asked first").And.Contain("Tuesday 2 June, 2.30 pm").And.Contain("5 of 5 days to come still open");
        var helper = await app.SignInAsync(yusuf);
        (await helper.GetAsync("/notices")).Text.Should().Contain("A ride: a date has changed. Does the new one suit you?");
        (await helper.GetAsync("/me")).Text.Should().Contain("Tuesday 2 June");

        var end = await client.GetAsync($"{Status}/dates/end");
        end.Text.Should().Contain("5 dates are not wanted any more");
        status = await client.SubmitAsync(end, "form[data-form=end]");
        status.Text.Should().Contain("Ended, with our thanks").And.Contain("It is closed").And.Contain("Done, over or skipped (6)");
        (await client.GetAsync($"{Status}/dates/end")).Path.Should().Be(Status, "nothing is left to end");
    }

    public static TheoryData<string, string?, string> Bad() => new()
    {
        { "Input.Day", "", "Pick a day" },
        { "Input.Day", "2026-05-17", "The day has passed" },
        { "Input.Day", "Whit Monday", "Write the day with year" },
        { "Input.Start", "noon", "Write the time with hours" },
        { "Input.End", "08:00", "The end comes before the start" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_time_that_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(string field, string? typed, string said)
    {
        var client = app.Visitor();
        var page = await client.GetAsync($"{Status}/dates/{need.Parts[1].Id}");
        var answer = await client.SubmitAsync(page, "form[data-form=date]", new() { [field] = typed });
        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain(said);
        answer.Find($"[name='{field}']").GetAttribute("value").Should().Be(typed);
        await using var db = Database.Context();
        (await db.NeedParts.SingleAsync(p => p.Id == need.Parts[1].Id)).Day.Should().Be(Monday.AddDays(7));
    }

    [Fact]
    public async Task A_date_that_has_begun_leads_back_with_a_kind_sentence_whichever_way_it_is_asked()
    {
        var client = app.Visitor();
        var page = await client.GetAsync($"{Status}/dates/{need.Parts[0].Id}");
        Clock.Advance(TimeSpan.FromMinutes(30));
        var late = await client.SubmitAsync(page, "form[data-form=skip]");
        late.Path.Should().Be(Status);
        late.Text.Should().Contain("That date is over. It stays in your history");
        (await client.GetAsync($"{Status}/dates/{need.Parts[0].Id}")).Text.Should().Contain("That date is over");
    }

    [Fact]
    public async Task The_signed_in_neighbour_and_the_coordinator_find_the_same_pages_by_the_needs_id_and_nobody_else_does()
    {
        var one = $"/status/{need.Id}/dates/{need.Parts[1].Id}";
        var (mine, ana) = (await app.SignInAsync(samira), await app.SignInAsync(await people.CoordinatorAsync()));
        (await mine.SubmitAsync(await mine.GetAsync(one), "form[data-form=skip]")).Path.Should().Be($"/status/{need.Id}");

        var page = await ana.GetAsync($"/needs/{need.Id}");
        page.Text.Should().Contain("Change or skip a date");
        var back = await ana.SubmitAsync(await ana.GetAsync($"/status/{need.Id}/dates/{need.Parts[2].Id}"), "form[data-form=skip]");
        back.Path.Should().Be($"/needs/{need.Id}");
        back.Text.Should().Contain("skipped");
        (await mine.GetAsync("/notices")).Text.Should().Contain("your coordinator changed your dates");

        foreach (var stranger in new[] { app.Visitor(), await app.SignInAsync(yusuf) })
        {
            (await stranger.GetAsync(one)).Status.Should().Be(HttpStatusCode.NotFound);
            (await stranger.GetAsync($"/status/{need.Id}/dates/end")).Status.Should().Be(HttpStatusCode.NotFound);
        }
    }
}
