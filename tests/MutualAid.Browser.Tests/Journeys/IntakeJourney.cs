using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>Stories 25 and 40: a call taken by keyboard alone, a spoken code, and the same phone asking again.</summary>
public sealed class IntakeJourney(Chromium chromium) : Journey(chromium)
{
    // A key pressed by a slow hand takes about a third of a second, and each answer a moment of listening (Card, Moran and Newell: 0.28 s, 1.35 s).
    private const double SecondsPerKey = 0.28;
    private const double SecondsPerField = 1.35;

    private int keys;
    private int fields;

    [Theory]
    [MemberData(nameof(Way.PhoneWithoutScriptAndDesk), MemberType = typeof(Way))]
    public async Task A_call_is_taken_by_keyboard_alone_in_less_than_three_minutes_and_the_same_phone_is_known_the_next_time(int width, bool script)
    {
        var way = new Way(width, script);
        await People.AreaAsync("Riverside");
        var desk = await SignInAsync(await People.CoordinatorAsync(), way);

        await desk.GotoAsync("/desk/intake");
        await LookAsync(desk, way);
        await FirstFieldAsync(desk, "Input_Phone");
        await TypeAsync(desk, "07700 900118");
        await ToAsync(desk, "Input_Name", "Beatriz");

        // Enter looks up and loses nothing.
        await EnterAsync(desk, "#before-h + [role=status]");
        (await desk.WordsAsync()).Should().Contain("A new household");
        await ToAsync(desk, "Input_Kind", "Groceries");
        await ToAsync(desk, "Input_Words", "Bread, milk and something green for the week");
        await ToAsync(desk, "Input_When", "Today");
        await ToAsync(desk, "Input_Languages", "Portu");
        await ToAsync(desk, "Input_AccessNeeds", "no stairs");
        await ToAsync(desk, "Input_HouseholdSize", "3");
        await ToAsync(desk, "Input_Area", "River");
        await ToAsync(desk, "Input_Address", "14 Weavers Row");
        await ToAsync(desk, "Input_Keep_NoVoicemail", " ");
        await ToAsync(desk, "Input_NotToSay", "ask for Bea");
        await ToAsync(desk, "Input_Agree", " ");
        await PressAsync(desk, "Tab");
        await EnterAsync(desk, ".ma-ref--big");

        await LookAsync(desk, way);
        var seconds = (keys * SecondsPerKey) + (fields * SecondsPerField);
        seconds.Should().BeLessThan(180, $"{keys} keys and {fields} answers fit into a call");
        await using var db = Database.Context();
        var need = await db.Needs.SingleAsync();
        (need.KindId, need.Channel, need.NotToSay, need.HouseholdSize).Should().Be(("groceries", Core.Common.Channel.Phone, "ask for Bea", (short)3));
        need.Languages.Should().Equal("pt");
        (await desk.Locator(".ma-ref--big").TextContentAsync()).Should().Be(string.Join(' ', need.Reference.AsEnumerable()));

        // The same phone again, written in another way.
        await desk.GotoAsync("/desk/intake");
        await FirstFieldAsync(desk, "Input_Phone");
        await TypeAsync(desk, "+44 7700 900 118");
        await ToAsync(desk, "Input_Name", "Bea");
        await EnterAsync(desk, "#Input_Household");
        await LookAsync(desk, way);
        (await desk.WordsAsync()).Should().Contain("This household asked today: Groceries, still looking.").And.Contain("ask for Bea");
        await ToAsync(desk, "Input_Household", " ");
        await ToAsync(desk, "Input_Kind", "A ride");
        await ToAsync(desk, "Input_Words", "To the clinic and back");
        await ToAsync(desk, "Input_Agree", " ");
        await PressAsync(desk, "Tab");
        await EnterAsync(desk, ".ma-ref--big");
        (await db.Needs.Select(n => n.AskerId).Distinct().CountAsync()).Should().Be(1, "both belong to one household");
        (await db.Needs.AllAsync(n => n.State == Core.Needs.NeedState.Open)).Should().BeTrue("nothing is closed by itself");
    }

    // The first field has the focus when the page opens; without it, Tab finds the way.
    private async Task FirstFieldAsync(IPage page, string id)
    {
        for (var i = 0; i < 40 && !await HasFocusAsync(page, id); i++)
        {
            await PressAsync(page, "Tab");
        }

        (await HasFocusAsync(page, id)).Should().BeTrue($"Tab leads to {id}");
    }

    private async Task ToAsync(IPage page, string id, string answer)
    {
        fields++;
        await FirstFieldAsync(page, id);
        await TypeAsync(page, answer);
    }

    private async Task TypeAsync(IPage page, string text)
    {
        keys += text.Length;
        await page.Keyboard.TypeAsync(text);
    }

    private async Task PressAsync(IPage page, string key)
    {
        keys++;
        await page.Keyboard.PressAsync(key);
    }

    private async Task EnterAsync(IPage page, string shows)
    {
        await page.ArriveAsync(() => PressAsync(page, "Enter"));
        await page.Locator(shows).WaitForAsync();
    }

    private static async Task<bool> HasFocusAsync(IPage page, string id) => await page.Locator($"#{id}:focus").CountAsync() == 1;
}
