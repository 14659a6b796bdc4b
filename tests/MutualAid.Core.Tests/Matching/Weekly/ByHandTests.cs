using FluentAssertions;
using MutualAid.Core.Matching.Planning;
using MutualAid.Core.Matching.Weekly;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

public sealed class ByHandTests
{
    /// <summary>A plan never sends one alone where two are wanted or none; beside ways that did, it looked as if it filled less.</summary>
    [Fact]
    public void Who_would_go_alone_where_one_is_of_no_use_is_free_for_the_next()
    {
        var pair = new PlanPart { Penalty = 3_000, Places = 2, Whole = true, Options = [new PlanOption(0, 10, 1)] };
        var later = new PlanPart { Penalty = 1_000, Options = [new PlanOption(0, 90, 1)] };
        var problem = PlanProblem.Create([pair, later], [new PlanHelper { Capacity = 1 }], caps: new Dictionary<int, int> { [0] = 1 }).Value;

        ByHand.FirstCome(problem).Should().Equal(new PlanRow(1, 0, 0, 90, Pinned: false));
        ByHand.NearestFirst(problem, (_, _) => 500).Should().Equal(new PlanRow(1, 0, 0, 90, Pinned: false));
    }

    [Fact]
    public void By_hand_too_a_day_holds_no_more_than_it_has_room_for()
    {
        var parts = Enumerable.Range(0, 3).Select(quarter => new PlanPart { Penalty = 3_000, Options = [new PlanOption(0, 10, (1u << quarter) | (quarter == 2 ? 1u << 5 : 0))] }).ToArray();
        List<PlanRow> ByHandWith(params int[] room) => ByHand.FirstCome(PlanProblem.Create(parts, [new PlanHelper { Capacity = 4, DayRoom = room }]).Value);

        ByHandWith(3, 3, 3, 3, 3, 3, 3).Select(row => row.Slot).Should().Equal(0, 1, 2);
        ByHandWith(2, 3, 3, 3, 3, 3, 3).Select(row => row.Slot).Should().Equal(0, 1, 5);
        ByHandWith(1, 3, 3, 3, 3, 3, 3).Select(row => row.Slot).Should().Equal(0, 5);
    }

    [Fact]
    public void Two_who_can_both_come_stay_together()
    {
        var pair = new PlanPart { Penalty = 3_000, Places = 2, Whole = true, Options = [new PlanOption(0, 10), new PlanOption(1, 20)] };
        var problem = PlanProblem.Create([pair], [new PlanHelper { Capacity = 1 }, new PlanHelper { Capacity = 1 }]).Value;

        ByHand.FirstCome(problem).Select(row => row.Helper).Should().Equal(0, 1);
    }
}
