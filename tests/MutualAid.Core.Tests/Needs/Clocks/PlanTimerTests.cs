using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Clocks;

/// <summary>Story 18: somebody who goes quiet is asked, asked again, and let go without a mark.</summary>
public sealed class PlanTimerTests : ClockTest
{
    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_helper_without_a_word_is_asked_after_24_hours_again_after_36_and_let_go_after_48(string day)
    {
        var start = StartAt(day);
        var (asker, helper) = (await People.MemberAsync(), await People.HelperAsync());
        var need = await People.NeedAsync(asker.Id);
        await AgreeAsync(need, helper);

        await OnceAtAsync(start.AddHours(24), "the first question");
        await OnceAtAsync(start.AddHours(36), "the second question");
        (await ReadAsync(need.Id)).Looking.Should().BeFalse();
        await OnceAtAsync(start.AddHours(48), "letting go");

        var after = await ReadAsync(need.Id);
        after.Claims.Single().State.Should().Be(ClaimState.Lapsed);
        after.Looking.Should().BeTrue();
        after.PostedAt.Should().Be(start, "the need is open at its old place");
        (await NewsOfAsync(helper)).Should().Equal(NoticeKind.AreYouComing, NoticeKind.AreYouComingStill, NoticeKind.OpenForOthers);
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.LookingAgain);
        (await WrittenByClockAsync(need.Id)).Should().Equal(Deed.PlanNudged, Deed.PlanAskedAgain, Deed.ClaimWentQuiet);
    }

    [Fact]
    public async Task For_an_urgent_need_it_is_a_quarter_of_that()
    {
        var start = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id, urgency: Urgency.Urgent);
        await AgreeAsync(need, await People.HelperAsync());

        await OnceAtAsync(start.AddHours(6), "the first question");
        await OnceAtAsync(start.AddHours(9), "the second question");
        await OnceAtAsync(start.AddHours(12), "letting go");
        (await ReadAsync(need.Id)).Claims.Single().State.Should().Be(ClaimState.Lapsed);
    }

    [Fact]
    public async Task A_word_from_the_helper_quiets_the_clock_and_the_neighbour_hears_it_once()
    {
        var start = StartAt("2026-05-18");
        var (asker, helper) = (await People.MemberAsync(), await People.HelperAsync());
        var need = await People.NeedAsync(asker.Id);
        var claim = await AgreeAsync(need, helper);
        await RunAsync(start.AddHours(24));

        (await SayAsync(helper, claim)).Ok.Should().BeTrue();
        (await SayAsync(helper, claim)).Ok.Should().BeTrue("pressing twice is no harm");

        (await RunAsync(start.AddHours(60))).Should().Be(0);
        (await ReadAsync(need.Id)).Claims.Single().State.Should().Be(ClaimState.Agreed);
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.HelperIsComing);
    }

    [Fact]
    public async Task Nobody_is_let_go_unasked_when_the_server_was_off_for_days()
    {
        var start = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        await AgreeAsync(need, await People.HelperAsync());
        var back = start.AddHours(100);

        (await RunAsync(back)).Should().Be(1);
        (await WrittenByClockAsync(need.Id)).Should().Equal(Deed.PlanNudged);
        await OnceAtAsync(back.AddHours(12), "the second question, as long after the first as ever");
        await OnceAtAsync(back.AddHours(24), "letting go");
    }

    [Fact]
    public async Task Once_its_time_has_begun_nobody_is_let_go_in_the_middle_of_it()
    {
        var start = StartAt("2026-05-18");
        var time = new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20), new TimeOnly(8, 0), new TimeOnly(9, 0));
        var need = await People.NeedAsync((await People.MemberAsync()).Id, parts: new NewPart("groceries", null, time));
        await AgreeAsync(need, await People.HelperAsync());
        await RunAsync(start.AddHours(24));
        await RunAsync(start.AddHours(36));

        (await RunAsync(start.AddHours(48))).Should().Be(0, "it is Wednesday 8.40, and they may be at the door");

        (await ReadAsync(need.Id)).Claims.Single().State.Should().Be(ClaimState.Agreed);
    }

    [Fact]
    public async Task A_coordinator_reads_the_trail_with_its_channel_and_the_neighbour_reads_no_reproach()
    {
        var start = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        await AgreeAsync(need, await People.HelperAsync("Yusuf"));
        foreach (var hours in new[] { 24, 36, 48 })
        {
            await RunAsync(start.AddHours(hours));
        }

        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var timeline = scope.ServiceProvider.GetRequiredService<NeedTimeline>();
        var trail = await timeline.ReadAsync(need.Id, NeedFace.Coordinator, []);
        trail.Select(r => r.Words.ToString()).Should().Equal(
            "Yusuf was asked: is it still on your list?", "Yusuf was asked again", "There was no word from Yusuf, so it is open again");
        trail.Should().OnlyContain(r => r.ByClock);
        (await timeline.ReadAsync(need.Id, NeedFace.Asker, [])).Should().ContainSingle();
        (await timeline.ReadAsync(need.Id, NeedFace.Helper, [])).Should().BeEmpty("no third person reads a mark on anybody");
    }

    [Fact]
    public async Task Somebody_elses_word_is_refused_as_missing_and_one_after_letting_go_comes_too_late()
    {
        var start = StartAt("2026-05-18");
        var helper = await People.HelperAsync();
        var claim = await AgreeAsync(await People.NeedAsync((await People.MemberAsync()).Id), helper);

        (await SayAsync(await People.HelperAsync("Mei"), claim)).Refusal.Should().Be(Refusal.NotFound);
        foreach (var hours in new[] { 24, 36, 48 })
        {
            await RunAsync(start.AddHours(hours));
        }

        (await SayAsync(helper, claim)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }
}
