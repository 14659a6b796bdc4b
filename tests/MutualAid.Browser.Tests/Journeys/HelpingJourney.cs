using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 4, 12, 13 and 14: finding a need that fits, taking it on, and what only the agreed helper sees.</summary>
public sealed class HelpingJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task A_helper_reads_why_a_need_fits_takes_it_sees_the_phone_tells_how_it_went_and_both_say_thanks(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var asker = await People.MemberAsync("Samira", area.Id, "ar", "en");
        var need = await People.NeedAsync(asker.Id, words: "Bread and pears, please", areaId: area.Id);
        await People.ContactAsync(need);
        var helper = await People.HelperAsync("Yusuf", areaId: area.Id);
        await People.HelperAsync("Mei", areaId: area.Id);
        var page = await SignInAsync(helper, way);

        // Story 13: one sentence says why; filters work as links and survive Back.
        await page.GotoAsync("/needs");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("Groceries").And.Contain("Why you").And.NotContain("Samira").And.NotContain("pears");
        if (await page.Locator("form[data-form=filter] button").IsHiddenAsync())
        {
            await page.Locator(".ma-filter summary").ClickAsync();
        }

        await page.Locator("[name=Kind]").SelectOptionAsync("groceries");
        await page.PressAsync("Show these");
        page.Url.Should().Contain("Kind=groceries", "a filter is part of the address");
        await page.FollowAsync("See more", "main");
        await LookAsync(page, way);
        (await page.ContentAsync()).Should().NotContain("Samira").And.NotContain("900 118").And.NotContain("Weavers");
        await page.GoBackAsync();
        page.Url.Should().Contain("Kind=groceries");
        await page.FollowAsync("See more", "main");

        await page.TickAsync("Groceries");
        await page.PressAsync("I can do this");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("Groceries for Samira").And.Contain("Bread and pears");
        (await page.ContentAsync()).Should().NotContain("900 118", "nobody has pressed yet");
        await People.VisitAsync(need.Id, DateTime.Now.Hour < 20 ? DateTime.Today.AddHours(20) : DateTime.Today.AddDays(1).AddHours(1));
        await page.ReloadAsync();
        await page.PressAsync("Show address and phone");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("07700 900 118").And.Contain("Weavers Row");

        await page.FollowAsync("Tell how it went", "main");
        await LookAsync(page, way);
        await page.TickAsync("Left at the door");
        await page.PressAsync("Tell us");
        await LookAsync(page, way);
        (await page.ContentAsync()).Should().NotContain("900 118", "the address closes when the help is over");

        // The other side: done, who looked, and a word of thanks.
        var theirs = await OpenAsync(way);
        await theirs.GotoAsync($"/status/{People.Keys[need.Id]}");
        await LookAsync(theirs, way);
        (await theirs.WordsAsync()).Should().Contain("It is done").And.Contain("Yusuf looked at your number and address");
        await theirs.FollowAsync("Say thank you", "main");
        await LookAsync(theirs, way);
        await theirs.WriteAsync("Words", "You made the stairs feel shorter.");
        await theirs.PressAsync("Send my thanks");
        await page.GotoAsync("/me");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("You made the stairs feel shorter.");
    }

    [Theory]
    [MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task Two_press_for_the_same_place_and_the_second_finds_thanks_and_the_next_need(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var asker = await People.MemberAsync("Samira", area.Id);
        var need = await People.NeedAsync(asker.Id, areaId: area.Id);
        await People.NeedAsync(asker.Id, "cooked-meal", areaId: area.Id);
        var first = await SignInAsync(await People.HelperAsync("Yusuf", areaId: area.Id), way);
        var second = await SignInAsync(await People.HelperAsync("Mei", areaId: area.Id), way);
        await first.GotoAsync($"/needs/{need.Id}");
        await second.GotoAsync($"/needs/{need.Id}");
        await first.TickAsync("Groceries");
        await second.TickAsync("Groceries");
        await first.PressAsync("I can do this");
        await second.PressAsync("I can do this");

        (await first.WordsAsync()).Should().Contain("Groceries for Samira");
        second.Url.Should().EndWith("/taken");
        (await second.WordsAsync()).Should().Contain("Someone was a moment faster").And.Contain("A meal");
        await LookAsync(second, way);
        await using var db = Database.Context();
        (await db.Claims.CountAsync(c => c.NeedId == need.Id && c.State == ClaimState.Agreed)).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task A_helper_sets_area_kinds_languages_hours_and_twice_a_week_and_a_third_need_that_week_is_not_proposed(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var asker = await People.MemberAsync("Samira", area.Id);
        Need[] needs = [await People.NeedAsync(asker.Id, areaId: area.Id), await People.NeedAsync(asker.Id, areaId: area.Id), await People.NeedAsync(asker.Id, areaId: area.Id)];
        var page = await SignInAsync(await People.HelperAsync("Yusuf", kinds: 0, hours: new(168)), way);
        await page.GotoAsync("/me/helping");
        await LookAsync(page, way);
        await page.TickAsync("Groceries");
        foreach (var box in await page.Locator("[name='Input.Free']").AllAsync())
        {
            await box.CheckAsync(new() { Force = true });
        }

        await page.TickAsync("A longer walk");
        await page.Locator("[name='Input.WeeklyCapacity']").SelectOptionAsync("2");
        await page.Locator("[name='Input.AreaId']").SelectOptionAsync(area.Id.ToString());
        await page.TickAsync("Arabic");
        await page.PressAsync("Save");
        await page.GotoAsync("/me/helping");
        (await page.Locator("[name='Input.Free']:checked").CountAsync()).Should().BeGreaterThan(20);
        (await page.Locator("[name='Input.AreaId']").InputValueAsync()).Should().Be(area.Id.ToString());
        (await page.Locator("[name='Input.Languages']:checked").EvaluateAllAsync<string[]>("boxes => boxes.map(box => box.value)")).Should().Contain("ar");
        foreach (var need in needs[..2])
        {
            await page.GotoAsync("/needs");
            (await page.WordsAsync()).Should().Contain("Why you", "there is room this week");
            await page.GotoAsync($"/needs/{need.Id}");
            await page.TickAsync("Groceries");
            await page.PressAsync("I can do this");
        }

        await page.GotoAsync($"/needs/{needs[2].Id}");
        (await page.WordsAsync()).Should().Contain("You said at most 2 a week, and that week is full");
        await LookAsync(page, way);
        await page.GotoAsync("/needs");
        (await page.WordsAsync()).Should().NotContain("Why you");
    }

    [Theory]
    [MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task A_helper_does_one_thing_a_day_and_what_is_wanted_on_a_day_that_is_taken_is_not_proposed_but_the_next_day_is(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var asker = await People.MemberAsync("Samira", area.Id);
        var tomorrow = DateOnly.FromDateTime(DateTime.Today).AddDays(1);
        var (first, second, next) = (await WantedAsync(tomorrow), await WantedAsync(tomorrow), await WantedAsync(tomorrow.AddDays(1)));
        var page = await SignInAsync(await People.HelperAsync("Yusuf", areaId: area.Id), way);
        await page.GotoAsync("/me/helping");
        await page.Locator("[name='Input.MostADay']").SelectOptionAsync("1");
        await LookAsync(page, way);
        await page.PressAsync("Save");
        await page.GotoAsync($"/needs/{first.Id}");
        await page.TickAsync("Groceries");
        await page.PressAsync("I can do this");

        await page.GotoAsync($"/needs/{second.Id}");
        var words = await page.WordsAsync();
        words.Should().Contain("You said at most 1 on one day, and that day is full");
        words.IndexOf("Not just now", StringComparison.Ordinal).Should().BeLessThan(words.IndexOf("A line to say hello", StringComparison.Ordinal), "nobody fills the form in for nothing");
        await LookAsync(page, way);
        await page.GotoAsync("/needs");
        (await WhysAsync(second)).Should().Be(0);
        (await WhysAsync(next)).Should().Be(1);
        await page.GotoAsync($"/needs/{next.Id}");
        (await page.WordsAsync()).Should().Contain("Why this fits you").And.NotContain("Not just now");
        await page.TickAsync("Groceries");
        await page.PressAsync("I can do this");
        await using var db = Database.Context();
        (await db.Claims.CountAsync(c => c.State == ClaimState.Agreed)).Should().Be(2);

        Task<int> WhysAsync(Need need) => page.Locator($"article:has(a[href^='/needs/{need.Id}'])").GetByText("Why you").CountAsync();
        Task<Need> WantedAsync(DateOnly day) => People.NeedAsync(asker.Id, areaId: area.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, day), 1));
    }
}
