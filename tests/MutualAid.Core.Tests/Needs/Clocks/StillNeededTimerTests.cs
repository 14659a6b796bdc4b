using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Clocks;

public sealed class StillNeededTimerTests : ClockTest
{
    [Theory]
    [MemberData(nameof(Starts))]
    public async Task An_open_need_is_asked_about_after_7_days_and_14_and_closes_at_21(string day)
    {
        var start = StartAt(day);
        var asker = await People.MemberAsync();
        var need = await People.NeedAsync(asker.Id);

        await OnceAtAsync(start.AddDays(7), "the first question");
        await OnceAtAsync(start.AddDays(14), "the second question");
        (await ReadAsync(need.Id)).State.Should().Be(NeedState.Open);
        await OnceAtAsync(start.AddDays(21), "closing");

        (await ReadAsync(need.Id)).State.Should().Be(NeedState.Expired);
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.StillNeeded, NoticeKind.StillNeeded, NoticeKind.NeedExpired);
        (await WrittenByClockAsync(need.Id)).Should().Equal(Deed.StillNeededAsked, Deed.StillNeededAsked, Deed.NeedExpired);
        await People.ChangeAsync(need.Id, n => n.Reopen(Now));
        (await ReadAsync(need.Id)).PostedAt.Should().Be(start, "opened again, it has its old place");
    }

    [Fact]
    public async Task An_answer_begins_the_clock_anew_however_often()
    {
        var said = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        for (var i = 0; i < 4; i++)
        {
            await OnceAtAsync(said.AddDays(7), "the first question");
            await OnceAtAsync(said.AddDays(14), "the second question");
            Clock.Set(said.AddDays(15));
            said = Now;
            await People.ChangeAsync(need.Id, n => n.StillWanted(Now));
        }

        (await ReadAsync(need.Id)).State.Should().Be(NeedState.Open, "sixty days on it is still wanted, and nobody closed it");
    }

    [Fact]
    public async Task It_never_closes_on_somebody_who_was_not_asked_in_time()
    {
        var start = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        var back = start.AddDays(40);

        (await RunAsync(back)).Should().Be(1);
        await OnceAtAsync(back.AddDays(7), "the second question");
        await OnceAtAsync(back.AddDays(14), "closing");
        (await ReadAsync(need.Id)).State.Should().Be(NeedState.Expired);
    }

    [Fact]
    public async Task A_need_somebody_has_offered_for_is_not_closed()
    {
        var start = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id, choice: HelperChoice.LetMeChoose);
        await AgreeAsync(need, await People.HelperAsync());
        foreach (var days in new[] { 7, 14, 21, 30 })
        {
            await RunAsync(start.AddDays(days));
        }

        (await ReadAsync(need.Id)).State.Should().Be(NeedState.Open);
    }

    [Fact]
    public async Task A_helper_who_let_go_does_not_bring_the_question_sooner()
    {
        var start = StartAt("2026-05-18");
        var helper = await People.HelperAsync();
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        var claim = await AgreeAsync(need, helper);
        await SayAsync(helper, claim);
        Clock.Set(start.AddDays(6));
        await People.ChangeAsync(need.Id, n => n.Release(claim, Now));

        await OnceAtAsync(start.AddDays(13), "the question, a week after it opened again");
    }

    [Fact]
    public async Task Where_a_silence_may_mean_trouble_a_coordinator_is_asked_to_ring_and_nothing_closes_by_itself()
    {
        var start = StartAt("2026-05-18");
        var (here, elsewhere) = (await People.AreaAsync(), await People.AreaAsync("Riverside"));
        var (ana, kwame) = (await People.CoordinatorAsync("Ana", here.Id), await People.CoordinatorAsync("Kwame", elsewhere.Id));
        var need = await People.NeedAsync((await People.MemberAsync()).Id, areaId: here.Id);
        var coordinator = Neighbourhood.ActorOf(ana, Role.Coordinator) with { Areas = new HashSet<Guid> { here.Id } };
        (await CareAsync(c => c.MarkAsync(coordinator, need.Id, ring: true))).Ok.Should().BeTrue();

        await OnceAtAsync(start.AddDays(7), "the first question");
        await OnceAtAsync(start.AddDays(14), "the second question");
        await OnceAtAsync(start.AddDays(21), "asking to ring");
        (await RunAsync(start.AddDays(60))).Should().Be(0);

        (await ReadAsync(need.Id)).State.Should().Be(NeedState.Open);
        (await NewsOfAsync(ana)).Should().Equal(NoticeKind.PleaseRing);
        (await NewsOfAsync(kwame)).Should().BeEmpty();

        (await CareAsync(c => c.RangAsync(coordinator, need.Id, stillWanted: true))).Ok.Should().BeTrue();
        await OnceAtAsync(start.AddDays(67), "the question, a week after the ring");
        (await CareAsync(c => c.RangAsync(coordinator, need.Id, stillWanted: false))).Ok.Should().BeTrue();
        (await CareAsync(c => c.RangAsync(coordinator, need.Id, stillWanted: false))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Only_a_coordinator_of_the_area_marks_or_rings()
    {
        var (here, elsewhere) = (await People.AreaAsync(), await People.AreaAsync("Riverside"));
        var need = await People.NeedAsync((await People.MemberAsync()).Id, areaId: here.Id);
        var member = await People.MemberAsync("Bea");
        foreach (var actor in new[]
        {
            Neighbourhood.ActorOf(member),
            Neighbourhood.ActorOf(member, Role.Administrator),
            Neighbourhood.ActorOf(member, Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } },
        })
        {
            (await CareAsync(c => c.MarkAsync(actor, need.Id, ring: true))).Refusal.Should().Be(Refusal.NotFound);
            (await CareAsync(c => c.RangAsync(actor, need.Id, stillWanted: true))).Refusal.Should().Be(Refusal.NotFound);
        }
    }

    [Fact]
    public async Task A_day_that_passed_is_the_first_question_and_one_more_comes_before_it_closes()
    {
        StartAt("2026-05-18");
        var asker = await People.MemberAsync();
        await People.NeedAsync(asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20), new TimeOnly(10, 0))));
        var missed = London.At(new DateOnly(2026, 5, 20), new TimeOnly(10, 0));
        await RunAsync(missed);

        await OnceAtAsync(London.At(new DateOnly(2026, 6, 1), new TimeOnly(8, 40)), "the second question");
        await OnceAtAsync(London.At(new DateOnly(2026, 6, 8), new TimeOnly(8, 40)), "closing");
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.DayPassed, NoticeKind.StillNeeded, NoticeKind.NeedExpired);
    }

    private async Task<Result> CareAsync(Func<RingFirstService, Task<Result>> act)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<RingFirstService>());
    }
}
