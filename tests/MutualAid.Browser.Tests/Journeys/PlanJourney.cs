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

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Ana_writes_down_who_lives_together_limits_a_kind_and_the_plan_keeps_to_both(int width, bool script)
    {
        var way = new Way(width, script);
        var asker = await People.MemberAsync("Beatriz");
        await People.HelperAsync("Luis");
        await People.HelperAsync("Mei");
        await People.NeedAsync(asker.Id, "walk", parts: new NewPart("walk", null, PartTime.Whenever, 2));
        await People.NeedAsync(asker.Id);

        var ana = await SignInAsync(await People.CoordinatorAsync(), way);
        await ana.GotoAsync("/desk/helpers?show=known");
        await ana.PressAsync(ana.Locator("a[href$='/home']").First);
        await ana.Locator("[name='Input.Name']").FillAsync("mei");
        await ana.PressAsync("Look up");
        await LookAsync(ana, way);
        await ana.TickAsync("Mei");
        await ana.PressAsync("They live together");
        (await ana.WordsAsync()).Should().Contain("Written down: they live together.");
        await LookAsync(ana, way);
        await ana.FollowAsync("Helpers", ".ma-crumb");
        (await ana.WordsAsync()).Should().Contain("Lives with Mei");
        await LookAsync(ana, way);

        await ana.GotoAsync("/desk/plan");
        await ana.Locator("summary").Filter(new() { HasText = "Limits for a kind of help" }).ClickAsync();
        await ana.Locator("[name='Input.Kind']").Last.SelectOptionAsync("groceries");
        await ana.Locator("[name='Input.Most']").FillAsync("1000");
        await ana.PressAsync("Set the limit");
        (await ana.WordsAsync()).Should().Contain("Pick a number from 0 to 999.");
        await LookAsync(ana, way);
        await ana.Locator("[name='Input.Most']").FillAsync("0");
        await ana.PressAsync("Set the limit");
        (await ana.WordsAsync()).Should().Contain("The limit is set.");
        await ana.PressAsync("Make a plan");
        await ReadyAsync(ana);
        (await ana.WordsAsync()).Should().Contain("because it wants people from different homes, and those who could live together").And.Contain("because this kind of help was to be left out of plans");
        await ana.Locator("summary").Filter(new() { HasText = "Limits for a kind of help (1)" }).ClickAsync();
        (await ana.WordsAsync()).Should().Contain("left out of plans");
        await LookAsync(ana, way);
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
