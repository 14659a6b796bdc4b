using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

public sealed class PostInputTests : DatabaseTest
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

    [Theory]
    [InlineData(null)]
    [InlineData("no-such-kind")]
    public async Task A_kind_that_is_none_is_asked_for_again(string? kind)
    {
        var client = app.Visitor();
        var answer = await client.SubmitAsync(await client.GetAsync("/needs/post"), "form[data-form=ask-kind]", new() { ["Input.Kind"] = kind });

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Find(".ma-error").TextContent.Should().Contain("Pick what would help");
    }

    public static TheoryData<string, string?, string> WrongWords() => new()
    {
        { "Input.Words", "", "Write a few words" },
        { "Input.Words", new string('a', 1_000_000), "There is room for 400" },
        { "Input.When", null, "Pick when it would be good" },
        { "Input.When", "42", "Have another look" },
        { "Input.When", "someday", "Have another look" },
        { "Input.Day", "2026-05-02", "The day has passed" },
        { "Input.Day", "19th of May", "Write the day with year" },
        { "Input.Day", "2026-02-30", "Write the day with year" },
        { "Input.Day", "", "Pick a day" },
        { "Input.Start", "noon", "Write the time with hours" },
        { "Input.End", "09:00", "The end comes before the start" },
        { "Input.Languages", "klingon", "Pick languages from the list" },
        { "Input.Urgency", "9", "Have another look" },
    };

    [Theory]
    [MemberData(nameof(WrongWords))]
    public async Task Wrong_words_and_times_are_said_beside_the_field_and_the_words_stay(string field, string? typed, string said)
    {
        var answer = await Asking.WordsAsync(app.Visitor(), (field, typed));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain(said);
        answer.All(".ma-summary a").Should().ContainSingle().Which.GetAttribute("href").Should().Be($"#{field.Replace('.', '_')}");
        answer.Find("textarea[name='Input.Words']").TextContent.TrimStart('\n')
            .Should().Be(field == "Input.Words" ? typed : "Groceries carried up to the third floor");
    }

    public static TheoryData<string, string?, string> WrongPlaces() => new()
    {
        { "Input.Name", "", "Write a name we can call you by" },
        { "Input.Name", new string('n', 1_000_000), "There is room for 60" },
        { "Input.ReachBy", null, "Pick a safe way to reach you" },
        { "Input.ReachBy", "Email", "We have no e-mail address of yours" },
        { "Input.ReachBy", "99", "Have another look" },
        { "Input.Phone", "", "Write the number we may use" },
        { "Input.Phone", "ring me", "Write the number with its digits" },
        { "Input.Address", new string('x', 1_000_000), "There is room for 300" },
        { "Input.DoorNote", new string('x', 301), "There is room for 300" },
        { "Input.Choice", "7", "Have another look" },
    };

    [Theory]
    [MemberData(nameof(WrongPlaces))]
    public async Task Wrong_ways_to_reach_somebody_are_said_beside_the_field(string field, string? typed, string said)
    {
        var answer = await Asking.PlaceAsync(app.Visitor(), (field, typed));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain(said);
    }

    [Theory]
    [InlineData("1b671a64-40d5-491e-99b0-da01ff1f3341")]
    [InlineData("Canal Side")]
    public async Task An_area_that_is_not_in_the_list_is_asked_for_again(string area)
    {
        // The select holds only real areas, so this is posted as a changed page would.
        var client = app.Visitor();
        var answer = await client.SubmitAsync(await Asking.WordsAsync(client), "form[data-form=ask-place]", Asking.With(Asking.PlaceAnswers, ("Input.Area", area)));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Find(".ma-error").TextContent.Should().Contain("Pick an area from the list");
        answer.Find("textarea[name='Input.Address']").TextContent.Trim().Should().Be(Asking.Address);
    }

    [Theory]
    [InlineData("Input.Words")]
    [InlineData("Input.Day")]
    [InlineData("Input.Languages")]
    public async Task A_form_with_a_nul_in_it_is_turned_away_kindly_and_what_was_kept_stays(string field)
    {
        // The framework reads no field of such a form, so nothing can be said beside one.
        var client = app.Visitor();
        (await Asking.WordsAsync(client, (field, "a\0b"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await client.GetAsync("/needs/post")).Find("input[value=groceries]").HasAttribute("checked").Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Naughty.Own), MemberType = typeof(Naughty))]
    public async Task A_naughty_string_in_every_field_is_kept_or_asked_for_again_and_never_breaks_a_page(string naughty) => await TryEverywhereAsync(naughty);

    [SharedDataFact]
    public async Task The_shared_list_of_naughty_strings_breaks_no_page()
    {
        foreach (var naughty in Naughty.Shared())
        {
            await TryEverywhereAsync(naughty);
        }
    }

    private async Task TryEverywhereAsync(string naughty)
    {
        var client = app.Visitor();
        var words = await Asking.WordsAsync(client, ("Input.Words", naughty));
        Fine(words, naughty);
        if (words.Status != HttpStatusCode.OK)
        {
            words = await client.SubmitAsync(words, "form[data-form=ask-words]", new() { ["Input.Words"] = "Bread" });
        }

        var place = await client.SubmitAsync(words, "form[data-form=ask-place]", Asking.With(
            Asking.PlaceAnswers, ("Input.Name", naughty), ("Input.Address", naughty), ("Input.DoorNote", naughty), ("Input.Phone", naughty), ("Input.ReachBy", "Nobody")));
        Fine(place, naughty);
        foreach (var field in new[] { "Input.Day", "Input.Start", "Input.When", "Input.Urgency", "Input.Languages" })
        {
            Fine(await Asking.WordsAsync(client, (field, naughty)), naughty);
        }

        var check = await Asking.PlaceAsync(client, ("Input.Name", naughty), ("Input.Address", naughty), ("Input.DoorNote", naughty));
        Fine(check, naughty);
        if (check.Path == "/needs/post/check")
        {
            var sent = await client.SubmitAsync(check, "form[data-form=ask-check]", new() { ["Input.Agree"] = "true" }, "Send it");
            Fine(sent, naughty);
            Fine(await client.GetAsync(Asking.LinkOf(sent)), naughty);
        }
    }

    private static void Fine(PageAnswer answer, string naughty)
    {
        answer.Status.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], $"{naughty} on {answer.Path}: {answer.Text}");
        answer.All("script:not([src])").Should().BeEmpty();
        answer.All("img").Should().BeEmpty();
    }
}
