using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>Accepting a plan, whoever presses, how often and how late.</summary>
public sealed class PlanAcceptTests : PlanMakingTest
{
    [Fact]
    public async Task Five_coordinators_who_press_at_once_ask_each_person_once()
    {
        await FillAsync(8);
        var plan = await PlanAsync();

        var pressed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => AcceptAsync(plan))));

        pressed.Where(p => p.Ok).Sum(p => p.Value.Asked).Should().Be(8);
        await using var db = Database.Context();
        (await db.Claims.CountAsync(c => c.State == ClaimState.Invited)).Should().Be(8);
        (await db.Notices.CountAsync()).Should().Be(8);
        (await db.WeekPlanRows.CountAsync(r => r.State == PlanRowState.Asked)).Should().Be(8);
    }

    [Fact]
    public async Task A_plan_followed_by_another_or_older_than_two_days_asks_nobody()
    {
        await FillAsync(2);
        var first = await PlanAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await PlanAsync();

        (await AcceptAsync(first)).Refusal!.Why.ToString().Should().Be("There is a newer plan. Here it is.");
        Clock.Advance(WeekPlan.Life);
        (await AcceptAsync(second)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await using var db = Database.Context();
        (await db.Claims.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task What_a_helper_not_this_one_is_not_proposed_to_them()
    {
        await FillAsync(1);
        await using (var db = Database.Context())
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO not_this_one (member_id, need_id, at) SELECT h.member_id, n.id, {Now} FROM helper_profile h, need n");
        }

        await PlanAsync();

        await using var after = Database.Context();
        (await after.WeekPlanRows.SingleAsync()).Because.Should().Be(EmptyBecause.AskedBefore);
    }

    [Fact]
    public async Task Nobody_is_asked_whom_a_coordinator_crossed_out_or_who_said_not_this_one_since_the_plan_was_made()
    {
        await FillAsync(3);
        var plan = await PlanAsync();
        await using (var db = Database.Context())
        {
            var rows = await db.WeekPlanRows.OrderBy(r => r.Position).ToListAsync();
            (await WithAsync<WeekPlanService, Result>(s => s.ForbidAsync(Coordinator, rows[0].Id))).Ok.Should().BeTrue();
            await db.Database.ExecuteSqlAsync($"INSERT INTO not_this_one (member_id, need_id, at) VALUES ({rows[1].HelperId}, {rows[1].NeedId}, {Now})");
        }

        (await AcceptAsync(plan)).Value.Should().Match<PlanAccepted>(p => p.Asked == 1 && p.NotAsked == 2);

        await using var after = Database.Context();
        (await after.WeekPlanRows.CountAsync(r => r.State == PlanRowState.Asked)).Should().Be(1);
    }

    private async Task FillAsync(int many)
    {
        for (var i = 0; i < many; i++)
        {
            await People.HelperAsync($"H{i}", capacity: 1);
            await People.NeedAsync((await People.MemberAsync($"A{i}")).Id);
        }
    }

    private Task<Result<PlanAccepted>> AcceptAsync(WeekPlan plan) => AcceptAsync(plan, null);
}
