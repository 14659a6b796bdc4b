using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using MutualAid.Web.Pages.Needs;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

public sealed class PostInputTests(OneApp one) : IClassFixture<OneApp>
{
    private static readonly string[] TimeFields = ["Input.Day", "Input.Start", "Input.When", "Input.Urgency", "Input.Languages"];

    private readonly TestApp app = one.App;

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

    public static TheoryData<string, string> Hidden() => new()
    {
        { "Input.Words", "There is a hidden sign in here" },
        { "Input.Day", "Write the day with year" },
        { "Input.When", "Have another look" },
        { "Input.Languages", "Pick languages from the list" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task A_nul_in_a_form_is_said_beside_its_field_and_every_word_stays(string field, string said)
    {
        var answer = await Asking.WordsAsync(app.Visitor(), (field, "bread\0milk"));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain(said);
        answer.All(".ma-summary a").Should().ContainSingle().Which.GetAttribute("href").Should().Be($"#{field.Replace('.', '_')}");

        // The sign itself is shown as one that people can see and take out.
        answer.Find("textarea[name='Input.Words']").TextContent.TrimStart('\n')
            .Should().Be(field == "Input.Words" ? "bread\ufffdmilk" : "Groceries carried up to the third floor");
        answer.Find("input[name='Input.Start']").GetAttribute("value").Should().Be("10:00");
    }

    [Theory]
    [InlineData("Input.Name")]
    [InlineData("Input.Phone")]
    [InlineData("Input.Address")]
    [InlineData("Input.DoorNote")]
    public async Task A_nul_in_a_way_to_reach_somebody_is_said_beside_it(string field)
    {
        var answer = await Asking.PlaceAsync(app.Visitor(), (field, "07700\0 900 118"));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.All(".ma-error").Should().ContainSingle().Which.TextContent.Should().Contain("There is a hidden sign in here");
        answer.Find($"[name='{field}']").OuterHtml.Should().Contain("07700\ufffd 900 118");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "Input.Email=a%00b%40example.org&Input.Password=%00&Input.Name=%00&Input.Kinds=%00")]
    [InlineData("application/x-www-form-urlencoded", "Input.Email=a\0b@example.org&Input.Password=\0&\0=\0")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Input.Email\"\r\n\r\na\0@example.org\r\n--x--\r\n")]
    [InlineData("text/plain", "\0")]
    public async Task A_form_made_by_hand_is_turned_away_without_breaking(string type, string body)
    {
        foreach (var path in new[] { "/sign-in", "/sign-up", "/needs/post", "/status/x" })
        {
            using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await app.Visitor().Http.PostAsync(new Uri(path, UriKind.Relative), content);
            ((int)answer.StatusCode).Should().BeInRange(400, 499, path);
        }
    }

    [Theory]
    [MemberData(nameof(Naughty.Own), MemberType = typeof(Naughty))]
    public async Task A_naughty_string_in_every_field_is_kept_or_asked_for_again_and_never_breaks_a_page(string naughty) => await TryEverywhereAsync(naughty);

    [SharedDataFact]
    public async Task The_shared_list_of_naughty_strings_breaks_no_page()
    {
        // Each string alone is looked at in the core; here all of them go through the pages, many to a form.
        var client = app.Visitor();
        var place = await Asking.WordsAsync(client);
        var words = await client.GetAsync("/needs/post/words");
        foreach (var text in Naughty.SharedInTexts(300))
        {
            using var sent = await client.SendAsync(words, "form[data-form=ask-words]", Asking.With(Asking.WordsAnswers, ("Input.Words", text)));
            sent.StatusCode.Should().Be(HttpStatusCode.Redirect, text);
            var check = await client.SubmitAsync(place, "form[data-form=ask-place]", Asking.With(
                Asking.PlaceAnswers, ("Input.Name", text.Split('\n')[0]), ("Input.Address", text), ("Input.DoorNote", text)));
            Fine(check, text);
        }
    }

    [SharedDataFact]
    public void Every_string_of_the_list_is_no_day_and_no_time_or_is_read_as_one()
    {
        foreach (var naughty in Naughty.Shared())
        {
            var state = new ModelStateDictionary();
            var input = new WordsInput { Words = naughty, When = WantedWhen.OnDay, Day = naughty, Start = naughty, End = naughty };
            var read = input.Over(new PostNeed(), state, phrase => phrase.ToString());
            (state.ErrorCount > 0 || string.IsNullOrWhiteSpace(naughty) || read.Day is not null || read.Start is not null).Should().BeTrue(naughty);
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
        foreach (var field in TimeFields)
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
