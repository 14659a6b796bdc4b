using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 1, 2, 3 and 5: asking without an account, and what the private page tells.</summary>
public sealed class AskingJourney(Chromium chromium) : Journey(chromium)
{
    public static TheoryData<int, bool> AndAnOldPhone
    {
        get
        {
            var ways = Way.All;
            ways.Add(320, false);
            ways.Add(320, true);
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(AndAnOldPhone))]
    public async Task A_neighbour_asks_for_groceries_without_an_account_changes_an_answer_and_finds_the_page_on_another_phone(int width, bool script)
    {
        var way = new Way(width, script);
        await People.AreaAsync("Canal Side");
        var page = await OpenAsync(way);
        var pages = new List<string>();
        page.FrameNavigated += (_, frame) => pages.Add(new Uri(frame.Url).AbsolutePath);

        await page.GotoAsync("/");
        await LookAsync(page, way);
        await page.FollowAsync("I need help", "main");
        await LookAsync(page, way);
        await page.TickAsync("Groceries");
        await page.PressAsync("Continue");
        await LookAsync(page, way);
        await page.WriteAsync("Words", "Bread, milk and apples, carried up to the third floor.");
        await page.TickAsync("Some time this week");
        await page.TickAsync("It would be hard without it");
        await page.TickAsync("English");
        await page.PressAsync("Continue");
        await LookAsync(page, way);
        await page.WriteAsync("Name", "Samira");
        await page.TickAsync("Text message");
        await page.WriteAsync("Phone", "07700 900 118");
        await page.Locator("[name='Input.Area']").SelectOptionAsync(new SelectOptionValue { Label = "Canal Side" });
        await page.WriteAsync("Address", "Flat 9, 14 Weavers Row");
        await page.TickAsync("The first who can is fine");
        await page.PressAsync("Continue");
        await LookAsync(page, way);

        // Story 2: who will see each answer, and one changed without typing the rest again.
        (await page.Locator(".ma-answers .ma-answers__row").CountAsync()).Should().Be(await page.Locator(".ma-answers .ma-seen").CountAsync());
        await page.FollowAsync("Change in your words");
        (await page.Locator("[name='Input.Words']").InputValueAsync()).Should().StartWith("Bread, milk and apples");
        await page.WriteAsync("Words", "Bread, milk and pears, carried up to the third floor.");
        await page.PressAsync("Continue");
        page.Url.Should().EndWith("/needs/post/check");
        (await page.WordsAsync()).Should().Contain("pears").And.Contain("07700 900 118").And.Contain("Flat 9, 14 Weavers Row").And.Contain("Canal Side");
        await page.TickAsync("may keep this to find me help");
        await page.PressAsync("Send it");
        await LookAsync(page, way);

        // Story 1: a handful of short pages, nobody asked why. Story 3: a code, what happens next, a private link.
        pages.Distinct().Count(path => path != "/").Should().BeLessOrEqualTo(8);
        var sent = await page.WordsAsync();
        sent.Should().Contain("Thank you, Samira").And.Contain("What happens next");
        var link = (await page.Locator("#link").InnerTextAsync()).Trim();
        link.Should().StartWith(Address + "/status/");

        // Another phone, no password; nothing of a phone or address in it. Story 5: too few to say.
        var other = await OpenAsync(way);
        await other.GotoAsync(link);
        await LookAsync(other, way);
        (await other.WordsAsync()).Should().Contain("Still looking for someone").And.Contain("pears").And.Contain("How long it usually takes");
        (await other.ContentAsync()).Should().NotContain("900 118").And.NotContain("Weavers Row");
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task Words_that_need_another_look_are_kept_and_the_sentence_stands_beside_them(int width, bool script)
    {
        var way = new Way(width, script);
        var page = await OpenAsync(way);
        await page.GotoAsync("/needs/post");
        await page.PressAsync("Continue");
        (await page.TitleAsync()).Should().StartWith("Error:");
        await page.TickAsync("A ride");
        await page.PressAsync("Continue");
        await page.WriteAsync("Words", "To the library and back");
        await page.TickAsync("On a certain day");
        await page.WriteAsync("Day", "2020-02-29");
        await page.TickAsync("It can wait");
        await page.PressAsync("Continue");

        (await page.WordsAsync()).Should().Contain("The day has passed");
        (await page.Locator("[name='Input.Words']").InputValueAsync()).Should().Be("To the library and back");
        await LookAsync(page, way);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Leave_this_site_and_three_times_shift_both_lead_away_at_once(int width)
    {
        var page = await OpenAsync(new Way(width, true));
        await page.RouteAsync("https://**", route => route.FulfillAsync(new() { Body = "elsewhere", ContentType = "text/plain" }));
        await page.GotoAsync("/needs/post");
        await page.ArriveAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await page.Keyboard.PressAsync("Shift");
            }
        });
        page.Url.Should().StartWith("https://").And.NotContain("localhost");
        await page.GotoAsync("/needs/post");
        await page.PressAsync(page.Locator("[data-exit]"));
        page.Url.Should().StartWith("https://").And.NotContain("localhost");
    }
}
