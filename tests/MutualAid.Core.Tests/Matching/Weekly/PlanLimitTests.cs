using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>No more than so many of one kind in a plan: set, kept, explained, and taken off.</summary>
public sealed class PlanLimitTests : PlanMakingTest
{
    [Fact]
    public async Task A_plan_holds_no_more_than_was_wanted_fills_what_matters_most_and_says_why_the_rest_is_empty()
    {
        await HelpersAsync(4);
        await RidesAsync(2);
        var urgent = await People.NeedAsync(Asker.Id, "ride", urgency: Urgency.Urgent);
        var other = await NeedAsync("errand");
        await SetAsync("ride", 1);

        var plan = await PlanAsync();

        var rows = await RowsAsync(plan);
        rows.Where(r => r.HelperId is not null).Select(r => r.NeedId).Should().BeEquivalentTo([urgent.Id, other.Id]);
        rows.Where(r => r.HelperId is null).Should().HaveCount(2).And.OnlyContain(r => r.Because == EmptyBecause.Limited && r.Fell == 1);
        Said(1).Should().Be("no more than one of this kind was wanted in one plan");
        Said(3).Should().Be("no more than 3 of this kind were wanted in one plan");
        plan.Figures!.Nearest.Filled.Should().Be(2, "the ways beside a plan keep to the same limit");
        plan.Figures.FirstCome.Filled.Should().Be(2);
    }

    [Fact]
    public async Task A_limit_of_none_leaves_the_kind_out_and_teaches_nothing_about_who_is_scarce_and_off_it_is_gone()
    {
        var area = await People.AreaAsync();
        await People.HelperAsync(areaId: area.Id);
        await People.NeedAsync(Asker.Id, "ride", areaId: area.Id, parts: new NewPart("ride", null, new PartTime(PartWhen.OnDay, Monday.AddDays(1))));
        await SetAsync("ride", 0);

        (await RowsAsync(await PlanAsync())).Single().Because.Should().Be(EmptyBecause.Limited);
        Said(0).Should().Be("this kind of help was to be left out of plans");
        await using var db = Database.Context();
        (await db.HelpPrices.AnyAsync()).Should().BeFalse();

        (await WithAsync<PlanLimitService, Result>(s => s.TakeOffAsync(Coordinator, "ride"))).Ok.Should().BeTrue();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await RowsAsync(await PlanAsync())).Single().HelperId.Should().NotBeNull();
    }

    [Fact]
    public async Task What_nobody_could_do_anyway_keeps_its_own_reason()
    {
        await People.HelperAsync(kinds: 1 << 3);
        await NeedAsync("errand");
        await RidesAsync(1);
        await SetAsync("ride", 1);
        await SetAsync("errand", 0);

        var rows = await RowsAsync(await PlanAsync());

        rows.Single(r => r.HelperId is null).Because.Should().Be(EmptyBecause.NobodyGivesKind);
        rows.Should().Contain(r => r.HelperId != null);
    }

    [Fact]
    public async Task A_part_for_two_that_a_limit_leaves_one_place_for_stays_empty_because_of_it_however_urgent()
    {
        await HelpersAsync(3);
        await NeedAsync("walk");
        await People.NeedAsync(Asker.Id, "walk", urgency: Urgency.Urgent, parts: new NewPart("walk", null, PartTime.Whenever, 2));
        await SetAsync("walk", 1);

        var rows = await RowsAsync(await PlanAsync());

        rows.Should().HaveCount(2).And.ContainSingle(r => r.HelperId != null);
        rows.Single(r => r.HelperId is null).Should().Match<WeekPlanRow>(r => r.Because == EmptyBecause.Limited && r.Places == 2);
    }

    [Fact]
    public async Task Pins_beyond_the_limit_end_in_a_sentence_and_those_within_it_are_kept()
    {
        var helpers = await HelpersAsync(2);
        var rides = await RidesAsync(2);
        await SetAsync("ride", 1);
        await People.KeepAsync(PlanWish.Of(rides[1].Parts[0].Id, helpers[0].Id, WishKind.Pin, null, Now));
        (await RowsAsync(await PlanAsync())).Single(r => r.HelperId is not null).NeedId.Should().Be(rides[1].Id);

        await People.KeepAsync(PlanWish.Of(rides[0].Parts[0].Id, helpers[1].Id, WishKind.Pin, null, Now));
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await PlanAsync()).Should().Match<WeekPlan>(p => p.State == WeekPlanState.Refused && p.Why == "More of one kind of help is pinned than this plan may hold.");
    }

    [Fact]
    public async Task Somebody_else_for_a_row_is_worked_out_within_the_limit()
    {
        await People.HelperAsync("Luis", capacity: 1);
        await People.HelperAsync("Mei", capacity: 1, point: new NpgsqlPoint(1_500, 500));
        await RidesAsync(2);
        await SetAsync("ride", 1);
        var row = (await RowsAsync(await PlanAsync())).Single(r => r.HelperId is not null);

        var swap = (await WithAsync<SwapQueries, Result<PlanSwap>>(s => s.ReadAsync(Coordinator, row.Id))).Value;

        // One kilometre of five costs 80 points; a second ride would have been served by whoever is free then.
        swap.Others.Single().Should().Match<PlanAlternative>(o => o.Name == "Mei" && o.Dearer == 80 && o.Changes.Count == 0 && o.MoreChanges == 0);
    }

    [Fact]
    public async Task A_limit_is_one_for_a_kind_changed_by_setting_it_again_and_written_down_with_who_and_when()
    {
        await SetAsync("ride", 3);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SetAsync("ride", 999);

        (await WithAsync<PlanLimitService, PlanLimits>(s => s.ListAsync(Coordinator))).Set.Should().ContainSingle()
            .Which.Should().Match<PlanLimitView>(l => l.KindId == "ride" && l.Most == 999 && l.By == "Ana" && l.At == Now);
        await using var db = Database.Context();
        (await db.AuditEntries.OrderBy(a => a.At).Select(a => new { a.Deed, a.Reason, a.ActorId }).ToListAsync()).Should()
            .Equal(new { Deed = Deed.PlanLimitSet, Reason = (string?)"ride: 3", ActorId = Coordinator.MemberId }, new { Deed = Deed.PlanLimitSet, Reason = (string?)"ride: 999", ActorId = Coordinator.MemberId });
        db.PlanLimits.Add(PlanLimit.Set("ride", 1, null, Now).Value);
        (await db.SaveAsync()).Refusal!.Why.ToString().Should().Be("Somebody changed this a moment ago. Here is how it stands now.");
    }

    [Fact]
    public async Task Numbers_outside_kinds_that_are_none_and_people_who_do_not_coordinate_are_refused()
    {
        foreach (var wrong in new int?[] { null, -1, 1_000 })
        {
            (await TrySetAsync(Coordinator, "ride", wrong)).Refusal!.Should().Match<Refusal>(r => r.Kind == RefusalKind.Invalid && r.Fields[0].Field == "Most");
        }

        foreach (var kind in new[] { null, "", "flying" })
        {
            (await TrySetAsync(Coordinator, kind, 1)).Refusal!.Fields.Should().ContainSingle(f => f.Field == "Kind");
        }

        var helper = Neighbourhood.ActorOf(await People.HelperAsync());
        (await TrySetAsync(helper, "ride", 1)).Refusal.Should().Be(Refusal.NotFound);
        (await WithAsync<PlanLimitService, Result>(s => s.TakeOffAsync(helper, "ride"))).Refusal.Should().Be(Refusal.NotFound);
        (await WithAsync<PlanLimitService, Result>(s => s.TakeOffAsync(Coordinator, "ride"))).Refusal.Should().Be(Refusal.NotFound);
        (await WithAsync<PlanLimitService, PlanLimits>(s => s.ListAsync(helper))).Should().Be(PlanLimits.None);
        await using var db = Database.Context();
        var beyond = () => db.Database.ExecuteSqlAsync($"INSERT INTO plan_limit (kind_id, most, at) VALUES ('ride', 1000, now())");
        (await beyond.Should().ThrowAsync<Npgsql.PostgresException>()).Which.ConstraintName.Should().Be("plan_limit_in_range");
    }

    private static string Said(int most) => PlanWords.Because(EmptyBecause.Limited, most).ToString();

    private async Task<List<Member>> HelpersAsync(int many)
    {
        var helpers = new List<Member>();
        for (var i = 0; i < many; i++)
        {
            helpers.Add(await People.HelperAsync($"H{i}", capacity: 1));
        }

        return helpers;
    }

    private async Task<List<Need>> RidesAsync(int many)
    {
        var rides = new List<Need>();
        for (var i = 0; i < many; i++)
        {
            rides.Add(await NeedAsync("ride"));
        }

        return rides;
    }

    private async Task SetAsync(string kind, int most) => (await TrySetAsync(Coordinator, kind, most)).Ok.Should().BeTrue();

    private Task<Result> TrySetAsync(Actor actor, string? kind, int? most) => WithAsync<PlanLimitService, Result>(s => s.SetAsync(actor, kind, most));
}
