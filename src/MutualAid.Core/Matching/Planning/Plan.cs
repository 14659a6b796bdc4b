using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>One place of a part and who is proposed for it, in which quarter of the week (-1: at a time of their own), at how many points.</summary>
public readonly record struct PlanRow(int Part, int Helper, int Slot, int Cost, bool Pinned);

/// <summary>Places of a part that stay empty, and why.</summary>
public sealed record PlanGap(int Part, int Places, Phrase Why);

/// <summary>
/// Node prices of a plan, as its certificate reads them: what one more place of a part costs, what an hour of a helper is worth. Slots hold 32 for each
/// helper: 28 quarters of a day and, as the last, a time of their own.
/// </summary>
public sealed record PlanPrices(
    long[] Parts,
    long[] Helpers,
    long[] Slots,
    IReadOnlyDictionary<(int Helper, int Day), long> Days,
    IReadOnlyDictionary<(int Part, int Household), long> Households,
    IReadOnlyDictionary<int, long> Kinds);

/// <summary>How the plan came about: options in all, options the search needed, rounds of pricing.</summary>
public readonly record struct PlanEffort(long Options, int ArcsUsed, int Rounds);

/// <summary>
/// A proposal for one week: the cheapest there is, proven by its certificate. Nothing is sent and nobody is booked by it.
/// </summary>
/// <param name="Rows">Who is proposed for what, in the order of the parts.</param>
/// <param name="Gaps">What stays empty, each with its reason.</param>
/// <param name="Cost">Points of all rows, loads and empty places.</param>
/// <param name="LowerBound">Points that no plan can stay below; equal to the cost when every part may be half filled.</param>
public sealed record Plan(IReadOnlyList<PlanRow> Rows, IReadOnlyList<PlanGap> Gaps, long Cost, long LowerBound, PlanPrices Prices, PlanEffort Effort)
{
    /// <summary>How many places are filled.</summary>
    public int Filled => Rows.Count;

    /// <summary>Points of the places left empty.</summary>
    public long Unmet(PlanProblem problem) => Gaps.Sum(gap => problem.Parts[gap.Part].Penalty * gap.Places);
}

/// <summary>How far a plan has come, for somebody who waits.</summary>
public readonly record struct PlanProgress(PlanStage Stage, int Done, int Of);

public enum PlanStage
{
    Placing,
    Improving,
    Proving,
}
