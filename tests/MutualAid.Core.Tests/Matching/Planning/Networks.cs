using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Tests.Matching.Planning;

/// <summary>Random problems: small enough to shrink to something readable, odd enough to hold ties, negative costs, idle nodes and dead ends.</summary>
internal static class Networks
{
    public static Arbitrary<FlowNetwork> Arbitrary() =>
        (from nodes in Gen.Choose(2, 9)
         from arcs in (from tail in Gen.Choose(0, nodes - 1)
                       from head in Gen.Choose(0, nodes - 1)
                       from units in Gen.Choose(0, 6)
                       from cost in Gen.Choose(-4, 9)
                       select (tail, head, units, cost)).ArrayOf()
         from moves in (from source in Gen.Choose(0, nodes - 1)
                        from sink in Gen.Choose(0, nodes - 1)
                        from units in Gen.Choose(0, 4)
                        select (source, sink, units)).ArrayOf()
         select Make(nodes, arcs, moves.Take(5))).ToArbitrary();

    public static Arbitrary<int[][]> Costs() =>
        (from size in Gen.Choose(1, 6)
         from costs in Gen.Choose(0, 8).ArrayOf(size).ArrayOf(size)
         select costs).ToArbitrary();

    public static FlowNetwork Assignment(int[][] costs)
    {
        var n = costs.Length;
        var network = new FlowNetwork(2 * n);
        for (var i = 0; i < n; i++)
        {
            (network.Supply[i], network.Supply[n + i]) = (1, -1);
            for (var j = 0; j < n; j++)
            {
                network.AddArc(i, n + j, 1, costs[i][j]);
            }
        }

        return network;
    }

    private static FlowNetwork Make(int nodes, (int Tail, int Head, int Units, int Cost)[] arcs, IEnumerable<(int Source, int Sink, int Units)> moves)
    {
        var network = new FlowNetwork(nodes);
        foreach (var (tail, head, units, cost) in arcs)
        {
            network.AddArc(tail, head, units, cost);
        }

        foreach (var (source, sink, units) in moves)
        {
            network.Supply[source] += units;
            network.Supply[sink] -= units;
        }

        return network;
    }
}
