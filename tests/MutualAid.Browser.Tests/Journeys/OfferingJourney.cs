using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Two bags of rice: given with one form, asked for, promised one by one, and gone.</summary>
public sealed class OfferingJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    public async Task Two_bags_of_rice_are_offered_asked_for_one_by_one_and_gone(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var (deniz, samira) = (await People.HelperAsync("Deniz", areaId: area.Id), await People.MemberAsync("Samira", area.Id));
        var giver = await SignInAsync(deniz, way);
        await giver.GotoAsync("/offers/give");
        await giver.WriteAsync("Words", "Basmati, unopened");
        await giver.Locator("[name='Input.KindId']").SelectOptionAsync("food-parcel");
        await giver.TickAsync("Once");
        await giver.WriteAsync("Quantity", "2");
        await giver.WriteAsync("Unit", "bags of rice");
        await giver.PressAsync("Offer this");
        (await giver.WordsAsync()).Should().Contain("2 bags of rice").And.Contain("on offer");
        var offer = giver.Url;

        // A neighbour finds it, without a name, and asks for one.
        var neighbour = await SignInAsync(samira, way);
        await neighbour.GotoAsync("/offers");
        (await neighbour.WordsAsync()).Should().Contain("Basmati").And.NotContain("Deniz");
        await neighbour.FollowAsync("A food parcel", "main");
        await neighbour.WriteAsync("Amount", "1");
        await neighbour.PressAsync("Ask for this");
        await neighbour.WriteAsync("Words", "Rice would help this week");
        await neighbour.TickAsync("No hurry");
        await neighbour.PressAsync("Continue");
        await neighbour.TickAsync("Don’t contact me");
        await neighbour.PressAsync("Continue");
        await LookAsync(neighbour, way);
        (await neighbour.WordsAsync()).Should().Contain("You ask for a neighbour’s offer");
        await neighbour.TickAsync("may keep this");
        await neighbour.PressAsync("Send it");

        // The giver says yes: one is set aside, and one is left for somebody else.
        await giver.GotoAsync(offer);
        await LookAsync(giver, way);
        (await giver.WordsAsync()).Should().Contain("A neighbour asks for this").And.NotContain("Samira");
        await giver.PressAsync("Yes, it’s for you");
        (await giver.WordsAsync()).Should().Contain("Samira").And.Contain("bags of rice: 1");
        await giver.GotoAsync(offer);
        await LookAsync(giver, way);
        (await giver.WordsAsync()).Should().Contain("1 of 2 bags of rice left").And.Contain("set aside");

        // The second is asked for and promised, so nobody else finds it; then it is gone.
        await new Giving(Database, TimeProvider.System).AskAsync(Neighbourhood.ActorOf(await People.MemberAsync("Rahel")), Guid.Parse(offer[^36..]));
        await giver.ReloadAsync();
        await giver.PressAsync("Yes, it’s for you");
        await neighbour.GotoAsync("/offers");
        (await neighbour.WordsAsync()).Should().NotContain("Basmati");
        await giver.GotoAsync(offer);
        await giver.PressAsync("It’s gone");
        (await giver.WordsAsync()).Should().Contain("0 of 2 bags of rice left").And.Contain("gone");
    }
}
