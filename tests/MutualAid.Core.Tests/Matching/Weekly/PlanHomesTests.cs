using FluentAssertions;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>Plans keep people who live together apart where two go together, from the first row to the last press.</summary>
public sealed class PlanHomesTests : PlanMakingTest
{
    private Member luis = null!, mei = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (luis, mei) = (await People.HelperAsync("Luis", capacity: 1), await People.HelperAsync("Mei", capacity: 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task Two_of_one_home_never_go_together_though_they_are_nearest_in_this_week_and_the_next(int daysAhead)
    {
        var far = await People.HelperAsync("Jo", point: new NpgsqlPoint(3_500, 500), capacity: 1);
        Clock.Advance(TimeSpan.FromDays(3));
        var need = await NeedAsync(wanted: 2, day: Monday.AddDays(daysAhead == 0 ? 4 : daysAhead));
        (await HelpersOfAsync(await PlanAsync())).Should().BeEquivalentTo([luis.Id, mei.Id]);

        await People.LiveTogetherAsync(luis, mei);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var plan = await PlanAsync();

        plan.State.Should().Be(WeekPlanState.Ready);
        (await HelpersOfAsync(plan)).Should().HaveCount(2).And.Contain(far.Id);
        (await RowsAsync(plan)).Should().OnlyContain(r => r.NeedId == need.Id);
    }

    [Fact]
    public async Task Where_two_go_for_a_kind_that_is_not_visited_in_pairs_who_lives_together_does_not_count()
    {
        await People.LiveTogetherAsync(luis, mei);
        await NeedAsync("groceries", wanted: 2);

        (await HelpersOfAsync(await PlanAsync())).Should().BeEquivalentTo([luis.Id, mei.Id]);
    }

    [Fact]
    public async Task When_all_who_could_live_together_it_says_so()
    {
        await People.LiveTogetherAsync(luis, mei);
        await NeedAsync(wanted: 2);

        var row = (await RowsAsync(await PlanAsync())).Single();

        (row.Because, row.Places).Should().Be((EmptyBecause.OneHome, (short)2));
        PlanWords.Because(row.Because!.Value, row.Fell).ToString().Should().Be("it wants people from different homes, and those who could live together");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_place_that_somebody_has_or_is_asked_for_keeps_who_lives_with_them_from_the_other(bool asked)
    {
        await People.LiveTogetherAsync(luis, mei);
        var need = await NeedAsync(wanted: 2);
        await People.ChangeAsync(need.Id, n => asked ? n.Invite(n.Parts[0].Id, luis.Id, Monday, Now, Now.AddHours(4)) : n.Take(n.Parts[0].Id, luis.Id, Monday, null, Now));
        (await RowsAsync(await PlanAsync())).Single().Because.Should().Be(EmptyBecause.AskedBefore);

        var other = await People.HelperAsync("Jo", point: new NpgsqlPoint(3_500, 500));
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await HelpersOfAsync(await PlanAsync())).Should().Equal(other.Id);
    }

    [Fact]
    public async Task Two_of_one_home_pinned_to_one_thing_end_in_a_sentence()
    {
        await People.LiveTogetherAsync(luis, mei);
        var need = await NeedAsync(wanted: 2);
        await People.KeepAsync(new[] { luis, mei }.Select(m => (object)PlanWish.Of(need.Parts[0].Id, m.Id, WishKind.Pin, Coordinator.MemberId, Now)).ToArray());

        (await PlanAsync()).Should().Match<WeekPlan>(
            p => p.State == WeekPlanState.Refused && p.Why == "Two people who live together are pinned to something that wants people from different homes.");
    }

    [Fact]
    public async Task Who_lives_with_somebody_that_said_yes_since_is_not_asked_by_the_plan()
    {
        var jo = await People.HelperAsync("Jo", capacity: 1);
        var kim = await People.HelperAsync("Kim", point: new NpgsqlPoint(4_500, 500), capacity: 1);
        await People.LiveTogetherAsync(luis, kim);
        var need = await NeedAsync(wanted: 3);
        var plan = await PlanAsync();
        var rows = await RowsAsync(plan);
        rows.Select(r => r.HelperId).Should().BeEquivalentTo(new Guid?[] { luis.Id, mei.Id, jo.Id });
        await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, kim.Id, Monday, null, Now));

        (await WithAsync<WeekPlanQueries, PlanReview>(q => q.ReadAsync(Coordinator))).Groups.SelectMany(g => g.Rows).Single(r => r.HelperId == luis.Id).Changed!.ToString()
            .Should().Be("lives with somebody who is asked for it or has said yes");
        (await AcceptAsync(plan, rows)).Value.Should().Match<PlanAccepted>(p => p.Asked == 2 && p.NotAsked == 1);
        (await RowsAsync(plan)).Single(r => r.State == PlanRowState.Proposed).HelperId.Should().Be(luis.Id);
    }

    [Fact]
    public async Task Of_two_whom_somebody_said_to_live_together_since_one_is_asked()
    {
        await NeedAsync(wanted: 2);
        var plan = await PlanAsync();
        await People.LiveTogetherAsync(luis, mei);

        (await AcceptAsync(plan, await RowsAsync(plan))).Value.Should().Match<PlanAccepted>(p => p.Asked == 1 && p.NotAsked == 1);

        await using var db = Database.Context();
        db.Claims.Should().ContainSingle(c => c.State == ClaimState.Invited);
    }

    private async Task<List<Guid?>> HelpersOfAsync(WeekPlan plan) => (await RowsAsync(plan)).ConvertAll(r => r.HelperId);
}
