using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 6, 7 and 20: what a neighbour answers on her private page, whom she says yes to, and telling how it went.</summary>
public sealed class AnswersJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Still_needed_changed_sorted_and_it_didnt_happen_which_opens_it_at_its_old_place_and_asks_nobody_why(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Samira")).Id);
        var helper = await People.HelperAsync("Yusuf");
        await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, DateOnly.FromDateTime(DateTime.UtcNow), null, DateTimeOffset.UtcNow));
        var page = await OpenAsync(way);
        await page.GotoAsync($"/status/{People.Keys[need.Id]}");
        await LookAsync(page, way);

        await SayAsync(page, "I still need it");
        (await BodyAsync(page)).Should().Contain("You keep your place");
        await SayAsync(page, "Something changed");
        await page.WriteAsync("Words", "Bread and oat milk, please");
        await page.PressAsync("Save the change");
        (await page.WordsAsync()).Should().Contain("oat milk").And.Contain("Yusuf has this");
        await SayAsync(page, "It’s sorted");
        (await BodyAsync(page)).Should().Contain("It is done").And.Contain("with our thanks");
        await LookAsync(page, way);

        await SayAsync(page, "It didn’t happen");
        (await BodyAsync(page)).Should().Contain("It is open again at its old place").And.Contain("Still looking for someone").And.NotContain("Yusuf has this");
        (await page.Locator("main textarea").CountAsync()).Should().Be(0, "nobody is asked why");
        await LookAsync(page, way);
        await using var db = Database.Context();
        var after = await db.Needs.SingleAsync(n => n.Id == need.Id);
        (after.PostedAt - need.PostedAt).Duration().Should().BeLessThan(TimeSpan.FromMilliseconds(1), "it waits where it has always waited");
    }

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_neighbour_reads_who_offers_and_what_they_would_know_says_no_without_a_reason_and_keeps_her_place(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Samira")).Id, choice: HelperChoice.LetMeChoose);
        await People.ContactAsync(need);
        var yusuf = await SignInAsync(await People.HelperAsync("Yusuf"), way);
        await OfferAsync(yusuf, need);
        (await yusuf.ContentAsync()).Should().NotContain("Samira", "she has not said yes");

        var page = await OpenAsync(way);
        await page.GotoAsync($"/status/{People.Keys[need.Id]}");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("Yusuf has offered").And.Contain("A coordinator knows them.")
            .And.Contain("If you say yes, they will see:").And.Contain("your name and what you wrote").And.Contain("your number").And.Contain("No reason needed, and you keep your place.");
        await page.PressAsync("No, thank you");
        (await page.WordsAsync()).Should().Contain("Still looking for someone").And.NotContain("Yusuf");
        await yusuf.GotoAsync("/needs");
        (await yusuf.Locator($"main a[href*='{need.Id}']").CountAsync()).Should().Be(0, "the two are not brought together over this again");

        await OfferAsync(await SignInAsync(await People.HelperAsync("Mei"), way), need);
        await page.ReloadAsync();
        await page.PressAsync("Yes, that’s fine");
        (await page.WordsAsync()).Should().Contain("It is agreed").And.Contain("Mei has this");
        await LookAsync(page, way);
        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == need.Id)).PostedAt.Should().BeCloseTo(need.PostedAt, TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Part_done_on_the_page_of_outcomes_keeps_only_what_is_missing_open(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Samira")).Id);
        var page = await SignInAsync(await People.HelperAsync("Yusuf"), way);
        await OfferAsync(page, need);
        await page.FollowAsync("Tell how it went", "main");
        (await page.WordsAsync()).Should().ContainAll("Done", "Part done", "Nobody home", "Left at the door", "No longer wanted", "It didn’t happen", "Nobody asks why");
        await page.TickAsync("Part done");
        await page.WriteAsync("Missing", "The oat milk");
        await LookAsync(page, way);
        await page.PressAsync("Tell us");
        (await BodyAsync(page)).Should().Contain("What is missing is open again");

        var theirs = await OpenAsync(way);
        await theirs.GotoAsync($"/status/{People.Keys[need.Id]}");
        (await theirs.WordsAsync()).Should().Contain("Part of it is done").And.Contain("The oat milk");
        await LookAsync(theirs, way);
        var mei = await SignInAsync(await People.HelperAsync("Mei"), way);
        await mei.GotoAsync($"/needs/{need.Id}");
        (await mei.Locator("[name='Input.Parts']").CountAsync()).Should().Be(1, "only what is missing is looked for");
        (await mei.WordsAsync()).Should().NotContain("oat milk", "what it is, is for whoever takes it on");
        await OfferAsync(mei, need);
        (await mei.WordsAsync()).Should().Contain("The oat milk");
    }

    private static async Task OfferAsync(IPage page, Need need)
    {
        await page.GotoAsync($"/needs/{need.Id}");
        await page.TickAsync("Groceries");
        await page.PressAsync("I can do this");
    }

    private static async Task SayAsync(IPage page, string words)
    {
        await page.Locator("form[data-form=now]").TickAsync(words);
        await page.PressAsync(page.Locator("form[data-form=now] button"));
    }

    private static Task<string> BodyAsync(IPage page) => page.Locator("body").InnerTextAsync();
}
