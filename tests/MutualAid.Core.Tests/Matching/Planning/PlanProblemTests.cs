using FluentAssertions;
using MutualAid.Core.Matching.Planning;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Planning;

/// <summary>What cannot be planned ends in a sentence, never in an exception.</summary>
public sealed class PlanProblemTests
{
    [Fact]
    public void An_empty_network_has_an_empty_plan()
    {
        var plan = Planner.Make(PlanProblem.Create([], []).Value).Value;

        (plan.Rows.Count, plan.Gaps.Count, plan.Cost).Should().Be((0, 0, 0));
        Planner.MakeBySimplex(PlanProblem.Create([], []).Value).Ok.Should().BeTrue();
    }

    [Fact]
    public void A_place_that_stays_empty_says_why()
    {
        Why(Part()).Should().Be("Nobody within reach can take this on at that time.");
        Why(Part(new PlanOption(1, 0))).Should().Be("Everybody who could take this on has done enough for this week.");
        Why(Part(new PlanOption(0, 0)), forbids: [new PlanPair(0, 0)]).Should().Be("Everybody who could take this on is crossed out.");
        Why(Part(new PlanOption(0, 0)) with { Places = 2 }).Should().Be("Fewer people could take this on than it wants.");
        var (more, less) = (Part(new PlanOption(0, 0)) with { Penalty = 9_000 }, Part(new PlanOption(0, 0)));
        Planner.Make(PlanProblem.Create([more, less], [Helper(1)]).Value).Value.Gaps.Single().Why.ToString()
            .Should().Be("Whoever could take this on is needed more elsewhere.");

        static string Why(PlanPart part, PlanPair[]? forbids = null) =>
            Planner.Make(PlanProblem.Create([part], [Helper(1), Helper(0)], forbids: forbids).Value).Value.Gaps.Single().Why.ToString();
    }

    [Fact]
    public void Pins_that_contradict_each_other_or_the_rules_are_refused_before_anything_is_computed()
    {
        var two = Part(new PlanOption(0, 0), new PlanOption(1, 0), new PlanOption(2, 0)) with { Places = 2, Apart = true };
        PlanHelper[] helpers = [Helper(1) with { Household = 5 }, Helper(1) with { Household = 5 }, Helper(1)];

        Refused([two], helpers, [new(0, 0), new(0, 1)]).Should().Contain("live together");
        Refused([Part(new PlanOption(0, 0), new PlanOption(2, 0))], helpers, [new(0, 0), new(0, 2)]).Should().Contain("than it has places");
        Refused([two, Part(new PlanOption(0, 0))], helpers, [new(0, 0), new(1, 0)]).Should().Contain("than they can do this week");
        Refused([Part(new PlanOption(0, 0))], helpers, [new(0, 1)]).Should().Contain("can’t take on");
        Refused([two], helpers, [new(0, 0)], [new(0, 0)]).Should().Contain("both pinned and crossed out");
        Refused([two], helpers, [new(7, 0)]).Should().Contain("isn’t in this plan any more");
        PlanProblem.Create([two], helpers, [new(0, 0)], caps: new Dictionary<int, int> { [0] = 0 }).Refusal!.Why.Text.Should().Contain("More of one kind");
    }

    [Fact]
    public void Pins_at_the_same_time_show_only_in_the_whole_week_and_are_refused_then()
    {
        var problem = PlanProblem.Create([Part(new PlanOption(0, 0, 1)), Part(new PlanOption(0, 0, 1))], [Helper(2)], [new(0, 0), new(1, 0)]).Value;

        Planner.Make(problem).Refusal!.Why.Text.Should().Contain("at the same time");
        Planner.MakeBySimplex(problem).Refusal!.Why.Text.Should().Contain("at the same time");
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        Refused([Part() with { Places = 0 }], []).Should().Contain("at least one place");
        Refused([Part() with { Penalty = -1 }], []).Should().Contain("from 0");
        Refused([Part(new PlanOption(0, -1))], [Helper(1)]).Should().Contain("from 0");
        Refused([Part(new PlanOption(0, 0), new PlanOption(0, 0))], [Helper(1)]).Should().Contain("only once");
        Refused([Part(new PlanOption(3, 0))], [Helper(1)]).Should().Contain("only once");
        Refused([], [Helper(-1)]).Should().Contain("below 0");
        Refused([], [Helper(1_000)]).Should().Contain("more than 168 things");
        Refused([], [Helper(2) with { DayRoom = [1, 1, 1] }]).Should().Contain("each of seven days");
        Refused([], [Helper(2) with { DayRoom = [1, 1, 1, -1, 1, 1, 1] }]).Should().Contain("each of seven days");
        Refused([Part(new PlanOption(0, 0, 0x11))], [Helper(2) with { DayRoom = [1, 0, 1, 1, 1, 1, 1] }]).Should().Contain("no room");
        Refused([], [Helper(2) with { Steps = [5, 3] }]).Should().Contain("at least as much");
        PlanProblem.Create([], [], caps: new Dictionary<int, int> { [1] = -1 }).Refusal!.Why.Text.Should().Contain("below 0");
    }

    [Fact]
    public void People_who_go_together_get_the_time_at_which_most_of_them_can()
    {
        var part = Part(new PlanOption(0, 0, 0b011), new PlanOption(1, 0, 0b110), new PlanOption(2, 0, 0b010), new PlanOption(3, 0)) with { Places = 2 };

        var settled = PlanProblem.Create([part], [Helper(1), Helper(1), Helper(1), Helper(1)]).Value.Parts[0];

        settled.Options.Select(option => option.Slots).Should().Equal(2u, 2u, 2u, 0u);
    }

    [Fact]
    public void When_all_weights_are_zero_everybody_costs_the_same_and_the_plan_still_fills_all_it_can()
    {
        var parts = Enumerable.Range(0, 4).Select(_ => Part(new PlanOption(0, 1_030), new PlanOption(1, 1_030))).ToArray();

        Planner.Make(PlanProblem.Create(parts, [Helper(2), Helper(2)]).Value).Value.Filled.Should().Be(4);
    }

    private static string Refused(PlanPart[] parts, PlanHelper[] helpers, PlanPair[]? pins = null, PlanPair[]? forbids = null) =>
        PlanProblem.Create(parts, helpers, pins, forbids).Refusal!.Why.ToString();

    private static PlanPart Part(params PlanOption[] options) => new() { Penalty = 3_000, Options = [.. options] };

    private static PlanHelper Helper(int capacity) => new() { Capacity = capacity };
}
