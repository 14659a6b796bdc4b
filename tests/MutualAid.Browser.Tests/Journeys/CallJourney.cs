using FluentAssertions;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Story 24: a call logged in two taps with a day to ring again, and the other coordinator who sees who is on it.</summary>
public sealed class CallJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Ana_logs_a_call_in_two_taps_and_Bo_sees_that_she_is_on_it_and_whom_to_ring_again(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Beatriz")).Id, "ride");
        var ana = await SignInAsync(await People.CoordinatorAsync(), way);
        var bo = await SignInAsync(await People.CoordinatorAsync("Bo"), way);

        await ana.GotoAsync($"/desk?need={need.Id}");
        await ana.WriteAsync("RingAgain", DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await ana.Locator("#fit").TickAsync("No answer");
        await ana.PressAsync("Log it");
        await ana.GetByText("You are on this").WaitForAsync();
        await LookAsync(ana, way);

        await bo.GotoAsync("/desk");
        await LookAsync(bo, way);
        (await bo.WordsAsync()).Should().Contain("Ana is on this").And.Contain("To ring again today");
        await bo.GotoAsync($"/desk?need={need.Id}");
        (await bo.Locator("#fit").TextContentAsync()).Should().Contain("Ana is on this").And.Contain("Ana rang, no answer");
    }
}
