using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Planning;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Both_engines_make_a_plan_of_the_same_cost_whatever_the_week_looks_like_and_its_certificate_holds() =>
        Prop.ForAll(PlanArbitrary.Problem(), problem =>
        {
            var (paths, simplex) = (Planner.Make(problem), Planner.MakeBySimplex(problem));
            return paths.Ok == simplex.Ok && (!paths.Ok
                || (paths.Value.Cost == simplex.Value.Cost && paths.Value.Cost == paths.Value.LowerBound && PlanCertificate.Check(problem, paths.Value).ProvesBest));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_search_that_starts_with_one_option_for_each_part_finds_the_others_by_their_price() =>
        Prop.ForAll(PlanArbitrary.Problem(), problem =>
        {
            var live = LivePlan.Make(problem, null, 1, default);
            return !live.PinsHold || PlanCertificate.Check(problem, live.Read()).ProvesBest;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void No_plan_that_could_be_tried_by_hand_is_cheaper() =>
        Prop.ForAll(PlanArbitrary.Problem(), problem =>
        {
            if (problem.Parts.Sum(part => part.Options.Sum(o => Math.Max(1, System.Numerics.BitOperations.PopCount(o.Slots)))) > 11)
            {
                return true;
            }

            var (plan, cheapest) = (Planner.Make(problem), EveryPlan.Cheapest(problem));
            return plan.Ok ? plan.Value.Cost == cheapest : cheapest == long.MaxValue;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void The_certificate_refuses_a_dearer_plan_a_helper_used_twice_a_wrong_slot_and_prices_that_prove_too_little()
    {
        var problem = Week([Part(3_000, new PlanOption(0, 100, 1), new PlanOption(1, 50, 1)), Part(3_000, new PlanOption(0, 10, 1))], [Helper(2), Helper(1)]);
        var plan = Planner.Make(problem).Value;
        plan.Rows.Select(row => row.Helper).Should().Equal(1, 0);
        PlanCertificate.Check(problem, plan).ProvesBest.Should().BeTrue();

        PlanCertificate.Check(problem, plan with { Rows = [plan.Rows[1]], Gaps = [new PlanGap(0, 1, Phrase.Of("Nobody within reach can take this on at that time."))] })
            .Should().Match<PlanCertificate.Verdict>(v => v.KeepsRules && !v.ProvesBest, "it is dearer");
        PlanCertificate.Check(problem, plan with { Rows = [new PlanRow(0, 0, 0, 100, false), plan.Rows[1]] }).KeepsRules.Should().BeFalse("both at one time");
        PlanCertificate.Check(problem, plan with { Rows = [plan.Rows[0] with { Slot = 1 }, plan.Rows[1]] }).KeepsRules.Should().BeFalse("another time");
        PlanCertificate.Check(problem, plan with { Rows = [plan.Rows[0] with { Cost = 1 }, plan.Rows[1]] }).KeepsRules.Should().BeFalse("another price");
        PlanCertificate.Check(problem, plan with { Prices = plan.Prices with { Parts = [0, 0] } }).ProvesBest.Should().BeFalse("no prices, no proof");
    }

    [Fact]
    public void Nobody_is_in_two_places_in_one_quarter_of_a_day_and_a_day_holds_no_more_than_they_said()
    {
        var parts = Enumerable.Range(0, 3).Select(quarter => Part(3_000, new PlanOption(0, 10, 1u << quarter))).Append(Part(3_000, new PlanOption(0, 10, 1))).ToArray();

        Planner.Make(Week(parts, [Helper(4)])).Value.Filled.Should().Be(3);
        Planner.Make(Week(parts, [Helper(4) with { DayRoom = [2, 2, 2, 2, 2, 2, 2] }])).Value.Filled.Should().Be(2);
        Planner.Make(Week(parts, [Helper(4) with { DayRoom = [1, 1, 1, 1, 1, 1, 1] }])).Value.Filled.Should().Be(1);
    }

    [Fact]
    public void A_day_with_something_on_it_already_holds_less_than_the_others()
    {
        var parts = Enumerable.Range(0, 6).Select(i => Part(3_000, new PlanOption(0, 10, 1u << ((i / 3 * PlanProblem.SlotsInDay) + (i % 3))))).ToArray();

        var problem = Week(parts, [Helper(6) with { DayRoom = [1, 2, 2, 2, 2, 2, 2] }]);
        var plan = Planner.Make(problem).Value;

        plan.Rows.CountBy(row => row.Slot / PlanProblem.SlotsInDay).Should().BeEquivalentTo(new Dictionary<int, int> { [0] = 1, [1] = 2 });
        PlanCertificate.Check(problem, plan).ProvesBest.Should().BeTrue();
        PlanCertificate.Check(Week(parts, [Helper(6) with { DayRoom = [1, 1, 2, 2, 2, 2, 2] }]), plan).KeepsRules.Should().BeFalse("Tuesday holds one");
    }

    [Fact]
    public void Two_people_for_one_part_come_from_two_households_where_the_kind_says_so()
    {
        PlanHelper[] helpers = [Helper(1) with { Household = 7 }, Helper(1) with { Household = 7 }, Helper(1)];
        var part = Part(3_000, new PlanOption(0, 10), new PlanOption(1, 10), new PlanOption(2, 500)) with { Places = 2 };

        Planner.Make(Week([part], helpers)).Value.Rows.Select(row => row.Helper).Should().Equal(0, 1);
        Planner.Make(Week([part with { Apart = true }], helpers)).Value.Rows.Select(row => row.Helper).Should().Contain(2);
        Planner.Make(Week([part with { Apart = true, Places = 3 }], helpers)).Value.Gaps.Single().Why.Text.Should().Contain("different homes");
    }

    [Fact]
    public void The_load_is_shared_before_anybody_is_full()
    {
        var parts = Enumerable.Range(0, 4).Select(_ => Part(3_000, new PlanOption(0, 10), new PlanOption(1, 20))).ToArray();

        var rows = Planner.Make(Week(parts, [Helper(4), Helper(4)])).Value.Rows;

        rows.Count(row => row.Helper == 0).Should().Be(2);
    }

    [Fact]
    public void A_kind_of_help_can_be_limited_for_the_whole_plan()
    {
        var parts = Enumerable.Range(0, 3).Select(i => Part(3_000 + i, new PlanOption(i, 10)) with { Category = 3 }).ToArray();

        var plan = Planner.Make(PlanProblem.Create(parts, [Helper(1), Helper(1), Helper(1)], caps: new Dictionary<int, int> { [3] = 1 }).Value).Value;

        plan.Rows.Should().ContainSingle().Which.Part.Should().Be(2, "what matters most is kept");
        plan.Gaps.Should().HaveCount(2).And.OnlyContain(gap => gap.Why.Text.Contains("at most {0}"));
    }

    [Fact]
    public void Every_order_of_parts_and_helpers_gives_a_plan_of_the_same_cost() =>
        Prop.ForAll(PlanArbitrary.Problem(withCaps: false), problem =>
        {
            var backwards = PlanProblem.Create(
                [.. problem.Parts.Reverse().Select(part => part with { Options = [.. part.Options.Reverse().Select(o => o with { Helper = problem.Helpers.Count - 1 - o.Helper })] })],
                [.. problem.Helpers.Reverse()],
                [.. problem.Pins.Select(Turned)],
                [.. problem.Forbids.Select(Turned)]).Value;
            var (one, other) = (Planner.Make(problem), Planner.Make(backwards));
            return one.Ok == other.Ok && (!one.Ok || one.Value.Cost == other.Value.Cost);

            PlanPair Turned(PlanPair pair) => new(problem.Parts.Count - 1 - pair.Part, problem.Helpers.Count - 1 - pair.Helper);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_plan_that_is_called_off_midway_is_a_sentence_and_no_plan()
    {
        using var called = new CancellationTokenSource();
        var problem = Week([.. Enumerable.Range(0, 300).Select(_ => Part(3_000, new PlanOption(0, 10)))], [Helper(3)]);

        var result = Planner.Make(problem, new CallsOff(called), called.Token);

        result.Refusal!.Why.Text.Should().Be("The plan was called off. Nothing has changed.");
        Planner.MakeBySimplex(problem, called.Token).Ok.Should().BeFalse();
    }

    private static PlanProblem Week(PlanPart[] parts, PlanHelper[] helpers) => PlanProblem.Create(parts, helpers).Value;

    private static PlanPart Part(long penalty, params PlanOption[] options) => new() { Penalty = penalty, Options = [.. options] };

    private static PlanHelper Helper(int capacity) => new() { Capacity = capacity };

    private sealed class CallsOff(CancellationTokenSource called) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value)
        {
            if (value.Done > 100)
            {
                called.Cancel();
            }
        }
    }
}
