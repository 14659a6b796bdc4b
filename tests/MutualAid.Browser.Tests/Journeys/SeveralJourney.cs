using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 8, 15 and 33: a repeat, several parts, and several days.</summary>
public sealed class SeveralJourney(Chromium chromium) : Journey(chromium)
{
    private static DateOnly Tomorrow => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1);

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_meal_train_of_ten_evenings_is_asked_for_in_a_few_pages_and_the_diet_is_for_those_who_sign_up(int width, bool script)
    {
        var way = new Way(width, script);
        var page = await OpenAsync(way);
        await page.GotoAsync("/needs/post");
        await page.TickAsync("A meal");
        await page.PressAsync("Continue");
        await page.WriteAsync("Words", "Supper for two while the baby is new.");
        await page.Locator("summary").Filter(new() { HasText = "More than one thing" }).ClickAsync();
        await page.TickAsync("More than one day");
        await page.TickAsync("English");
        await page.PressAsync("Continue");
        await page.TickAsync("A few days that I pick");
        await page.PressAsync("More days");
        for (var i = 0; i < 10; i++)
        {
            await page.WriteAsync($"Dates[{i}].Day", Tomorrow.AddDays(i).ToString("yyyy-MM-dd"));
        }

        await page.WriteAsync("Start", "18:00");
        await LookAsync(page, way);
        await page.PressAsync("Continue");
        await page.WriteAsync("Name", "Lena");
        await page.TickAsync("look or ring myself");
        await page.WriteAsync("CareNote", "No nuts, please");
        await page.PressAsync("Continue");
        (await page.Locator(".ma-answers ol li").CountAsync()).Should().Be(10);
        await LookAsync(page, way);
        await page.TickAsync("may keep this to find me help");
        await page.PressAsync("Send it");

        await using var db = Database.Context();
        var need = await db.Needs.SingleAsync();
        var cook = await SignInAsync(await People.HelperAsync("Yusuf"), way);
        await cook.GotoAsync($"/needs/{need.Id}");
        (await cook.WordsAsync()).Should().Contain("10 of 10 days still open").And.NotContain("nuts");
        await cook.Locator("[name='Input.Parts']").Nth(2).CheckAsync();
        await cook.PressAsync("I can do this");
        (await cook.WordsAsync()).Should().NotContain("nuts");
        await cook.PressAsync("Show the phone number");
        (await cook.WordsAsync()).Should().Contain("No nuts, please");
        await LookAsync(cook, way);
        await cook.GotoAsync($"/needs/{need.Id}");
        (await cook.WordsAsync()).Should().Contain("9 of 10 days still open").And.NotContain("nuts");
        await LookAsync(cook, way);
    }

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task One_part_of_three_is_taken_and_the_page_shows_what_is_still_open(int width, bool script)
    {
        var way = new Way(width, script);
        var samira = await People.MemberAsync("Samira");
        var day = new PartTime(PartWhen.OnDay, Tomorrow, new TimeOnly(10, 0));
        var need = await People.NeedAsync(samira.Id, parts: [new("groceries", "Shop", day), new("cooked-meal", "Cook", day), new("ride", "Drive", day)]);
        var page = await SignInAsync(await People.HelperAsync("Yusuf"), way);
        await page.GotoAsync($"/needs/{need.Id}");
        (await page.WordsAsync()).Should().Contain("3 of 3 still open");
        await page.TickAsync("A meal");
        await page.PressAsync("I can do this");
        (await page.WordsAsync()).Should().Contain("Cook").And.NotContain("Drive");

        await page.GotoAsync($"/needs/{need.Id}");
        (await page.WordsAsync()).Should().Contain("2 of 3 still open").And.Contain("You have this.");
        var board = await SignInAsync(await People.HelperAsync("Bea"), way);
        await board.GotoAsync("/needs");
        (await board.WordsAsync()).Should().Contain("2 of 3 parts open");
    }

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_ride_every_week_is_asked_for_one_is_skipped_and_the_rest_ended_while_the_past_stays(int width, bool script)
    {
        var way = new Way(width, script);
        var page = await OpenAsync(way);
        await page.GotoAsync("/needs/post");
        await page.TickAsync("A ride");
        await page.PressAsync("Continue");
        await page.WriteAsync("Words", "To the clinic and back.");
        await page.Locator("summary").Filter(new() { HasText = "More than one thing" }).ClickAsync();
        await page.TickAsync("More than one day");
        await page.TickAsync("English");
        await page.PressAsync("Continue");
        await page.TickAsync("Again and again");
        await page.WriteAsync("First", Tomorrow.ToString("yyyy-MM-dd"));
        await page.PressAsync("Continue");
        (await page.WordsAsync()).Should().Contain("A repeat needs an end");
        await page.WriteAsync("Times", "6");
        await page.WriteAsync("Start", "09:00");
        await page.PressAsync("Continue");
        await page.WriteAsync("Name", "Samira");
        await page.TickAsync("look or ring myself");
        await page.PressAsync("Continue");
        (await page.WordsAsync()).Should().Contain($"Every {Tomorrow.DayOfWeek}, 6 times");
        await page.TickAsync("may keep this to find me help");
        await page.PressAsync("Send it");
        await page.FollowAsync("Open my private page");
        (await page.WordsAsync()).Should().Contain("6 of 6 days to come still open");

        await page.FollowAsync("Change or skip");
        await LookAsync(page, way);
        await page.PressAsync("Skip this date");
        (await page.WordsAsync()).Should().Contain("5 of 5 days to come still open").And.Contain("Done, over or skipped (1)");
        await page.FollowAsync("End the dates to come");
        await page.PressAsync("End them");
        (await page.WordsAsync()).Should().Contain("It is closed").And.Contain("skipped").And.Contain("not needed").And.Contain("Done, over or skipped (6)");
        await LookAsync(page, way);
    }
}
