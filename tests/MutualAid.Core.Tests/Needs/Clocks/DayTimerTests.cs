using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Clocks;

/// <summary>The day before, two days after, and a day that passed with nobody: local hours, whatever the clocks do in between.</summary>
public sealed class DayTimerTests : ClockTest
{
    // Two days on from each start the clocks have changed, or the leap day has been.
    private static DateOnly Visit(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(2);

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task The_day_before_at_nine_the_helper_is_asked_still_ok(string day)
    {
        StartAt(day);
        var (helper, need) = (await People.HelperAsync(), await DatedAsync(Visit(day)));
        await SayAsync(helper, await AgreeAsync(need, helper));

        await OnceAtAsync(London.At(Visit(day).AddDays(-1), new TimeOnly(9, 0)), "the reminder");

        (await NewsOfAsync(helper)).Should().Equal(NoticeKind.StillOkay);
        var claim = (await ReadAsync(need.Id)).Claims.Single();
        claim.AsksWord.Should().BeTrue();
        (await SayAsync(helper, claim.Id)).Ok.Should().BeTrue();
        (await ReadAsync(need.Id)).Claims.Single().AsksWord.Should().BeFalse("the word has been said");
    }

    [Fact]
    public async Task Somebody_who_agreed_after_that_hour_is_not_asked_the_same_again()
    {
        StartAt("2026-05-19", 15);
        var helper = await People.HelperAsync();
        await AgreeAsync(await DatedAsync(new DateOnly(2026, 5, 20)), helper);

        (await RunAsync(Now.AddHours(1))).Should().Be(0);
        (await RunAsync(London.At(new DateOnly(2026, 5, 20), new TimeOnly(9, 59)))).Should().Be(0);
    }

    [Fact]
    public async Task A_server_that_was_off_overnight_still_asks_in_the_morning_and_not_once_it_has_begun()
    {
        foreach (var (hour, minute, asks) in new[] { (9, 59, 1), (10, 0, 0) })
        {
            StartAt("2026-05-18");
            var helper = await People.HelperAsync();
            await SayAsync(helper, await AgreeAsync(await DatedAsync(new DateOnly(2026, 5, 20)), helper));
            (await RunAsync(London.At(new DateOnly(2026, 5, 20), new TimeOnly(hour, minute)))).Should().Be(asks);
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Two_days_after_the_planned_time_both_sides_are_asked_how_it_went(string day)
    {
        StartAt(day);
        var asker = await People.MemberAsync();
        var (helper, need) = (await People.HelperAsync(), await DatedAsync(Visit(day), askerId: asker.Id));
        await SayAsync(helper, await AgreeAsync(need, helper));
        await RunAsync(London.At(Visit(day).AddDays(-1), new TimeOnly(9, 0)));

        await OnceAtAsync(London.At(Visit(day).AddDays(2), new TimeOnly(11, 0)), "asking how it went");

        (await NewsOfAsync(helper)).Should().Equal(NoticeKind.StillOkay, NoticeKind.TellHowItWent);
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.HelperIsComing, NoticeKind.HowDidItGo);
    }

    [Theory]
    [InlineData("2026-05-18")]
    [InlineData("2026-03-24")]
    [InlineData("2026-10-20")]
    [InlineData("2028-02-25")]
    public async Task Help_without_a_day_is_asked_about_a_week_after_the_helpers_word(string day)
    {
        var start = StartAt(day);
        var helper = await People.HelperAsync();
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        await SayAsync(helper, await AgreeAsync(need, helper));

        await OnceAtAsync(London.At(London.Day(start).AddDays(7), new TimeOnly(8, 40)), "asking how it went");
    }

    [Fact]
    public async Task A_planned_visit_is_a_word_and_its_own_day_counts_even_when_it_moves()
    {
        StartAt("2026-10-22");
        var helper = await People.HelperAsync();
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        var claim = await AgreeAsync(need, helper);
        await PlanAsync(helper, claim, new DateOnly(2026, 10, 25));

        (await RunAsync(Now.AddHours(49))).Should().BeGreaterThan(0, "it is the day before, and nobody was let go");
        (await WrittenByClockAsync(need.Id)).Should().Equal(Deed.DayBeforeAsked);
        Clock.Set(London.At(new DateOnly(2026, 10, 24), new TimeOnly(10, 0)));
        await PlanAsync(helper, claim, new DateOnly(2026, 10, 27));

        await OnceAtAsync(London.At(new DateOnly(2026, 10, 26), new TimeOnly(9, 0)), "the reminder of the new day");
        await RunAsync(London.At(new DateOnly(2026, 10, 28), new TimeOnly(9, 0)));
        (await WrittenByClockAsync(need.Id)).Should().EndWith(Deed.VisitOverdue, "nobody said that the visit is over");
        await OnceAtAsync(London.At(new DateOnly(2026, 10, 29), new TimeOnly(16, 0)), "asking how it went");
    }

    [Theory]
    [InlineData("2026-05-20")]
    [InlineData("2026-03-28")]
    [InlineData("2026-10-24")]
    [InlineData("2028-02-28")]
    public async Task A_day_without_hours_is_asked_about_two_days_later_at_nine(string day)
    {
        var on = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Clock.Set(London.At(on.AddDays(-1), new TimeOnly(9, 30)));
        var helper = await People.HelperAsync();
        var need = await People.NeedAsync((await People.MemberAsync()).Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, on)));
        await SayAsync(helper, await AgreeAsync(need, helper));

        await OnceAtAsync(London.At(on.AddDays(2), new TimeOnly(9, 0)), "asking how it went");
    }

    [Fact]
    public async Task Somebody_who_told_how_it_went_is_not_asked()
    {
        StartAt("2026-05-18");
        var helper = await People.HelperAsync();
        var need = await DatedAsync(new DateOnly(2026, 5, 20));
        var claim = await AgreeAsync(need, helper);
        await SayAsync(helper, claim);
        Clock.Set(London.At(new DateOnly(2026, 5, 20), new TimeOnly(12, 0)));
        await People.ChangeAsync(need.Id, n => n.Report(claim, Outcome.Done, fromHelper: true, Now));

        (await RunAsync(Now.AddDays(5))).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_day_that_passed_with_nobody_is_missed_at_its_last_minute_and_the_asker_hears_it(string day)
    {
        StartAt(day);
        var asker = await People.MemberAsync();
        var need = await DatedAsync(Visit(day), askerId: asker.Id);

        await OnceAtAsync(London.At(Visit(day), new TimeOnly(11, 0)), "the day that passed");

        var after = await ReadAsync(need.Id);
        after.Parts.Single().State.Should().Be(PartState.Missed);
        (after.Looking, after.IsClosed, after.DayPassed).Should().Be((false, false, true), "it is the asker who says what now");
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.DayPassed);

        await People.ChangeAsync(need.Id, n => n.StillWanted(Now));
        var again = await ReadAsync(need.Id);
        again.Parts.Single().Time.Should().Be(PartTime.Whenever);
        (again.Looking, again.PostedAt).Should().Be((true, need.PostedAt));
    }

    [Theory]
    [InlineData("2026-05-20", "2026-05-20T23:00Z")]
    [InlineData("2026-10-25", "2026-10-26T00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T23:00Z")]
    [InlineData("2028-02-29", "2028-03-01T00:00Z")]
    public async Task A_day_without_hours_passes_at_midnight_on_the_networks_clock(string day, string midnight)
    {
        var on = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Clock.Set(London.At(on.AddDays(-1), new TimeOnly(8, 40)));
        await People.NeedAsync((await People.MemberAsync()).Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, on)));

        await OnceAtAsync(DateTimeOffset.Parse(midnight, CultureInfo.InvariantCulture), "a day of 23, 24 or 25 hours");
    }

    [Fact]
    public async Task One_of_several_days_passes_and_the_others_go_on()
    {
        StartAt("2026-05-18");
        var asker = await People.MemberAsync();
        NewPart On(int day) => new("cooked-meal", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, day), new TimeOnly(18, 0)));
        var need = await People.NeedAsync(asker.Id, parts: [On(19), On(22)]);

        await OnceAtAsync(London.At(new DateOnly(2026, 5, 19), new TimeOnly(18, 0)), "the first day");

        var after = await ReadAsync(need.Id);
        after.Parts.OrderBy(p => p.Position).Select(p => p.State).Should().Equal(PartState.Missed, PartState.Open);
        (after.Looking, after.StillAsks).Should().Be((true, (short)0));
        (await NewsOfAsync(asker)).Should().Equal(NoticeKind.OneDayPassed);
    }

    [Fact]
    public async Task What_did_not_happen_and_is_wanted_again_after_its_day_keeps_looking()
    {
        StartAt("2026-05-18");
        var helper = await People.HelperAsync();
        var need = await DatedAsync(new DateOnly(2026, 5, 20));
        var claim = await AgreeAsync(need, helper);
        await SayAsync(helper, claim);
        Clock.Set(London.At(new DateOnly(2026, 5, 20), new TimeOnly(12, 0)));
        await People.ChangeAsync(need.Id, n => n.Report(claim, Outcome.DidntHappen, fromHelper: false, Now));

        await RunAsync(Now.AddMinutes(1));

        var after = await ReadAsync(need.Id);
        after.Parts.Single().State.Should().Be(PartState.Open);
        after.Looking.Should().BeTrue();
        (await WrittenByClockAsync(need.Id)).Should().BeEmpty();
    }

    private async Task PlanAsync(Member helper, Guid claimId, DateOnly day)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var planned = await scope.ServiceProvider.GetRequiredService<VisitService>()
            .PlanAsync(Neighbourhood.ActorOf(helper), claimId, new VisitPlan(day, new TimeOnly(15, 0), new TimeOnly(16, 0), null, InPair: false));
        planned.Ok.Should().BeTrue();
    }

    private async Task<Need> DatedAsync(DateOnly day, Guid? askerId = null) => await People.NeedAsync(
        askerId ?? (await People.MemberAsync()).Id,
        parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, day, new TimeOnly(10, 0), new TimeOnly(11, 0))));
}
