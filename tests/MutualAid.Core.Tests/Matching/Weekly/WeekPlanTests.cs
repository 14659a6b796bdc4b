using System.Collections;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>The plan of a week from a real database: what it reads, what it keeps, and how each odd case ends in a sentence.</summary>
public sealed class WeekPlanTests : PlanMakingTest
{
    [Fact]
    public async Task A_plan_holds_proven_rows_lives_two_days_and_sends_nothing()
    {
        var near = await People.HelperAsync("Luis", capacity: 1);
        var far = await People.HelperAsync("Mei", point: new NpgsqlPoint(2_500, 500), capacity: 1);
        var first = await People.NeedAsync(Asker.Id, point: new NpgsqlPoint(2_500, 500));
        var second = await People.NeedAsync(Asker.Id);

        var plan = await PlanAsync();

        (plan.State, plan.MadeBy, plan.FirstDay, plan.LastDay).Should().Be((WeekPlanState.Ready, Coordinator.MemberId, Monday, Monday.AddDays(6)));
        (plan.Cost, plan.ExpiresAt).Should().Be((plan.LowerBound, Now.AddHours(48)));
        (await RowsAsync(plan)).Select(r => (r.NeedId, r.HelperId)).Should().BeEquivalentTo([(first.Id, (Guid?)far.Id), (second.Id, near.Id)]);
        plan.Figures!.Plan.Filled.Should().Be(2);
        await using var db = Database.Context();
        (await db.Claims.AnyAsync()).Should().BeFalse();
        (await db.Notices.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Load_is_evenly_shared_when_each_does_what_they_said_they_can()
    {
        await People.HelperAsync("Luis", capacity: 1);
        await People.HelperAsync("Mei", capacity: 3);
        await People.NeedAsync(Asker.Id);
        (await PlanAsync()).Figures!.Plan.LoadSpread.Should().Be(500, "one of two does something");
        for (var i = 0; i < 3; i++)
        {
            await People.NeedAsync(Asker.Id);
        }

        var plan = await PlanAsync();

        (plan.Figures!.Plan.Filled, plan.Figures.Plan.MostLoad, plan.Figures.Plan.LoadSpread).Should().Be((4, 3, 0));
    }

    [Fact]
    public async Task An_empty_network_ends_in_a_sentence()
    {
        (await PlanAsync()).Should().Match<WeekPlan>(p => p.State == WeekPlanState.Refused && p.Why == "Nothing is open in these days, so there is nothing to plan.");
        await People.NeedAsync(Asker.Id);
        (await PlanAsync()).Should().Match<WeekPlan>(p => p.State == WeekPlanState.Refused && p.Why == "Nobody has said yet that they would help, so there is nobody to plan with.");
    }

    [Fact]
    public async Task A_helper_without_hours_or_without_room_and_a_part_nobody_can_fill_each_say_why()
    {
        await People.HelperAsync("Sefa", hours: new BitArray(168), kinds: 1);
        await People.HelperAsync("Deniz", capacity: 0, kinds: 2);
        await People.HelperAsync("Halima", kinds: 1 << 2, languages: "so");
        var never = await People.NeedAsync(Asker.Id);
        var full = await People.NeedAsync(Asker.Id, "cooked-meal");
        var kinds = await KindsAsync();
        var other = await People.NeedAsync(Asker.Id, kinds[2]);
        var nobody = await People.NeedAsync(Asker.Id, kinds[3]);

        var plan = await PlanAsync();

        (await RowsAsync(plan)).ToDictionary(r => r.NeedId, r => PlanWords.Because(r.Because!.Value, r.Fell).ToString()).Should().Equal(new Dictionary<Guid, string>
        {
            [never.Id] = "the one person who fits otherwise isn’t free at that time",
            [full.Id] = "the one person who fits has as much on as they wish",
            [other.Id] = "the one person near enough speaks none of the languages asked for",
            [nobody.Id] = "nobody has ticked this kind of help yet",
        });
    }

    [Fact]
    public async Task A_helper_who_goes_no_way_at_all_cannot_be_kept_and_one_who_goes_hardly_any_way_is_planned_where_they_live()
    {
        var here = await People.HelperAsync(radius: HelperProfile.MinRadius);
        await using (var db = Database.Context())
        {
            var nowhere = () => db.HelperProfiles.Where(p => p.MemberId == here.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Radius, 0));
            await nowhere.Should().ThrowAsync<Npgsql.PostgresException>();
        }

        await People.NeedAsync(Asker.Id);
        var far = await People.NeedAsync(Asker.Id, point: new NpgsqlPoint(9_500, 500));

        var rows = await RowsAsync(await PlanAsync());

        rows.Should().HaveCount(2).And.ContainSingle(r => r.HelperId == here.Id).Which.NeedId.Should().NotBe(far.Id);
        rows.Single(r => r.HelperId == null).Because.Should().Be(EmptyBecause.OutOfReach);
    }

    [Fact]
    public async Task Pins_that_contradict_each_other_end_in_a_sentence_and_are_heard_once_they_fit()
    {
        var one = await People.HelperAsync(capacity: 1);
        var other = await People.HelperAsync(capacity: 1);
        var (a, b) = (await People.NeedAsync(Asker.Id), await People.NeedAsync(Asker.Id));
        await People.KeepAsync(Wish(a, one, WishKind.Pin), Wish(b, one, WishKind.Pin));

        (await PlanAsync()).Why.Should().Be("More is pinned on a helper than they can do this week.");

        await TakeBackAsync(b, one);
        (await RowsAsync(await PlanAsync())).Should().BeEquivalentTo(
            [new { NeedId = a.Id, HelperId = (Guid?)one.Id, Pinned = true }, new { NeedId = b.Id, HelperId = (Guid?)other.Id, Pinned = false }]);
        await People.KeepAsync(Wish(b, other, WishKind.Forbid));
        (await RowsAsync(await PlanAsync())).Single(r => r.NeedId == b.Id).Because.Should().Be(EmptyBecause.NeededElsewhere);
    }

    [Fact]
    public async Task A_plan_called_off_midway_keeps_nothing_and_says_so()
    {
        await People.HelperAsync();
        await People.NeedAsync(Asker.Id);
        foreach (var stage in new[] { WeekStage.Reading, WeekStage.Placing, WeekStage.Keeping })
        {
            var id = (await StartAsync()).Value;

            await MakeAsync(id, new AtStage(stage, () => CancelAsync(id).GetAwaiter().GetResult().Ok.Should().BeTrue()));

            var plan = await ReadAsync(id);
            (plan.State, plan.Figures).Should().Be((WeekPlanState.Cancelled, null), "at {0}", stage);
            (await RowsAsync(plan)).Should().BeEmpty();
        }

        (await PlanAsync()).State.Should().Be(WeekPlanState.Ready, "the place is free again");
    }

    [Fact]
    public async Task A_process_that_dies_or_is_shut_down_leaves_a_plan_that_stopped_and_nothing_else()
    {
        await People.HelperAsync();
        await People.NeedAsync(Asker.Id);
        var dead = (await StartAsync()).Value;
        var (stopped, ct) = ((Guid?)null, new CancellationTokenSource());
        (await StartAsync()).Refusal!.Why.ToString().Should().Be("A plan is being made already. Here it is.");

        Clock.Advance(WeekPlan.Silence + TimeSpan.FromSeconds(1));
        await using (var scope = Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(Now)).Should().ContainKey(nameof(WeekPlanTimer));
        }

        (await ReadAsync(dead)).State.Should().Be(WeekPlanState.Stopped);
        stopped = (await StartAsync()).Value;
        await MakeAsync(stopped.Value, new AtStage(WeekStage.Placing, ct.Cancel), ct.Token);
        (await ReadAsync(stopped.Value)).State.Should().Be(WeekPlanState.Stopped);
        await using var db = Database.Context();
        (await db.WeekPlanRows.AnyAsync()).Should().BeFalse();

        // Whoever begins one need not wait for the clock.
        await StartAsync();
        Clock.Advance(WeekPlan.Silence + TimeSpan.FromSeconds(1));
        (await StartAsync()).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task Only_one_plan_is_made_at_a_time_whoever_begins_it()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(StartAsync)));

        begun.Count(b => b.Ok).Should().Be(1);
        begun.Where(b => !b.Ok).Should().OnlyContain(b => b.Refusal!.Kind == RefusalKind.Conflict);
    }

    [Fact]
    public async Task Moving_anybody_inside_their_square_leaves_the_plan_the_same_to_the_byte()
    {
        var random = new Random(7);
        NpgsqlPoint Somewhere() => new((random.Next(4) * 1_000) + 500, (random.Next(4) * 1_000) + 500);
        for (var i = 0; i < 12; i++)
        {
            await People.HelperAsync($"H{i}", point: Somewhere(), radius: 1_000 + (500 * random.Next(4)), capacity: 1 + random.Next(2));
            await People.NeedAsync(Asker.Id, point: Somewhere(), urgency: (Urgency)random.Next(4));
        }

        var before = Told(await PlanAsync());
        await using (var db = Database.Context())
        {
            foreach (var row in await db.HelperProfiles.ToListAsync())
            {
                row.Offer(row.Kinds, row.Hours, row.Radius, row.WeeklyCapacity, new NpgsqlPoint(row.Point!.Value.X - 499 + random.Next(998), row.Point.Value.Y - 499 + random.Next(998)));
            }

            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE need SET point = point(point[0] - 499 + floor(random() * 998), point[1] - 499 + floor(random() * 998))");
            await db.WeekPlans.ExecuteDeleteAsync();
        }

        Told(await PlanAsync()).Should().Be(before);
    }

    [Fact]
    public async Task What_is_waiting_for_an_answer_takes_its_place_and_the_helpers_room()
    {
        var asked = await People.HelperAsync(capacity: 1);
        var need = await People.NeedAsync(Asker.Id);
        var other = await People.NeedAsync(Asker.Id);
        await People.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, asked.Id, Monday, Now, Now.AddDays(1)));

        var row = (await RowsAsync(await PlanAsync())).Should().ContainSingle().Subject;

        (row.NeedId, row.Because).Should().Be((other.Id, EmptyBecause.Full));
    }

    [Fact]
    public async Task The_pairs_of_the_last_plan_stay_where_others_are_hardly_better()
    {
        await People.HelperAsync("A", capacity: 1);
        await People.HelperAsync("B", capacity: 1);
        await People.NeedAsync(Asker.Id);
        await People.NeedAsync(Asker.Id);
        var first = (await RowsAsync(await PlanAsync())).ToDictionary(r => r.NeedId, r => r.HelperId);

        var rows = await RowsAsync(await PlanAsync());

        rows.ToDictionary(r => r.NeedId, r => r.HelperId).Should().Equal(first);
        rows.Should().OnlyContain(r => r.Cost < 1_030 - r.Score, "being the same as before counts");
    }

    [Fact]
    public async Task A_part_on_a_day_is_planned_when_the_day_is_in_the_horizon_and_fills_that_quarter_of_the_helpers_day()
    {
        await People.HelperAsync(capacity: 3);
        NewPart On(int day, int hour) => new("groceries", null, new PartTime(PartWhen.OnDay, Monday.AddDays(day), new TimeOnly(hour, 0), new TimeOnly(hour + 1, 0)));
        await People.NeedAsync(Asker.Id, parts: [On(2, 10)]);
        await People.NeedAsync(Asker.Id, parts: [On(2, 9)]);
        await People.NeedAsync(Asker.Id, parts: [On(3, 9)]);
        await People.NeedAsync(Asker.Id, parts: [On(9, 9)]);

        var rows = await RowsAsync(await PlanAsync());

        rows.Should().HaveCount(3);
        rows.Where(r => r.HelperId is not null).Select(r => r.Slot).Should().BeEquivalentTo([(short?)9, (short?)13]);
    }

    [Fact]
    public async Task Somebody_who_does_not_coordinate_finds_no_plan_to_begin_and_odd_numbers_of_days_are_refused()
    {
        await using var scope = Services.CreateAsyncScope();
        var plans = scope.ServiceProvider.GetRequiredService<WeekPlanService>();

        (await plans.StartAsync(Neighbourhood.ActorOf(Asker), 7)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        foreach (var days in new[] { 0, -1, 8, int.MaxValue })
        {
            (await plans.StartAsync(Coordinator, days)).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        }
    }

    private string Told(WeekPlan plan)
    {
        using var db = Database.Context();
        var rows = db.WeekPlanRows.Where(r => r.PlanId == plan.Id).OrderBy(r => r.Position).ThenBy(r => r.PartId).ThenBy(r => r.HelperId).ToList();
        return string.Join('\n', rows.Select(r => $"{r.PartId} {r.HelperId} {r.Slot} {r.Cost} {r.Score} {r.Choices} {r.Group} {r.Look} {r.Because} {r.Fell} {r.Places}"))
            + $"\n{plan.Cost} {plan.LowerBound} {System.Text.Json.JsonSerializer.Serialize(plan.Figures)}";
    }

    private PlanWish Wish(Need need, Member helper, WishKind kind) => PlanWish.Of(need.Parts[0].Id, helper.Id, kind, Coordinator.MemberId, Now);

    private async Task<string[]> KindsAsync()
    {
        await using var db = Database.Context();
        return await db.HelpKinds.OrderBy(k => k.Number).Select(k => k.Id).ToArrayAsync();
    }

    private async Task<Result> CancelAsync(Guid id)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WeekPlanService>().CancelAsync(Coordinator, id);
    }

    private async Task TakeBackAsync(Need need, Member helper)
    {
        await using var scope = Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<WeekPlanService>().TakeBackAsync(Coordinator, need.Parts[0].Id, helper.Id)).Ok.Should().BeTrue();
    }

    private sealed class AtStage(WeekStage stage, Action act) : IProgress<WeekStage>
    {
        public void Report(WeekStage value)
        {
            if (value == stage)
            {
                act();
            }
        }
    }
}
