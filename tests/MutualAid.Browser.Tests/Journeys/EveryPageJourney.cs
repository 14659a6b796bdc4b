using FluentAssertions;
using Microsoft.Playwright;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Pages that no journey ends on are looked at too: phone and desk, day and evening, nothing sideways and nothing for axe to find.</summary>
public sealed class EveryPageJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Every_page_reads_well_on_a_phone_by_day_and_on_a_desk_in_the_evening(int width, ColorScheme scheme)
    {
        var way = new Way(width, true);
        var area = await People.AreaAsync("Canal Side");
        var asker = await People.MemberAsync("Samira", area.Id);
        var open = await People.NeedAsync(asker.Id, areaId: area.Id);
        var held = await People.NeedAsync(asker.Id, "cooked-meal", areaId: area.Id);
        await People.ContactAsync(held);
        var helper = await People.HelperAsync("Yusuf", areaId: area.Id);
        await People.HelperAsync("Newcomer", Vetting.New, areaId: area.Id);
        await People.ChangeAsync(held.Id, n => n.Take(n.Parts[0].Id, helper.Id, DateOnly.FromDateTime(DateTime.UtcNow), null, DateTimeOffset.UtcNow));
        var giving = new Giving(Database, TimeProvider.System);
        var own = await giving.OfferAsync(helper);
        var other = await giving.OfferAsync(await People.HelperAsync("Mei", areaId: area.Id));
        await giving.AskAsync(Neighbourhood.ActorOf(asker), own);
        await using var db = Database.Context();
        var claim = (await db.LoadNeedAsync(held.Id)).Claims[0];
        var status = $"/status/{People.Keys[held.Id]}";

        var visitor = await OpenAsync(way, scheme: scheme);
        await LookAtAsync(visitor, way,
            "/", "/sign-in", "/sign-up", "/language", "/not-here", "/needs/post", status, $"{status}/change", $"{status}/erase", $"{status}/key",
            "/status", "/report", "/offers");
        var theirs = await SignInAsync(helper, way, scheme);
        await LookAtAsync(
            theirs, way,
            "/me", "/me/details", "/me/helping", "/notices", "/sign-out", "/needs", "/needs?view=map", $"/needs/{open.Id}", $"/needs/{open.Id}/taken",
            $"/claims/{claim.Id}", $"/claims/{claim.Id}/report", $"/claims/{claim.Id}/release", $"/claims/{claim.Id}/slip",
            "/offers", "/offers/give", $"/offers/{own}", $"/offers/{own}/change", $"/offers/{other}");
        await LookAtAsync(
            await SignInAsync(await People.CoordinatorAsync(), way, scheme), way,
            "/desk", $"/desk?need={open.Id}", "/desk/helpers", "/desk/helpers?show=known", "/desk/sheet", "/desk/code?said=QQQ", $"/needs/{open.Id}");

        await People.ChangeAsync(held.Id, n => n.Report(claim.Id, Outcome.Done, fromHelper: true, DateTimeOffset.UtcNow));
        await LookAtAsync(theirs, way, $"/claims/{claim.Id}", $"/claims/{claim.Id}/thanks");
        await LookAtAsync(visitor, way, status, $"{status}/thanks/{claim.Id}");
    }

    private static async Task LookAtAsync(IPage page, Way way, params string[] paths)
    {
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(path);
            answer!.Status.Should().Be(path == "/not-here" ? 404 : 200, $"{path} must open");
            await LookCloselyAsync(page, way);
        }
    }
}
