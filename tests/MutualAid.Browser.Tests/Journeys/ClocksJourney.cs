using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 17 and 18: the day before, and somebody who goes quiet.</summary>
public sealed class ClocksJourney(Chromium chromium) : Journey(chromium)
{
    private static readonly NetworkClock London = NetworkClock.ForZone("Europe/London")!;

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task The_day_before_a_helper_cant_make_it_and_the_neighbour_reads_that_we_look_again(int width, bool script)
    {
        var way = new Way(width, script);
        var day = London.Day(DateTimeOffset.UtcNow).AddDays(3);
        var need = await People.NeedAsync(
            (await People.MemberAsync("Samira")).Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, day, new TimeOnly(10, 0))));
        var page = await SignInAsync(await People.HelperAsync("Yusuf"), way);
        await page.GotoAsync($"/needs/{need.Id}");
        await page.TickAsync("Groceries");
        await page.PressAsync("I can do this");
        await RunAsync(London.At(day.AddDays(-1), new TimeOnly(9, 0)));
        await page.GotoAsync("/notices");
        await page.FollowAsync("Groceries: the day is near. Still OK, or can’t make it?", "main");
        await LookAsync(page, way);
        await page.PressAsync(page.Locator("form[data-form=cant] button"));
        (await page.Locator("body").InnerTextAsync()).Should().Contain("Thank you for telling us");

        var theirs = await OpenAsync(way);
        await theirs.GotoAsync($"/status/{People.Keys[need.Id]}");
        await LookAsync(theirs, way);
        (await theirs.WordsAsync()).Should().Contain("Still looking for someone").And.Contain("We are looking for somebody else").And.NotContain("Yusuf");
    }

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Somebody_who_goes_quiet_is_asked_twice_and_let_go_and_only_a_coordinator_reads_the_trail(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Samira")).Id);
        var page = await SignInAsync(await People.HelperAsync("Yusuf"), way);
        await page.GotoAsync($"/needs/{need.Id}");
        await page.TickAsync("Groceries");
        await page.PressAsync("I can do this");
        var agreed = DateTimeOffset.UtcNow;
        await RunAsync(agreed.AddHours(24));
        await page.GotoAsync("/me");
        (await page.WordsAsync()).Should().Contain("Are you coming?");
        await LookAsync(page, way);
        await RunAsync(agreed.AddHours(36));
        await RunAsync(agreed.AddHours(48));

        await page.GotoAsync("/notices");
        (await page.WordsAsync()).Should().Contain("it is open again for others").And.Contain("nobody keeps count");
        await page.GotoAsync($"/needs/{need.Id}");
        (await page.WordsAsync()).Should().Contain("I can do this").And.NotContain("no word");

        var desk = await SignInAsync(await People.CoordinatorAsync(), way);
        await desk.GotoAsync($"/desk?need={need.Id}");
        if (await desk.Locator("summary", new() { HasText = "What has been tried" }).IsVisibleAsync())
        {
            await desk.Locator("summary", new() { HasText = "What has been tried" }).ClickAsync();
        }

        (await desk.Locator("#fit").TextContentAsync()).Should().Contain("Yusuf was asked again")
            .And.Contain("There was no word from Yusuf, so it is open again").And.Contain("by the clock");
        await LookAsync(desk, way);
    }

    // The network's clock as it will look at that moment.
    private async Task RunAsync(DateTimeOffset at)
    {
        await using var services = Database.Services();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(at);
    }
}
