using FluentAssertions;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Story 10: I read when my data goes, delete it now, and it is gone from the desk.</summary>
public sealed class ErasingJourney(Chromium chromium) : Journey(chromium)
{
    private const string Phone = "07700 900 118";
    private const string Street = "14 Weavers Row";

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task Samira_reads_when_her_details_go_erases_them_now_and_the_desk_has_nothing_left_to_show(int width, bool script)
    {
        var way = new Way(width, script);
        var need = await People.NeedAsync((await People.MemberAsync("Samira")).Id, words: "Bread, milk and pears");
        await People.ContactAsync(need);
        var ana = await SignInAsync(await People.CoordinatorAsync(), way);
        await ana.GotoAsync($"/desk?need={need.Id}");
        await ana.WriteAsync("Reason", "To ring about the day");
        await ana.PressAsync("Show phone and address");
        (await ana.WordsAsync()).Should().Contain(Phone).And.Contain(Street).And.Contain("You are on this");

        // She reads who looked and when it goes, and lets it go now.
        var samira = await OpenAsync(way);
        await samira.GotoAsync($"/status/{People.Keys[need.Id]}");
        (await samira.WordsAsync()).Should().Contain("erased 14 days after this is done or closed").And.Contain("Ana looked at your number and address");
        await samira.FollowAsync("Erase my details now", "main");
        (await samira.WordsAsync()).Should().Contain("This can’t be taken back").And.Contain("You can ask again whenever you like");
        await samira.PressAsync("Erase now");
        await LookAsync(samira, way);
        (await samira.WordsAsync()).Should().Contain("Your words, number and address are erased").And.NotContain("pears");

        foreach (var path in new[] { "/desk", $"/desk?need={need.Id}", $"/desk/call/{need.Id}", $"/needs/{need.Id}" })
        {
            await ana.GotoAsync(path);
            (await ana.ContentAsync()).Should().NotContain("900 118").And.NotContain("Weavers Row").And.NotContain("pears", path);
        }

        await ana.GotoAsync($"/desk?need={need.Id}");
        await LookAsync(ana, way);
        (await ana.WordsAsync()).Should().Contain("No phone or address is kept for this").And.NotContain("Show phone and address");
    }
}
