using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>Plans keep to what helpers say one day may hold, with what is on it already, from the first row to the last press.</summary>
public sealed class PlanDaysTests : PlanMakingTest
{
    private static readonly TimeOnly Noon = new(12, 0), Nine = new(9, 0), Six = new(18, 0);

    private Member luis = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        luis = await People.HelperAsync("Luis");
    }

    [Fact]
    public async Task A_day_holds_no_more_than_the_helper_said_though_the_week_has_room()
    {
        foreach (var start in new[] { Nine, Noon, Six })
        {
            await NeedAsync(Monday.AddDays(1), start);
        }

        (await DaysAsync()).Should().Equal(3);
        await People.LimitDaysAsync(luis, 2);
        (await DaysAsync()).Should().Equal(2);
        await People.LimitDaysAsync(luis, 1);
        (await DaysAsync()).Should().Equal(1);
        await People.LimitDaysAsync(luis, null);
        (await DaysAsync()).Should().Equal(3);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 8)]
    public async Task What_is_on_a_day_already_or_may_yet_be_leaves_less_of_it_and_of_no_other_day(bool agreed, int ahead)
    {
        Clock.Advance(TimeSpan.FromDays(ahead > 6 ? 5 : 0));
        await People.LimitDaysAsync(luis, 2);
        var (full, other) = (Monday.AddDays(ahead), Monday.AddDays(ahead + 1));
        var held = await NeedAsync(full, Nine);
        await People.ChangeAsync(held.Id, n => agreed ? n.Take(n.Parts[0].Id, luis.Id, Monday, null, Now) : n.Invite(n.Parts[0].Id, luis.Id, Monday, Now, Now.AddDays(1)));
        await NeedAsync(full, Noon, Urgency.Urgent);
        await NeedAsync(full, Six, Urgency.Urgent);
        await NeedAsync(other, Noon);

        (await DaysAsync()).Should().Equal(1, 1);
        await People.LimitDaysAsync(luis, null);
        (await DaysAsync()).Should().Equal(2);
    }

    [Fact]
    public async Task A_day_that_is_full_is_said_where_a_place_stays_empty_by_it()
    {
        await People.LimitDaysAsync(luis, 1);
        var held = await NeedAsync(Monday.AddDays(1), Nine);
        await People.ChangeAsync(held.Id, n => n.Take(n.Parts[0].Id, luis.Id, Monday, null, Now));
        await NeedAsync(Monday.AddDays(1), Six);

        var row = (await RowsAsync(await PlanAsync())).Single();

        (row.Because, row.HelperId).Should().Be((EmptyBecause.DayFull, (Guid?)null));
        PlanWords.Because(row.Because!.Value, row.Fell).ToString().Should().Be("the one person who fits has as much on that day as they wish");
    }

    [Fact]
    public async Task What_can_be_on_several_days_goes_to_one_with_room()
    {
        await People.LimitDaysAsync(luis, 1);
        var held = await NeedAsync(Monday, Nine);
        await People.ChangeAsync(held.Id, n => n.Take(n.Parts[0].Id, luis.Id, Monday, null, Now));
        await People.NeedAsync(Asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.Before, Monday.AddDays(1)), 1));
        (await RowsAsync(await PlanAsync())).Single().HelperId.Should().Be(luis.Id, "Tuesday is free");

        await NeedAsync(Monday.AddDays(1), Noon);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await RowsAsync(await PlanAsync())).Count(r => r.HelperId == luis.Id).Should().Be(1, "Tuesday holds one of the two");
    }

    [Fact]
    public async Task Pins_that_ask_more_of_a_day_than_it_has_room_for_end_in_a_sentence()
    {
        await People.LimitDaysAsync(luis, 1);
        Need[] needs = [await NeedAsync(Monday.AddDays(1), Noon), await NeedAsync(Monday.AddDays(1), Six)];
        await PinAsync(needs[0]);
        (await PlanAsync()).State.Should().Be(WeekPlanState.Ready);
        await PinAsync(needs[1]);
        (await AgainAsync()).Why.Should().Be("Two things pinned on one helper are at the same time, or on one day too many. Take one of them back.");

        await People.ChangeAsync(needs[0].Id, n => n.Take(n.Parts[0].Id, luis.Id, Monday, null, Now));
        (await AgainAsync()).Why.Should().Be("A helper is pinned to something they can’t take on. Take the pin back.", "the day is full");

        Task PinAsync(Need need) => People.KeepAsync(PlanWish.Of(need.Parts[0].Id, luis.Id, WishKind.Pin, Coordinator.MemberId, Now));
        Task<WeekPlan> AgainAsync()
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            return PlanAsync();
        }
    }

    [Fact]
    public async Task Whose_day_filled_up_since_is_not_asked_by_the_plan()
    {
        await People.LimitDaysAsync(luis, 1);
        await NeedAsync(Monday.AddDays(1), Noon);
        var plan = await PlanAsync();
        var since = await NeedAsync(Monday.AddDays(1), Six);
        await People.ChangeAsync(since.Id, n => n.Take(n.Parts[0].Id, luis.Id, Monday, null, Now));

        (await WithAsync<WeekPlanQueries, PlanReview>(q => q.ReadAsync(Coordinator))).Groups.SelectMany(g => g.Rows).Single().Changed!.ToString()
            .Should().Be("at the limit set for that day (1 of 1)");
        (await AcceptAsync(plan, await RowsAsync(plan))).Value.Should().Match<PlanAccepted>(p => p.Asked == 0 && p.NotAsked == 1);
    }

    private Task<Need> NeedAsync(DateOnly day, TimeOnly start, Urgency urgency = Urgency.Normal) =>
        People.NeedAsync(Asker.Id, urgency: urgency, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, day, start, start.AddHours(1)), 1));

    // How many the next plan gives Luis on each day on which it gives any.
    private async Task<List<int>> DaysAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var parts = (await RowsAsync(await PlanAsync())).Where(r => r.HelperId == luis.Id).Select(r => r.PartId).ToList();
        await using var db = Database.Context();
        return await db.NeedParts.Where(p => parts.Contains(p.Id)).GroupBy(p => p.Day).OrderBy(g => g.Key).Select(g => g.Count()).ToListAsync();
    }
}
