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

    /// <summary>Sources with many places to choose from, more units than places or fewer, each place dearer with every unit, and a dear way for whoever finds none.</summary>
    public static Arbitrary<FlowNetwork> Wide() =>
        (from sources in Gen.Choose(1, 25)
         from places in Gen.Choose(9, 30)
         from seed in Gen.Choose(0, int.MaxValue - 1)
         from dearest in Gen.Elements(5, 60, 1_000)
         select Wide(sources, places, dearest, new System.Random(seed))).ToArbitrary();

    public static Arbitrary<int[][]> Costs() =>
        (from size in Gen.Choose(1, 6)
         from costs in Gen.Choose(0, 8).ArrayOf(size).ArrayOf(size)
         select costs).ToArbitrary();

    /// <summary>Units and places, one each, with a few arcs from each unit, some of them between the same two.</summary>
    public static Arbitrary<FlowNetwork> Gaps() =>
        (from size in Gen.Choose(1, 9)
         from most in Gen.Elements(2, 9, 1_000)
         from seed in Gen.Choose(0, int.MaxValue - 1)
         select Gaps(size, most, new System.Random(seed))).ToArbitrary();

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

    private static FlowNetwork Gaps(int size, int most, System.Random random)
    {
        var network = new FlowNetwork(2 * size);
        for (var unit = 0; unit < size; unit++)
        {
            (network.Supply[unit], network.Supply[size + unit]) = (1, -1);
            for (var left = random.Next(6); left > 0; left--)
            {
                network.AddArc(unit, size + random.Next(size), 1 + random.Next(2), random.Next(most) - (most / 3));
            }
        }

        return network;
    }

    private static FlowNetwork Wide(int sources, int places, int dearest, System.Random random)
    {
        var network = new FlowNetwork(1 + places + sources);
        for (var place = 1; place <= places; place++)
        {
            for (int unit = 0, step = 0; unit < random.Next(3); unit++)
            {
                network.AddArc(place, 0, 1, step += random.Next(4));
            }
        }

        for (var source = places + 1; source < network.Nodes; source++)
        {
            var units = 1 + (random.Next(8) / 7);
            (network.Supply[source], network.Supply[0]) = (units, network.Supply[0] - units);
            network.AddArc(source, 0, units, dearest + random.Next(dearest));
            for (var place = 1; place <= places; place++)
            {
                if (random.Next(5) > 0)
                {
                    network.AddArc(source, place, 1, random.Next(dearest));
                }
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
