using FluentAssertions;
using MutualAid.Core.Members;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Story 23, first part: who fits, who was left out and why, asking several, and the first yes.</summary>
public sealed class DeskJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task A_coordinator_sees_who_fits_and_who_was_left_out_asks_three_and_the_first_yes_gets_it(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Riverside");
        var asker = await People.MemberAsync("Beatriz", area.Id);
        var need = await People.NeedAsync(asker.Id, "ride", areaId: area.Id);
        var luis = await People.HelperAsync("Luis", areaId: area.Id);
        var halima = await People.HelperAsync("Halima", areaId: area.Id);
        var mei = await People.HelperAsync("Mei", areaId: area.Id);
        await People.HelperAsync("Jonah", areaId: area.Id, restUntil: DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20));
        await People.HelperAsync("Newcomer", Vetting.New, areaId: area.Id);
        var desk = await SignInAsync(await People.CoordinatorAsync(), way);

        await desk.GotoAsync("/desk");
        await LookAsync(desk, way);
        (await desk.WordsAsync()).Should().Contain("A ride").And.NotContain("Jonah");
        await desk.FollowAsync("A ride", "main");
        await LookAsync(desk, way);
        var fit = await desk.Locator("#fit").TextContentAsync();
        fit.Should().Contain("Luis").And.Contain("Halima").And.Contain("under 1 km away").And.Contain("0 of 7");
        fit.Should().Contain("Jonah").And.Contain("resting until").And.Contain("Newcomer").And.Contain("nobody has talked with them yet");
        await desk.Locator("#fit").TickAsync("Luis");
        await desk.Locator("#fit").TickAsync("Halima");
        await desk.Locator("#fit").TickAsync("Mei");
        await desk.PressAsync("Ask these people");
        await LookAsync(desk, way);

        var page = await SignInAsync(halima, way);
        await page.GotoAsync("/me");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("A ride").And.NotContain("Beatriz");
        await page.PressAsync("Yes, I can");
        (await page.WordsAsync()).Should().Contain("Beatriz");

        foreach (var asked in new[] { luis, mei })
        {
            var other = await SignInAsync(asked, way);
            await other.GotoAsync("/notices");
            await LookAsync(other, way);
            (await other.WordsAsync()).Should().Contain("somebody has it now. Thank you.", "nobody who was asked is left in silence");
            await other.GotoAsync("/me");
            (await other.WordsAsync()).Should().NotContain("Yes, I can", "what is filled is asked no more");
        }
    }
}
