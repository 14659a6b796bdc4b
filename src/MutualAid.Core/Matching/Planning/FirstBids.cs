namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// What can be settled before any search: prices that already fit, arcs that cost nothing more than the cheapest, and, where one unit looks
/// for one place, two rounds of bids. All of it keeps reduced costs from being negative, which is all the searches ask for.
/// </summary>
internal sealed class FirstBids
{
    private const long Far = AugmentingPaths.Far;

    private readonly ResidualArcs arcs;
    private readonly int nodes;
    private readonly int[] first;
    private readonly int[] last;
    private readonly int[] head;
    private readonly int[] tail;
    private readonly long[] room;
    private readonly long[] cost;
    private readonly int[] firstIn;
    private readonly long[] excess;
    private readonly long[] price;

    private FirstBids(ResidualArcs arcs, long[] excess, long[] price)
    {
        (this.arcs, this.excess, this.price, nodes) = (arcs, excess, price, arcs.Nodes);
        (first, last, head, tail, room, cost, firstIn) = (arcs.Start, arcs.End, arcs.Head, arcs.Tail, arcs.Room, arcs.Cost, arcs.FirstIn);
    }

    public static void Make(ResidualArcs arcs, long[] excess, long[] price)
    {
        var bids = new FirstBids(arcs, excess, price);
        if (!bids.FillNegativeArcs())
        {
            bids.LowerPricesOfDemands();
        }

        bids.TakeFreeArcs();
        bids.BidForPlaces();
    }

    // An arc that pays for carrying is filled at once; what that leaves over or short is carried like any other supply.
    private bool FillNegativeArcs()
    {
        var any = false;
        for (var arc = 0; arc < head.Length; arc++)
        {
            if (cost[arc] < 0 && room[arc] > 0)
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
                    var units = Math.Min(Math.Min(room[arc], excess[node]), -excess[target]);
                    arcs.Push(arc, units);
                    excess[node] -= units;
                    excess[target] += units;
                }
            }
        }
    }

    // Where one unit looks for one place (an assignment), the unit takes its cheapest place even from another, and the place's price rises by
    // as much as the second best would have cost more; who was there looks again. Jonker and Volgenant call it augmenting row reduction (1987).
    // Two rounds settle most units without a search.
    private void BidForPlaces()
    {
        var free = new List<int>();
        for (var node = 0; node < nodes; node++)
        {
            if (excess[node] == 1 && firstIn[node] < 0 && OnlySinglePlaces(node))
            {
                free.Add(node);
            }
        }

        // Where there are more units than places, units would push each other out for ever: after a fair share of bids the searches take over.
        var bidsLeft = 8L * nodes;
        for (var round = 0; round < 2 && free.Count > 0; round++)
        {
            var later = new List<int>();
            for (var i = 0; i < free.Count; i++)
            {
                // A unit that pushed another out at no gain waits for the next round; one that gained sends the other on at once.
                for (var node = free[i]; node >= 0 && bidsLeft > 0; bidsLeft--)
                {
                    node = Bid(node, later);
                }
            }

            free = later;
        }
    }

    // A place wants one unit and sends nothing on; it may have been taken already, by one unit alone: a bid raises the place's price, and whoever
    // else had a unit there would hold it above what it costs them. A dead end is none.
    private bool OnlySinglePlaces(int node)
    {
        for (var arc = first[node]; arc < last[node]; arc++)
        {
            var place = head[arc];
            var held = firstIn[place];
            var single = held < 0 ? excess[place] == -1 : excess[place] == 0 && arcs.Flow[held] == 1 && arcs.NextIn[held] < 0;
            if (last[place] > first[place] || !single)
            {
                return false;
            }
        }

        return last[node] > first[node];
    }

    // Returns the unit that was pushed out and may look on at once, or -1.
    private int Bid(int node, List<int> later)
    {
        var (best, second) = (Far, Far);
        var (bestArc, secondArc) = (-1, -1);
        for (var arc = first[node]; arc < last[node]; arc++)
        {
            if (room[arc] > 0)
            {
                var reduced = cost[arc] + price[head[arc]];
                if (reduced < best)
                {
                    (second, secondArc) = (best, bestArc);
                    (best, bestArc) = (reduced, arc);
                }
                else if (reduced < second)
                {
                    (second, secondArc) = (reduced, arc);
                }
            }
        }

        if (bestArc < 0)
        {
            return -1;
        }

        var gains = secondArc >= 0 && best < second;
        if (!gains && secondArc >= 0 && firstIn[head[bestArc]] >= 0)
        {
            bestArc = secondArc;
        }

        var place = head[bestArc];
        price[node] = secondArc >= 0 ? second : best;
        if (gains)
        {
            price[place] += second - best;
        }

        var held = firstIn[place];
        if (held < 0)
        {
            excess[place]++;
        }
        else
        {
            arcs.Push(held, -1);
            excess[tail[held]]++;
        }

        arcs.Push(bestArc, 1);
        excess[node]--;
        if (held < 0)
        {
            return -1;
        }

        if (gains)
        {
            return tail[held];
        }

        later.Add(tail[held]);
        return -1;
    }
}
