using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class WaitsTests : DatabaseTest
{
    private Neighbourhood Town => new(Database, Clock);

    [Fact]
    public async Task Half_and_most_are_told_from_five_helped_needs_on()
    {
        var area = await Town.AreaAsync();
        await HelpedAfterAsync(area.Id, 1, 2, 3, 4);
        (await TypicalAsync("groceries", area.Id)).Should().BeNull("four are too few to say");

        await HelpedAfterAsync(area.Id, 10);
        (await TypicalAsync("groceries", area.Id)).Should().Be(new TypicalWait(3, 1, 10));
    }

    [Fact]
    public async Task Needs_that_still_wait_make_the_wait_longer()
    {
        var area = await Town.AreaAsync();
        await WaitingAsync(area.Id, 5);
        Clock.Advance(TimeSpan.FromHours(100));
        await HelpedAfterAsync(area.Id, 1, 2, 3, 4, 5);
        (await TypicalAsync("groceries", area.Id)).Should().Be(new TypicalWait(5, 1, null), "half of all ten had found somebody after 5 hours, and nine in ten have not yet");

        await WaitingAsync(area.Id, 1);
        Clock.Advance(TimeSpan.FromHours(100));
        (await TypicalAsync("groceries", area.Id)).Should().Be(new TypicalWait(null, null, null), "fewer than half have found anybody");
    }

    [Fact]
    public async Task Ten_that_wait_in_vain_are_worth_saying_and_nine_are_too_few()
    {
        await WaitingAsync(null, 9);
        Clock.Advance(TimeSpan.FromDays(2));
        (await TypicalAsync("groceries", null)).Should().BeNull();
        await WaitingAsync(null, 1);
        (await TypicalAsync("groceries", null)).Should().Be(new TypicalWait(null, null, null));
    }

    [Fact]
    public async Task An_offer_is_not_help_yet_and_a_helper_who_lets_go_later_was()
    {
        var need = await Town.NeedAsync((await Town.MemberAsync()).Id, choice: HelperChoice.LetMeChoose);
        var helper = await Town.HelperAsync();
        Guid claim = default;
        await Town.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now.AddHours(1));
            claim = taken.Value.Id;
            return taken;
        });
        (await LoadAsync(need.Id)).AgreedAt.Should().BeNull();

        await Town.ChangeAsync(need.Id, n => n.Accept(claim, Now.AddHours(2)));
        await Town.ChangeAsync(need.Id, n => n.Release(claim, Now.AddHours(3)));
        (await LoadAsync(need.Id)).AgreedAt.Should().Be(Now.AddHours(2));
    }

    [Fact]
    public async Task Another_kind_another_area_and_older_needs_do_not_count()
    {
        var (here, there) = (await Town.AreaAsync("Here"), await Town.AreaAsync("There"));
        await HelpedAfterAsync(here.Id, 1, 1, 1, 1, 1);

        (await TypicalAsync("ride", here.Id)).Should().BeNull();
        (await TypicalAsync("groceries", there.Id)).Should().BeNull();
        (await TypicalAsync("groceries", null)).Should().BeNull();
        (await TypicalAsync("groceries", here.Id)).Should().Be(new TypicalWait(1, 1, 1));

        Clock.Advance(TimeSpan.FromDays(Waits.Days + 1));
        (await TypicalAsync("groceries", here.Id)).Should().BeNull("what is older than 60 days says little about now");
    }

    [Fact]
    public void The_curve_is_the_one_of_the_textbook()
    {
        // Kaplan and Meier by hand: 7 at risk, one helped at 6 (6/7), one at 10 of 5 left (4/5), one at 16 of 3 left (2/3).
        var curve = WaitCurve.Of([new(6, 1, 1), new(10, 1, 0), new(11, 0, 1), new(16, 1, 0), new(20, 0, 2)]);
        curve.Within(1 / 7.0).Should().Be(6);
        curve.Within(0.3).Should().Be(10, "1 - 6/7 * 4/5 is 0.314");
        curve.Within(0.5).Should().Be(16, "1 - 6/7 * 4/5 * 2/3 is 0.543");
        curve.Within(0.55).Should().BeNull();
        WaitCurve.Of([]).Within(0.5).Should().BeNull();
    }

    private async Task WaitingAsync(Guid? areaId, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Town.NeedAsync((await Town.MemberAsync()).Id, areaId: areaId);
        }
    }

    private async Task HelpedAfterAsync(Guid? areaId, params int[] hours)
    {
        foreach (var wait in hours)
        {
            var asker = await Town.MemberAsync();
            var helper = await Town.HelperAsync();
            var need = await Town.NeedAsync(asker.Id, areaId: areaId);
            (await Town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, need.PostedAt.AddHours(wait)))).Ok.Should().BeTrue();
        }
    }

    private async Task<Need> LoadAsync(Guid needId)
    {
        await using var db = Database.Context();
        return await db.LoadNeedAsync(needId);
    }

    private async Task<TypicalWait?> TypicalAsync(string kind, Guid? areaId)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Waits>().TypicalAsync(kind, areaId);
    }
}
