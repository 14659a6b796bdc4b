using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Makes the plan of a week. Every answer is a plan whose certificate held or a sentence that says why there is none; nothing is ever half done,
/// because nothing is written here.
/// </summary>
public static class Planner
{
    internal static Refusal PinsDoNotFit => Refusal.Conflict(
        Phrase.Of("Two things pinned on one helper are at the same time, or on one day too many. Take one of them back."));

    internal static Refusal CalledOff => Refusal.Conflict(Phrase.Of("The plan was called off. Nothing has changed."));

    /// <summary>
    /// The cheapest plan over all options, proven. Where parts are of no use half filled it is the best that a search finds, with the bound
    /// beside its cost. Refuses pins that do not fit into somebody's week, and a plan that was called off.
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
            var plan = Proven(live, last: true);
            if (LimitedWholes.ToLeaveOut(problem, plan) is { Count: > 0 } leftOut)
            {
                var made = Make(PlanProblem.Create(problem.Parts, problem.Helpers, problem.Pins, [.. problem.Forbids, .. leftOut], problem.Caps).Value, progress, ct);
                return made.Ok ? Whole(problem, made.Value, plan.Prices) : made;
            }

            return plan.Gaps.Any(gap => gap.Places < problem.Parts[gap.Part].Places && problem.Parts[gap.Part].Whole) ? Whole(live, plan, ct) : plan;
        }
        catch (OperationCanceledException)
        {
            return CalledOff;
        }
    }

    /// <summary>The same, kept open for changes; parts that are of no use half filled may be half filled in it. Refuses what <see cref="Make"/> refuses.</summary>
    public static Result<OpenPlan> Open(PlanProblem problem, IProgress<PlanProgress>? progress = null, CancellationToken ct = default)
    {
        try
        {
            var live = LivePlan.Make(problem, progress, LivePlan.Candidates, ct);
            return live.PinsHold ? new OpenPlan(live) : PinsDoNotFit;
        }
        catch (OperationCanceledException)
        {
            return CalledOff;
        }
    }

    /// <summary>
    /// By how many points the plan gets dearer when this helper takes that part instead of whom it proposes: both plans are the best there is,
    /// so the difference is exact. Refuses a pair that cannot be, and one that does not fit with the pins.
    /// </summary>
    public static Result<long> CostOfInstead(PlanProblem problem, Plan plan, PlanPair pair, CancellationToken ct = default)
    {
        var pinned = problem.Pinned(pair);
        var other = pinned.Ok ? Make(pinned.Value, null, ct) : pinned.Refusal!;
        return other.Ok ? other.Value.Cost - plan.Cost : other.Refusal!;
    }

    /// <summary>The same plan by the second engine, which takes all options at once: slower, and a check on the first.</summary>
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
            var slots = new long[problem.Helpers.Count * PlanNetwork.Stride];
            return pinsHold ? Proven(problem, PlanReader.Read(problem, demands, network, arc => solution.Flow[arc], solution.Price, slots, 0)) : PinsDoNotFit;
        }
        catch (OperationCanceledException)
        {
            return CalledOff;
        }
    }

    /// <summary>The networks that <see cref="Make"/> ends with and that hold all options, for measuring engines side by side.</summary>
    public static (FlowNetwork Used, FlowNetwork All) Networks(PlanProblem problem) =>
        (LivePlan.Make(problem, null, LivePlan.Candidates, default).Flow, LivePlan.Whole(problem).Network.Flow);

    internal static Plan Proven(LivePlan live, bool last = false) => Proven(live.Problem, live.Read(last));

    // A plan that is not proven is a mistake of ours and must not reach anybody.
    private static Plan Proven(PlanProblem problem, Plan plan)
    {
        var verdict = PlanCertificate.Check(problem, plan);
        return verdict.ProvesBest
            ? plan with { Cost = verdict.Cost, LowerBound = verdict.LowerBound }
            : throw new InvalidOperationException("The certificate of a plan did not hold.");
    }

    private static Plan Whole(LivePlan live, Plan flow, CancellationToken ct)
    {
        live.MakeWhole(ct);
        return Whole(live.Problem, live.Read(), flow.Prices);
    }

    // The flow's prices stay the proof of how much better any plan could be.
    private static Plan Whole(PlanProblem problem, Plan made, PlanPrices prices)
    {
        var plan = made with { Prices = prices, Gaps = [.. made.Gaps.Select(gap => gap with { Why = PlanReasons.WhyEmpty(problem, gap.Part) })] };
        var verdict = PlanCertificate.Check(problem, plan);
        return verdict.KeepsRules
            ? plan with { Cost = verdict.Cost, LowerBound = verdict.LowerBound }
            : throw new InvalidOperationException("A plan with whole parts broke a rule.");
    }
}
