using System.Numerics;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Checks a solution without any of the solver's code, by linear programming duality: for whatever prices p of the nodes,
/// every feasible flow costs at least  sum of supply·p + sum over arcs of capacity·min(0, cost − p(from) + p(to)).
/// A feasible flow that costs exactly that bound is best. Whole numbers only, so "exactly" means equal.
/// </summary>
public static class FlowCertificate
{
    /// <summary>What the check found.</summary>
    /// <param name="Feasible">Every arc carries between nothing and its capacity, and every node passes on what enters it.</param>
    /// <param name="Cost">What the flow costs, added up anew.</param>
    /// <param name="LowerBound">What any feasible flow costs at least.</param>
    public readonly record struct Verdict(bool Feasible, BigInteger Cost, BigInteger LowerBound)
    {
        public bool ProvesBest => Feasible && Cost == LowerBound;
    }

    public static Verdict Check(FlowNetwork network, ReadOnlySpan<long> flow, ReadOnlySpan<long> price)
    {
        var from = network.From;
        var to = network.To;
        var capacity = network.Capacity;
        var cost = network.Cost;
        var left = network.Supply.ToArray();
        var feasible = true;
        Int128 paid = 0, bound = 0;
        for (var arc = 0; arc < flow.Length; arc++)
        {
            feasible &= flow[arc] >= 0 && flow[arc] <= capacity[arc];
            left[from[arc]] -= flow[arc];
            left[to[arc]] += flow[arc];
            paid += (Int128)flow[arc] * cost[arc];
            var reduced = cost[arc] - price[from[arc]] + price[to[arc]];
            if (reduced < 0)
            {
                bound += (Int128)capacity[arc] * reduced;
            }
        }

        for (var node = 0; node < left.Length; node++)
        {
            feasible &= left[node] == 0;
            bound += (Int128)network.Supply[node] * price[node];
        }

        return new Verdict(feasible, (BigInteger)paid, (BigInteger)bound);
    }
}
