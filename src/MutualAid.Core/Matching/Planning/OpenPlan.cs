using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>A finished plan that can still be changed in milliseconds: the search that made it is kept. For one person at a time.</summary>
public sealed class OpenPlan
{
    private readonly LivePlan live;

    internal OpenPlan(LivePlan live) => this.live = live;

    /// <summary>The problem with the parts inserted since.</summary>
    public PlanProblem Problem => live.Problem;

    /// <summary>
    /// Takes one more part in, an urgent one that came tonight, and moves others only where that makes the whole cheaper. Returns by how many points
    /// the plan got dearer. Refuses a part with numbers that make no sense, one of a kind that is limited, and one that is of no use half filled.
    /// </summary>
    public Result<long> Insert(PlanPart part, CancellationToken ct = default)
    {
        if (part.Whole || live.Problem.Caps.ContainsKey(part.Category))
        {
            return Refusal.Conflict(Phrase.Of("This one needs a plan made anew."));
        }

        var with = live.Problem.With(part);
        return with.Ok ? live.Insert(with.Value.Parts[^1], with.Value, ct) : with.Refusal!;
    }

    /// <summary>The plan as it is now, proven again. Refuses nothing; a proof that does not hold is a mistake of ours and throws.</summary>
    public Plan Read() => Planner.Proven(live);
}
