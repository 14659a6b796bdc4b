using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Makes the plan of a week. Every answer is a plan whose certificate held or a sentence that says why there is none; nothing is ever half done,
/// because nothing is written here.
/// </summary>
public static class Planner
{
    /// <summary>
    /// The cheapest plan over all options, proven. Refuses pins that do not fit into somebody's week, and a plan that was called off.
    /// </summary>
    public static Result<Plan> Make(PlanProblem problem, IProgress<PlanProgress>? progress = null, CancellationToken ct = default)
    {
        try
        {
            var live = LivePlan.Make(problem, progress, LivePlan.Candidates, ct);
            if (!live.PinsHold)
            {
                return PinsDoNotFit;
            }

            progress?.Report(new PlanProgress(PlanStage.Proving, 0, 1));
            return Proven(problem, live.Read());
        }
        catch (OperationCanceledException)
        {
            return CalledOff;
        }
    }

    /// <summary>The same by the second engine, which takes all options at once: slower, and a check on the first.</summary>
    public static Result<Plan> MakeBySimplex(PlanProblem problem, CancellationToken ct = default)
    {
        try
        {
            var (network, demands) = LivePlan.Whole(problem);
            if (NetworkSimplex.Solve(network.Flow, ct) is not { } solution)
            {
                throw new InvalidOperationException("Every place may stay empty, so there is always a plan.");
            }

            var pinsHold = !Enumerable.Range(0, demands.Count).Any(demand => demands[demand].Pinned && solution.Flow[network.EmptyArc(demand)] > 0);
            return pinsHold ? Proven(problem, PlanReader.Read(problem, demands, network, arc => solution.Flow[arc], solution.Price, 0)) : PinsDoNotFit;
        }
        catch (OperationCanceledException)
        {
            return CalledOff;
        }
    }

    internal static Refusal PinsDoNotFit => Refusal.Conflict(
        Phrase.Of("Two things pinned on one helper are at the same time, or on one day too many. Take one of them back."));

    internal static Refusal CalledOff => Refusal.Conflict(Phrase.Of("The plan was called off. Nothing has changed."));

    // A plan that is not proven is a mistake of ours and must not reach anybody.
    internal static Plan Proven(PlanProblem problem, Plan plan)
    {
        var verdict = PlanCertificate.Check(problem, plan);
        return verdict.ProvesBest
            ? plan with { Cost = verdict.Cost, LowerBound = verdict.LowerBound }
            : throw new InvalidOperationException("The certificate of a plan did not hold.");
    }
}
