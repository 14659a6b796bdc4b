using System.Globalization;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Story 27: nobody near has taken it on, so the coordinator looks further around and then, with a recorded yes, hands it to a partner.</summary>
public sealed class FurtherJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Ana_looks_further_around_hands_it_on_with_a_yes_and_every_step_is_on_the_timeline(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Beatriz")).Id, "thing");
        var ana = await SignInAsync(await People.CoordinatorAsync(), way);
        await ana.GotoAsync("/desk/partners");
        await ana.WriteAsync("Name", "The Furniture Barn");
        await ana.PressAsync("Put it on the list");

        await ana.GotoAsync($"/desk?need={need.Id}");
        await ana.FollowAsync("Look further", "#fit");
        await LookAsync(ana, way);
        await ana.TickAsync("Up to 5 km further");
        await ana.PressAsync("Ask further around");
        (await ana.WordsAsync()).Should().Contain("search widened by 5 km");

        // Without a yes nothing leaves the network, and what was picked stays.
        await ana.FollowAsync("Look further", "#fit");
        await ana.Locator("[name='Input.PartnerId']").SelectOptionAsync(new SelectOptionValue { Label = "The Furniture Barn" });
        await ana.PressAsync("Hand it over");
        (await ana.WordsAsync()).Should().Contain("Without a yes, nothing goes to a partner");
        await ana.TickAsync("Beatriz");
        await ana.TickAsync("On the phone");
        await ana.WriteAsync("SaidOn", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await ana.PressAsync("Hand it over");
        await LookAsync(ana, way);
        (await ana.WordsAsync()).Should().Contain("Handed to The Furniture Barn").And.Contain("The yes: Beatriz, on the phone");
        (await ana.Locator(".ma-log").TextContentAsync()).Should().Contain("The search goes further around").And.Contain("Handed to a partner, with the neighbour’s yes");

        var beatriz = await OpenAsync(way);
        await beatriz.GotoAsync($"/status/{People.Keys[need.Id]}");
        (await beatriz.WordsAsync()).Should().Contain("The Furniture Barn takes it on now").And.NotContain("Ana");
    }
}
