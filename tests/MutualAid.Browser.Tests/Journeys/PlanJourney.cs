using System.Globalization;
using FluentAssertions;
using Microsoft.Playwright;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>The plan review: a coordinator makes a plan, looks who else was considered, swaps, accepts, and only then is anybody asked.</summary>
public sealed class PlanJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Ana_makes_a_plan_swaps_a_pair_at_its_exact_cost_accepts_and_luis_is_asked_privately(int width, bool script)
    {
        var way = new Way(width, script);
        var asker = await People.MemberAsync("Beatriz");
        var luis = await People.HelperAsync("Luis", kinds: 1, capacity: 1);
        await People.HelperAsync("Mei", kinds: 1, capacity: 1, radius: 2_000, point: new NpgsqlTypes.NpgsqlPoint(1_500, 500));
        var first = await People.NeedAsync(asker.Id);
        await People.NeedAsync(asker.Id, urgency: Urgency.WhenSomeoneCan, point: new NpgsqlTypes.NpgsqlPoint(60_500, 500));

        var ana = await SignInAsync(await People.CoordinatorAsync(), way);
        await ana.GotoAsync("/desk");
        await ana.FollowAsync("Weekly plan", ".ma-tabs");
        await LookAsync(ana, way);
        await ana.PressAsync("Make a plan");
        await ReadyAsync(ana);
        await LookAsync(ana, way);
        (await ana.WordsAsync()).Should().Contain("1 pair safe to accept").And.Contain("no plan at all could be better").And.Contain("Cannot be filled, because");

        await ana.FollowAsync("Who else was considered", "#main");
        await LookAsync(ana, way);
        (await ana.WordsAsync()).Should().Contain("Considered as well").And.Contain("points more");
        await ana.PressAsync("Swap");
        await ReadyAsync(ana);
        (await ana.WordsAsync()).Should().Contain("Pinned and crossed out");
        await LookAsync(ana, way);
        await ana.PressAsync("Take it back");
        await ReadyAsync(ana);

        await ana.PressAsync("Do what I chose");
        (await ana.WordsAsync()).Should().Contain("One person is asked. They can answer until");
        await LookAsync(ana, way);

        var helper = await SignInAsync(luis, way);
        await helper.GotoAsync("/me");
        (await helper.WordsAsync()).Should().Contain("Groceries");
        await helper.GotoAsync(string.Create(CultureInfo.InvariantCulture, $"/needs/{first.Id}"));
        (await helper.WordsAsync()).Should().Contain("You can still say yes");
    }

    // Most plans are there with the first answer; a slow machine shows the page that looks again by itself.
    private static async Task ReadyAsync(IPage page)
    {
        for (var look = 0; look < 20 && (await page.WordsAsync()).Contains("A plan is being made", StringComparison.Ordinal); look++)
        {
            await page.WaitForTimeoutAsync(500);
            await page.GotoAsync("/desk/plan");
        }
    }
}
