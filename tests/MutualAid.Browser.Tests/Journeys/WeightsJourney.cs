using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>What counts when the network suggests: a coordinator moves a slider, sees who would come first, keeps it with a reason, and takes it back.</summary>
public sealed class WeightsJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Ana_lets_a_short_way_count_less_sees_who_comes_first_then_keeps_it_and_goes_back(int width, bool script)
    {
        var way = new Way(width, script);
        await People.NeedAsync((await People.MemberAsync("Beatriz")).Id);
        await People.HelperAsync("Mei");
        await People.HelperAsync("Luis", kinds: 1, point: new NpgsqlTypes.NpgsqlPoint(2_500, 500));
        var ana = await SignInAsync(await People.CoordinatorAsync(), way);

        await ana.GotoAsync("/desk");
        await ana.FollowAsync("Groceries", "main");
        (await FirstAsync(ana, "#fit")).Should().Contain("Mei", "she is near");
        await ana.FollowAsync("What counts", "#fit");
        await LookAsync(ana, way);
        await ana.WriteAsync("Nearness", "0");
        await ana.WriteAsync("ScarcityGuard", "200");
        await ana.PressAsync("See what would change");
        (await FirstAsync(ana, "#preview div div:nth-of-type(1)")).Should().Contain("Mei");
        (await FirstAsync(ana, "#preview div div:nth-of-type(2)")).Should().Contain("Luis", "he does one kind of help, and she does many");
        await LookAsync(ana, way);

        await ana.PressAsync("Keep these numbers");
        (await ana.Locator(".ma-error").First.InnerTextAsync()).Should().NotBeEmpty("a reason is wanted");
        await ana.WriteAsync("Why", "Buses are free this month");
        await ana.PressAsync("Keep these numbers");
        (await ana.WordsAsync()).Should().Contain("How it came to this").And.Contain("Buses are free this month");
        await LookAsync(ana, way);
        await ana.GotoAsync("/desk");
        await ana.FollowAsync("Groceries", "main");
        (await FirstAsync(ana, "#fit")).Should().Contain("Luis");

        await ana.GotoAsync("/desk/weights");
        await ana.PressAsync("Go back to the first setting");
        (await ana.WordsAsync()).Should().Contain("back to the first setting").And.NotContain("Go back to the first setting");
    }

    private static Task<string> FirstAsync(IPage page, string where) => page.Locator($"{where} .ma-rank").First.InnerTextAsync();
}
