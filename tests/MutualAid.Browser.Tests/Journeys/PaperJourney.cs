using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Story 41: a code and a key say how it is going, the sheet on the wall says area and task only, and a slip tells the outcome.</summary>
public sealed class PaperJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_code_tells_the_status_a_sheet_hangs_on_the_wall_and_a_slip_tells_how_it_went(int width, bool script)
    {
        var way = new Way(width, script);
        var area = await People.AreaAsync("Canal Side");
        var samira = await People.MemberAsync("Samira");
        var need = await People.NeedAsync(samira.Id, words: "Bread, carried up", areaId: area.Id);
        var yusuf = await People.HelperAsync("Yusuf");
        var ana = await People.CoordinatorAsync("Ana");

        // The asker makes a key and tells code and key to somebody she trusts.
        var asker = await OpenAsync(way);
        await asker.GotoAsync($"/status/{People.Keys[need.Id]}");
        await asker.FollowAsync("Make a new key", "main");
        await asker.PressAsync("Make a new key");
        var key = await asker.Locator("#spoken-key").InnerTextAsync();
        var friend = await OpenAsync(way);
        await friend.GotoAsync("/");
        await friend.FollowAsync("See how it’s going, with your code", "main");
        await friend.WriteAsync("Reference", need.Reference);
        await friend.WriteAsync("Key", "QQQ QQQ");
        await friend.PressAsync("Look");
        (await friend.WordsAsync()).Should().Contain("don’t go together");
        await friend.WriteAsync("Key", key);
        await friend.PressAsync("Look");
        friend.Url.Should().EndWith("/status/here");
        (await friend.WordsAsync()).Should().Contain("Still looking for someone").And.Contain("Bread, carried up");
        await LookAsync(friend, way);

        // A coordinator finds it by the code alone, and pins up a sheet with area and task only.
        var desk = await SignInAsync(ana, way);
        await desk.GotoAsync("/desk");
        await desk.Locator("#said").FillAsync(Secrets.InTwoBreaths(need.Reference).ToLowerInvariant());
        await desk.PressAsync("Find it");
        desk.Url.Should().Contain($"need={need.Id}");
        await desk.GotoAsync("/desk/sheet");
        (await desk.Locator(".ma-sheet").InnerTextAsync()).Should().Contain("Groceries").And.Contain("Canal Side").And.NotContain("Samira").And.NotContain("Bread, carried up");

        // The helper takes a slip along; whoever holds it tells how it went, with no account.
        await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, yusuf.Id, DateOnly.FromDateTime(DateTime.UtcNow), null, DateTimeOffset.UtcNow));
        await desk.GotoAsync($"/desk?need={need.Id}");
        await desk.FollowAsync("Print a slip", "main");
        await desk.PressAsync("Make the slip");
        await LookAsync(desk, way);
        var (code, slipKey) = (await desk.Locator("#slip-code").InnerTextAsync(), await desk.Locator("#slip-key").InnerTextAsync());
        var holder = await OpenAsync(way);
        await holder.GotoAsync("/report");
        await holder.WriteAsync("Reference", code);
        await holder.WriteAsync("Key", slipKey);
        await holder.TickAsync("Left at the door");
        await holder.PressAsync("Tell us");
        (await holder.WordsAsync()).Should().Contain("Thank you. That is done");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).State.Should().Be(NeedState.Done);
        (await db.AuditEntries.SingleAsync(e => e.Deed == Deed.ClaimReported)).Channel.Should().Be(Channel.Paper);
    }
}
