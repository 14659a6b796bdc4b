using System.Numerics;
using System.Runtime.InteropServices;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// A plan with the search that made it still at hand. It starts with the cheapest options of each part, then asks all the others, by what their
/// helper is worth by now, whether one of them would make the plan cheaper, and goes on until none does: then it is the best over all options.
/// </summary>
internal sealed partial class LivePlan
{
    /// <summary>So many of the cheapest options of a part are in the search from the start; the others only when they turn out to matter.</summary>
    public const int Candidates = 40;

    private readonly List<PlanDemand> demands;
    private readonly PlanNetwork network;
    private long[] slotPrices;
    private PlanProblem problem;
    private AugmentingPaths engine;
    private int rounds;

    private LivePlan(PlanProblem problem, int candidates)
    {
        this.problem = problem;
        demands = PlanDemand.Of(problem);
        var expected = problem.Helpers.Count * 4;
        foreach (var demand in demands)
        {
            expected += Math.Min(demand.Options.Length, candidates) * 3 / 2;
        }

        network = new PlanNetwork(problem, demands, expected);
        slotPrices = new long[problem.Helpers.Count * PlanNetwork.Stride];
        for (var demand = 0; demand < demands.Count; demand++)
        {
            AddCheapest(demand, candidates);
        }

        engine = new AugmentingPaths(network.Flow);
        network.PriceNewNodes(node => engine.Prices[node]);
    }

    /// <summary>Whether every pinned pair found its place.</summary>
    public bool PinsHold => !Enumerable.Range(0, demands.Count).Any(demand => demands[demand].Pinned && engine.FlowOn(network.EmptyArc(demand)) > 0);

    /// <summary>Makes the best plan. Throws when it is called off; nothing outside has changed then.</summary>
    public static LivePlan Make(PlanProblem problem, IProgress<PlanProgress>? progress, int candidates, CancellationToken ct)
    {
        var plan = new LivePlan(problem, candidates);
        plan.PlaceAll(progress, ct);
        while (plan.AskTheOthers(progress, ct))
        {
            plan.rounds++;
        }

        return plan;
    }

    /// <summary>The network with every option of every part, for an engine that has no pricing.</summary>
    public static (PlanNetwork Network, List<PlanDemand> Demands) Whole(PlanProblem problem)
    {
        var demands = PlanDemand.Of(problem);
        var network = new PlanNetwork(problem, demands, problem.Helpers.Count * 4);
        for (var demand = 0; demand < demands.Count; demand++)
        {
            foreach (var option in demands[demand].Options)
            {
                network.AddOption(demand, option, option.Slots);
            }
        }

        return (network, demands);
    }

    /// <summary>
    /// The plan as it is now. Where nothing will be asked or inserted any more, it takes along the room that prices of slots were counted in: in a
    /// large town that is too much to have twice.
    /// </summary>
    public Plan Read(bool last = false)
    {
        var slots = last ? slotPrices : new long[problem.Helpers.Count * PlanNetwork.Stride];
        slotPrices = last ? [] : slotPrices;
        return PlanReader.Read(problem, demands, network, engine.FlowOn, engine.Prices, slots, rounds);
    }

    // The cheapest by cost, found without sorting: costs are counted in steps, and the step that is cut keeps the order of the options.
    private void AddCheapest(int demand, int most)
    {
        var options = demands[demand].Options;
        if (options.Length <= most)
        {
            foreach (var option in options)
            {
                network.AddOption(demand, option, option.Slots);
            }

            return;
        }

        const int Step = 4;
        Span<int> counts = stackalloc int[512];
        foreach (var option in options)
        {
            counts[Math.Min(option.Cost / Step, counts.Length - 1)]++;
        }

        var (last, below) = (0, 0);
        while (below + counts[last] < most)
        {
            below += counts[last++];
        }

        var left = most - below;
        foreach (var option in options)
        {
            var step = Math.Min(option.Cost / Step, counts.Length - 1);
            if (step < last || (step == last && left-- > 0))
            {
                network.AddOption(demand, option, option.Slots);
            }
        }
    }

    // What matters most is placed first; each place taken later may still move it.
    private void PlaceAll(IProgress<PlanProgress>? progress, CancellationToken ct)
    {
        var order = network.Sources().OrderByDescending(source => source.Penalty).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            if ((i & 0x3F) == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(new PlanProgress(PlanStage.Placing, i, order.Length));
            }

            engine.Carry(order[i].Node);
        }

        engine.CarryRest();
    }

    // One round of pricing: every option that would make the plan cheaper at today's prices is added, and its part is placed anew.
    private bool AskTheOthers(IProgress<PlanProgress>? progress, CancellationToken ct)
    {
        network.ReadSlotPrices(engine.Prices, slotPrices);
        var better = new List<(int Demand, int FirstArc)>();
        for (var demand = 0; demand < demands.Count; demand++)
        {
            if ((demand & 0xFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(new PlanProgress(PlanStage.Improving, demand, demands.Count));
            }

            AskOne(demand, better);
        }

        Replace(better, ct);
        return better.Count > 0;
    }

    private void AskOne(int demand, List<(int Demand, int FirstArc)> better)
    {
        var firstArc = network.Flow.Arcs;
        network.BeginAddingTo();
        AddCheaper(demand);
        if (network.Flow.Arcs > firstArc)
        {
            better.Add((demand, firstArc));
        }
    }

    private void AddCheaper(int demand)
    {
        var paid = engine.Prices[network.DemandNode(demand)];
        var prices = slotPrices;
        foreach (var option in demands[demand].Options.AsSpan())
        {
            var below = paid - option.Cost;
            var places = prices.AsSpan(option.Helper * PlanNetwork.Stride, PlanNetwork.Stride);
            if (option.Slots == 0)
            {
                if (places[PlanNetwork.OwnTime] < below)
                {
                    AddIfCheaper(demand, option, 0, below);
                }

                continue;
            }

            for (var slots = option.Slots; slots != 0; slots &= slots - 1)
            {
                if (places[BitOperations.TrailingZeroCount(slots)] < below)
                {
                    AddIfCheaper(demand, option, slots & (uint)-(int)slots, below);
                }
            }
        }
    }

    // An option that is in the search already may look cheaper too, when it is taken; and a household's own price has the last word.
    private void AddIfCheaper(int demand, PlanOption option, uint slot, long below)
    {
        if (network.HouseholdNode(demand, option.Helper) is > 0 and var home && home < engine.Prices.Length
            && engine.Prices[home] - option.Cost <= slotPrices[(option.Helper * PlanNetwork.Stride) + PlanNetwork.PlaceOf(slot)])
        {
            return;
        }

        if (!network.Holds(demand, option, slot, engine))
        {
            network.AddOption(demand, option, slot);
        }
    }

    private void Replace(List<(int Demand, int FirstArc)> better, CancellationToken ct)
    {
        if (better.Count == 0)
        {
            return;
        }

        engine.Extend(CollectionsMarshal.AsSpan(network.PricesOfNewNodes));
        network.PricesOfNewNodes.Clear();
        if (better.Exists(b => demands[b.Demand].Kind >= 0))
        {
            // A part of a limited kind has no units of its own to take back. Rare enough to begin anew.
            engine = new AugmentingPaths(network.Flow);
            PlaceAll(null, ct);
            return;
        }

        // New arcs stay shut until their part is placed anew: the searches before must not meet a cost they cannot explain.
        for (var arc = better[0].FirstArc; arc < network.Flow.Arcs; arc++)
        {
            if (network.DemandOf(arc) >= 0)
            {
                engine.Limit(arc, 0);
            }
        }

        for (var i = 0; i < better.Count; i++)
        {
            if ((i & 0x3F) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            var (demand, firstArc) = better[i];
            var node = network.DemandNode(demand);
            engine.Withdraw(node, network.InnerNodes(demand));
            var end = i + 1 < better.Count ? better[i + 1].FirstArc : network.Flow.Arcs;
            for (var arc = firstArc; arc < end; arc++)
            {
                if (network.DemandOf(arc) >= 0)
                {
                    engine.Limit(arc, 1);
                }
            }

            engine.Reprice(node, network.InnerNodes(demand));
            engine.Carry(node);
        }
    }
}
