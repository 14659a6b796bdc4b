namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Parts of a limited kind that are of no use half filled. Their places come from the kind, so the search that makes other parts whole cannot take one of
/// them out alone: those for which the limit leaves too little are left out, and the plan is made anew without them.
/// </summary>
internal static class LimitedWholes
{
    /// <summary>
    /// The pairs to keep out: of the half filled parts of a kind those that matter most stay, as many as the places they hold together would fill, and
    /// all others go. Never none when one is half filled, so making a plan anew comes to an end.
    /// </summary>
    public static List<PlanPair> ToLeaveOut(PlanProblem problem, Plan plan)
    {
        var pinned = problem.Pins.Select(pin => pin.Part).ToHashSet();
        var halves = plan.Gaps.Where(gap => problem.Parts[gap.Part] is { Whole: true } part && gap.Places < part.Places && problem.Caps.ContainsKey(part.Category) && !pinned.Contains(gap.Part));
        var pairs = new List<PlanPair>();
        foreach (var kind in halves.GroupBy(gap => problem.Parts[gap.Part].Category))
        {
            var held = kind.Sum(gap => problem.Parts[gap.Part].Places - gap.Places);
            foreach (var gap in kind.OrderByDescending(gap => problem.Parts[gap.Part].Penalty).ThenBy(gap => gap.Part))
            {
                var part = problem.Parts[gap.Part];
                if (part.Places <= held)
                {
                    held -= part.Places;
                }
                else
                {
                    pairs.AddRange(part.Options.Select(option => new PlanPair(gap.Part, option.Helper)));
                }
            }
        }

        return pairs;
    }
}
