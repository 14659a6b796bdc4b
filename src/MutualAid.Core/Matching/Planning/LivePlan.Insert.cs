namespace MutualAid.Core.Matching.Planning;

internal sealed partial class LivePlan
{
    /// <summary>The problem as it is now, with the parts inserted since.</summary>
    public PlanProblem Problem => problem;

    public FlowNetwork Flow => network.Flow;

    /// <summary>
    /// Takes one more part into the finished plan by a search for each of its places, and asks only the parts whose worth that changed whether
    /// an option they had no use for has become cheaper. The plan is the best again afterwards. Returns by how many points it got dearer.
    /// </summary>
    public long Insert(PlanPart part, PlanProblem with, CancellationToken ct)
    {
        problem = with;
        var (demand, before) = (demands.Count, engine.Spent);
        demands.Add(new PlanDemand(problem.Parts.Count - 1, part.Places, part.Penalty, part.Options, part.Apart && part.Places > 1, -1, false));
        network.AddDemand(demand);
        network.BeginAddingTo();
        foreach (var option in part.Options)
        {
            network.AddOption(demand, option, option.Slots);
        }

        engine.Extend(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(network.PricesOfNewNodes));
        network.PricesOfNewNodes.Clear();
        engine.AddSupply(PlanNetwork.Sink, -part.Places);
        var node = network.DemandNode(demand);
        engine.Reprice(node, network.InnerNodes(demand));
        var changed = engine.Watch();
        engine.Carry(node);
        engine.StopWatching();

        network.ReadSlotPrices(engine.Prices, slotPrices);
        var better = new List<(int Demand, int FirstArc)>();
        foreach (var other in changed.Select(network.DemandAt).Where(other => other >= 0).Distinct().Order())
        {
            AskOne(other, better);
        }

        Replace(better, ct);
        while (better.Count > 0 && AskTheOthers(null, ct))
        {
            rounds++;
        }

        return engine.Spent - before;
    }

    /// <summary>Takes a part out of the plan; whoever gains most gets its helpers.</summary>
    private void Drop(int demand)
    {
        var (node, places) = (network.DemandNode(demand), demands[demand].Places);
        engine.Withdraw(node, network.InnerNodes(demand));
        engine.AddSupply(node, -places);
        engine.AddSupply(PlanNetwork.Sink, places);
    }

    /// <summary>Takes a dropped part in again so that all its places are filled; false, and dropped again, when there are not enough people.</summary>
    private bool TakeInWhole(int demand)
    {
        var (node, places) = (network.DemandNode(demand), demands[demand].Places);
        engine.Limit(network.EmptyArc(demand), 0);
        engine.AddSupply(node, places);
        engine.AddSupply(PlanNetwork.Sink, -places);
        engine.Reprice(node, network.InnerNodes(demand));
        if (engine.Carry(node))
        {
            return true;
        }

        Drop(demand);
        return false;
    }
}
