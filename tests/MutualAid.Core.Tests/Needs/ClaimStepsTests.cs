using FluentAssertions;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class ClaimStepsTests
{
    // The whole matrix, written a second time as a picture: a row is where a claim is, a column where it may go.
    private const string Matrix =
        """
        from \ to    Invited Offered Agreed Done PartDone Declined Released Lapsed Cancelled DidntHappen
        Invited      -       x       x      -    -        x        -        x      x         -
        Offered      -       -       x      -    -        x        x        x      x         -
        Agreed       -       -       -      x    x        x        x        x      x         x
        Done         -       -       -      -    -        -        -        -      -         x
        PartDone     -       -       -      -    -        -        -        -      -         x
        Declined     -       -       -      -    -        -        -        -      -         -
        Released     -       -       -      -    -        -        -        -      -         -
        Lapsed       -       -       -      -    -        -        -        -      -         -
        Cancelled    -       -       -      -    -        -        -        -      -         -
        DidntHappen  -       -       -      -    -        -        -        -      -         -
        """;

    public static TheoryData<ClaimState, ClaimState, bool> Steps()
    {
        var lines = Matrix.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var columns = lines[0][3..].Select(Enum.Parse<ClaimState>).ToList();
        var steps = new TheoryData<ClaimState, ClaimState, bool>();
        foreach (var row in lines.Skip(1))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                steps.Add(Enum.Parse<ClaimState>(row[0]), columns[i], row[i + 1] == "x");
            }
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_claim_takes_the_steps_of_the_matrix_and_no_other(ClaimState from, ClaimState to, bool may) =>
        ClaimSteps.May(from, to).Should().Be(may);

    [Fact]
    public void The_matrix_names_every_pair_of_states()
    {
        var states = Enum.GetValues<ClaimState>().Length;
        Steps().Should().HaveCount(states * states);
    }

    [Fact]
    public void An_active_claim_can_always_be_let_go_and_a_place_is_held_only_while_agreed_or_done()
    {
        foreach (var state in Enum.GetValues<ClaimState>())
        {
            (state.IsActive() && !ClaimSteps.May(state, ClaimState.Cancelled)).Should().BeFalse($"{state} can be cancelled");
            state.HoldsPlace().Should().Be(state is ClaimState.Agreed or ClaimState.Done);
        }
    }
}
