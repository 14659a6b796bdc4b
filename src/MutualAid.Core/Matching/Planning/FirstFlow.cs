namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// What can be settled before any search: prices that already fit or nearly so, and arcs that cost nothing more than the cheapest. All of it keeps
/// reduced costs from being negative, which is all the searches ask for.
/// </summary>
internal sealed class FirstFlow
{
    private const long Far = AugmentingPaths.Far;

    private readonly ResidualArcs arcs;
    private readonly int nodes;
    private readonly int[] first;
    private readonly int[] last;
    private readonly int[] head;
    private readonly int[] tail;
    private readonly int[] room;
    private readonly long[] cost;
    private readonly int[] firstIn;
    private readonly long[] excess;
    private readonly long[] price;

    private FirstFlow(ResidualArcs arcs, long[] excess, long[] price)
    {
        (this.arcs, this.excess, this.price, nodes) = (arcs, excess, price, arcs.Nodes);
        (first, last, head, tail, room, cost, firstIn) = (arcs.Start, arcs.End, arcs.Head, arcs.Tail, arcs.Room, arcs.Cost, arcs.FirstIn);
    }

    public static void Make(ResidualArcs arcs, long[] excess, long[] price)
    {
        var first = new FirstFlow(arcs, excess, price);
        var known = ScarcityBids.Make(arcs, excess, price);
        if (!first.FillNegativeArcs() && !known)
        {
            first.LowerPricesOfDemands();
        }

        first.TakeFreeArcs();
    }

    // An arc that pays for carrying at these prices is filled at once; what that leaves over or short is carried like any other supply.
    private bool FillNegativeArcs()
    {
        var any = false;
        for (var arc = 0; arc < head.Length; arc++)
        {
            if (cost[arc] - price[tail[arc]] + price[head[arc]] < 0 && room[arc] > 0)
            {
                any = true;
                excess[tail[arc]] -= room[arc];
                excess[head[arc]] += room[arc];
                arcs.Push(arc, room[arc]);
            }
        }

        return any;
    }

    // Every demand's price falls until one arc into it is free: most sources then find their place without a search.
    private void LowerPricesOfDemands()
    {
        var cheapest = new long[nodes];
        Array.Fill(cheapest, Far);
        for (var arc = 0; arc < head.Length; arc++)
        {
            if (room[arc] > 0)
            {
                cheapest[head[arc]] = Math.Min(cheapest[head[arc]], cost[arc]);
            }
        }

        for (var node = 0; node < nodes; node++)
        {
            if (excess[node] < 0 && cheapest[node] != Far)
            {
                price[node] = -cheapest[node];
            }
        }
    }

    // A source without a way in may raise its price until one arc out of it is free, and uses the free arcs that lead straight to a demand.
    private void TakeFreeArcs()
    {
        for (var node = 0; node < nodes; node++)
        {
            if (excess[node] <= 0 || firstIn[node] >= 0)
            {
                continue;
            }

            var lowest = Far;
            for (var arc = first[node]; arc < last[node]; arc++)
            {
                if (room[arc] > 0)
                {
                    lowest = Math.Min(lowest, cost[arc] - price[node] + price[head[arc]]);
                }
            }

            if (lowest == Far)
            {
                continue;
            }

            price[node] += lowest;
            for (var arc = first[node]; arc < last[node] && excess[node] > 0; arc++)
            {
                var target = head[arc];
                if (room[arc] > 0 && excess[target] < 0 && cost[arc] - price[node] + price[target] == 0)
                {
                    var units = (int)Math.Min(Math.Min(room[arc], excess[node]), -excess[target]);
                    arcs.Push(arc, units);
                    excess[node] -= units;
                    excess[target] += units;
                }
            }
        }
    }
}
