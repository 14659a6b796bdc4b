using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 16 and 19: a plan and a current check before an address, and a rest that offers what is held for hand-over.</summary>
public sealed class VisitJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_helper_plans_the_visit_before_the_address_opens_and_a_check_that_ends_closes_it_again_and_says_why(int width, bool script)
    {
        var way = new Way(width, script);
        var asker = await People.MemberAsync("Samira");
        var helper = await People.HelperAsync("Yusuf", Vetting.Checked);
        var need = await People.NeedAsync(asker.Id, "come-along");
        await People.ContactAsync(need);
        var claim = await AgreedAsync(need, helper);
        var page = await SignInAsync(helper, way);
        await page.GotoAsync(claim);
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("First say when you come").And.NotContain("Show address and phone");

        await page.FollowAsync("Plan the visit", "main");
        await LookAsync(page, way);
        await page.Locator("[name='Input.Day']").FillAsync(Tomorrow);
        await page.Locator("[name='Input.From']").FillAsync("00:05");
        await page.Locator("[name='Input.Until']").FillAsync("01:05");
        await page.WriteAsync("Leave", "I come in");
        await page.PressAsync("This is my plan");
        await LookAsync(page, way);
        await page.PressAsync("Show address and phone");
        (await page.WordsAsync()).Should().Contain("14 Weavers Row");

        // The neighbour sees when, and may ask for another time.
        var theirs = await OpenAsync(way);
        await theirs.GotoAsync($"/status/{People.Keys[need.Id]}");
        await LookAsync(theirs, way);
        await theirs.FollowAsync("Another time, please", "main");
        await LookAsync(theirs, way);
        await theirs.PressAsync("Another time, please");
        (await theirs.WordsAsync()).Should().Contain("You asked for another time");
        await page.GotoAsync(claim);
        (await page.WordsAsync()).Should().Contain("Samira asks for another time, please").And.NotContain("Show address and phone");

        // The check ends: what is agreed closes, what is open cannot be claimed, and both say why.
        await using (var db = Database.Context())
        {
            (await db.HelperProfiles.SingleAsync(p => p.MemberId == helper.Id)).Vet(Vetting.Checked, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2));
            await db.SaveChangesAsync();
        }

        await page.GotoAsync(claim);
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("Your check ended on").And.NotContain("Show the phone number");
        var other = await People.NeedAsync(asker.Id, "childcare");
        await page.GotoAsync($"/needs/{other.Id}");
        (await page.WordsAsync()).Should().Contain("Your check ended on").And.NotContain("I can do this");
    }

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_helper_rests_proposals_stop_and_what_is_held_can_be_handed_over_or_kept(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var asker = await People.MemberAsync("Samira", area.Id);
        var helper = await People.HelperAsync("Yusuf", areaId: area.Id);
        var (kept, given) = (await People.NeedAsync(asker.Id, areaId: area.Id), await People.NeedAsync(asker.Id, "cooked-meal", areaId: area.Id));
        await AgreedAsync(kept, helper);
        await AgreedAsync(given, helper);
        await People.NeedAsync(asker.Id, "errand", areaId: area.Id);
        var page = await SignInAsync(helper, way);
        await page.GotoAsync("/needs");
        (await page.WordsAsync()).Should().Contain("Why you");

        await page.GotoAsync("/me");
        await page.Locator("[name='Input.RestUntil']").FillAsync(Tomorrow);
        await page.PressAsync("Rest for a while");
        await LookAsync(page, way);
        (await page.WordsAsync()).Should().Contain("Groceries for Samira").And.Contain("A meal for Samira");
        await page.PressAsync(page.Locator("li").Filter(new() { HasText = "Groceries for Samira" }).GetByText("Keep it"));
        (await page.WordsAsync()).Should().NotContain("Groceries for Samira").And.Contain("A meal for Samira");
        await page.FollowAsync("Hand it over", "main");
        (await page.WordsAsync()).Should().Contain("Who could take it over?");
        await page.FollowAsync("Or open it for everybody again", "main");
        await LookAsync(page, way);
        await page.PressAsync("I can’t make it");

        await page.GotoAsync("/needs");
        (await page.WordsAsync()).Should().NotContain("Why you");
        await using var db = Database.Context();
        (await db.Claims.OrderBy(c => c.MadeAt).Select(c => c.State).ToListAsync()).Should().BeEquivalentTo([ClaimState.Agreed, ClaimState.Released]);
    }

    private static string Tomorrow => DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> AgreedAsync(Need need, Member helper)
    {
        await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, DateOnly.FromDateTime(DateTime.UtcNow), null, DateTimeOffset.UtcNow));
        await using var db = Database.Context();
        return $"/claims/{await db.Claims.Where(c => c.NeedId == need.Id).Select(c => c.Id).SingleAsync()}";
    }
}
