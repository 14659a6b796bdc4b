using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>Which places a plan leaves empty because a coordinator wants no more of their kind, though somebody could.</summary>
internal static class LimitedParts
{
    /// <summary>The numbers of those parts.</summary>
    public static HashSet<int> Of(PlanProblem problem, Plan plan)
    {
        var filled = plan.Rows.CountBy(row => problem.Parts[row.Part].Category).ToDictionary();
        return [.. plan.Gaps.Select(gap => gap.Part).Where(IsLimited)];

        bool IsLimited(int number)
        {
            var part = problem.Parts[number];
            return problem.Caps.TryGetValue(part.Category, out var most)
                && filled.GetValueOrDefault(part.Category) + (part.Whole ? part.Places : 1) > most
                && part.Options.Any(o => !problem.Forbids.Contains(new PlanPair(number, o.Helper)));
        }
    }
}
