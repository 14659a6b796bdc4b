using FluentAssertions;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

/// <summary>
/// The whole matrix for a need and for a part, as domain.md tells their lives: for every pair of states the verbs that lead from one to the other.
/// Every verb is tried in every position that was found, so a pair without a line is one that nothing leads across.
/// </summary>
public sealed class NeedStepsTests
{
    private const string OfNeeds =
        """
        Draft > Open: open
        Draft > Withdrawn: end dates, erase, skip, sort, sort some, withdraw
        Draft > Referred: refer
        Open > PartFilled: accept, take
        Open > Agreed: accept, take
        Open > Withdrawn: end dates, erase, skip, sort, sort some, withdraw
        Open > Expired: expire
        Open > Referred: refer
        PartFilled > Open: change date, decline, end dates, lapse, release, reopen, reopen some, report DidntHappen, report NoLongerWanted, report NotHome, report PartDone, report rest, skip, turn down
        PartFilled > Agreed: accept, day passed, end dates, refer, skip, sort some, take
        PartFilled > Done: day passed, end dates, skip, sort, sort some
        PartFilled > Withdrawn: end dates, erase, report NoLongerWanted, skip, withdraw
        PartFilled > Referred: refer
        PartFilled > Expired: expire
        Agreed > Open: change date, decline, lapse, release, reopen, reopen some, report DidntHappen, report NoLongerWanted, report NotHome, report PartDone, turn down
        Agreed > PartFilled: change date, decline, lapse, release, reopen, reopen some, report DidntHappen, report NotHome, report PartDone, report rest, turn down
        Agreed > Done: end dates, report Done, report LeftAtDoor, report NoLongerWanted, skip, sort, sort some
        Agreed > Withdrawn: end dates, erase, report NoLongerWanted, skip, withdraw
        Done > Open: reopen, reopen some, report DidntHappen
        Done > PartFilled: reopen, reopen some, report DidntHappen, report rest
        Withdrawn > Draft: reopen, reopen some
        Withdrawn > Open: reopen, reopen some
        Withdrawn > PartFilled: reopen, reopen some
        Expired > Open: reopen, reopen some
        Expired > PartFilled: reopen, reopen some
        Referred > Draft: reopen, reopen some
        Referred > Open: reopen, reopen some
        Referred > PartFilled: reopen some
        """;

    private const string OfParts =
        """
        Open > Filled: accept, take
        Open > Done: sort, sort some
        Open > NotNeeded: end dates, erase, expire, refer, reopen, reopen some, report DidntHappen, report NoLongerWanted, skip, sort, sort some, withdraw
        Open > Missed: day passed, end dates
        Filled > Open: change date, decline, lapse, release, reopen, reopen some, report DidntHappen, report NotHome, report PartDone, report rest, turn down
        Filled > Done: report Done, report LeftAtDoor, report NoLongerWanted, report rest, sort, sort some
        Filled > NotNeeded: end dates, erase, reopen, report NoLongerWanted, skip, withdraw
        Done > Open: reopen, reopen some, report DidntHappen
        Done > NotNeeded: reopen
        NotNeeded > Open: reopen, reopen some
        Missed > Open: reopen, reopen some, still wanted
        """;

    private static readonly Dictionary<(NeedState From, NeedState To), string> NeedSteps = Read<NeedState>(OfNeeds);
    private static readonly Dictionary<(PartState From, PartState To), string> PartSteps = Read<PartState>(OfParts);

    public static TheoryData<NeedState, NeedState, string> Needs => Pairs(NeedSteps);

    public static TheoryData<PartState, PartState, string> Parts => Pairs(PartSteps);

    public static bool Allows(NeedState from, NeedState to) => NeedSteps.ContainsKey((from, to));

    public static bool Allows(PartState from, PartState to) => PartSteps.ContainsKey((from, to));

    [Theory]
    [MemberData(nameof(Needs))]
    public void A_need_takes_the_steps_of_the_matrix_and_no_other(NeedState from, NeedState to, string verbs) => Same(NeedMap.Walked.Value.Needs, from, to, verbs);

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_takes_the_steps_of_the_matrix_and_no_other(PartState from, PartState to, string verbs) => Same(NeedMap.Walked.Value.Parts, from, to, verbs);

    [Fact]
    public void The_matrices_name_every_pair_of_states()
    {
        Needs.Should().HaveCount(8 * 8);
        Parts.Should().HaveCount(5 * 5);
    }

    private static void Same<T>(Dictionary<(T From, T To), SortedDictionary<string, string>> found, T from, T to, string verbs)
        where T : struct, Enum
    {
        var ways = found.GetValueOrDefault((from, to)) ?? [];
        string.Join(", ", ways.Keys).Should().Be(verbs, $"{from} → {to}; found by {string.Join("; ", ways.Select(w => $"{w.Key} after {w.Value}"))}");
    }

    private static Dictionary<(T From, T To), string> Read<T>(string matrix)
        where T : struct, Enum =>
        matrix.Split('\n').Select(line => line.Split([" > ", ": "], StringSplitOptions.TrimEntries)).ToDictionary(l => (Enum.Parse<T>(l[0]), Enum.Parse<T>(l[1])), l => l[2]);

    // Staying where one is, is no step.
    private static TheoryData<T, T, string> Pairs<T>(Dictionary<(T From, T To), string> steps)
        where T : struct, Enum
    {
        var pairs = new TheoryData<T, T, string>();
        foreach (var (from, to) in Enum.GetValues<T>().SelectMany(from => Enum.GetValues<T>().Select(to => (from, to))))
        {
            pairs.Add(from, to, steps.GetValueOrDefault((from, to), ""));
        }

        return pairs;
    }
}
