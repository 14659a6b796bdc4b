namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Picks the engine that suits a network: one of its own for pairs of single units and places, paths where most units travel alone, the network
/// simplex where they travel in bulk.
/// </summary>
public static class FlowSolver
{
    /// <summary>The best flow with prices that prove it, or null when the supplies cannot be carried to the demands.</summary>
    public static FlowSolution? Solve(FlowNetwork network, CancellationToken ct = default) =>
        PlainAssignment.Fits(network) ? PlainAssignment.Solve(network, ct)
        : TravelAlone(network) ? AugmentingPaths.Solve(network, ct) : NetworkSimplex.Solve(network, ct);

    // A search carries one source's units to one demand: many units at a source, or arcs that pay for being filled, mean many searches over the same ground.
    private static bool TravelAlone(FlowNetwork network)
    {
        foreach (var units in network.Supply)
        {
            if (units > 8)
            {
                return false;
            }
        }

        return !network.Cost.ContainsAnyInRange(long.MinValue, -1);
    }
}
