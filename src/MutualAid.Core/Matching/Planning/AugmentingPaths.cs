namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Shortest augmenting paths (successive shortest paths with node prices): carries one source after the other to its cheapest free demand,
/// by a Dijkstra search on reduced costs that stops at the first one. After each source the flow is the best for the sources so far,
/// so a plan can be read at any time, and inserting one more need is one more search. The search stays local where the problem is.
/// </summary>
public sealed class AugmentingPaths
{
    private const long Far = long.MaxValue;

    private readonly int nodes;

    // Arcs in the order of their tails, so that looking out of a node reads one stretch of memory.
    private readonly int[] first;
    private readonly int[] head;
    private readonly int[] tail;
    private readonly long[] room;
    private readonly long[] cost;
    private readonly int[] numberOf;
    private readonly long[] flow;

    // For each node the arcs that carry flow into it, as a two-way list: few, and the only ways back.
    private readonly int[] firstIn;
    private readonly int[] nextIn;
    private readonly int[] previousIn;

    private readonly long[] excess;
    private readonly long[] price;
    private readonly long[] distance;
    private readonly int[] cameBy;
    private readonly int[] settled;
    private readonly int[] reached;
    private readonly NodeHeap waiting;
    private int settledCount;
    private int reachedCount;

    private AugmentingPaths(FlowNetwork network)
    {
        nodes = network.Nodes;
        var arcs = network.Arcs;
        first = new int[nodes + 1];
        head = new int[arcs];
        tail = new int[arcs];
        room = new long[arcs];
        cost = new long[arcs];
        numberOf = new int[arcs];
        flow = new long[arcs];
        firstIn = new int[nodes];
        nextIn = new int[arcs];
        previousIn = new int[arcs];
        Array.Fill(firstIn, -1);
        excess = (long[])network.Supply.Clone();
        price = new long[nodes];
        distance = new long[nodes];
        Array.Fill(distance, Far);
        cameBy = new int[nodes];
        settled = new int[nodes];
        reached = new int[nodes];
        waiting = new NodeHeap(nodes);
        SortByTail(network);
    }

    /// <summary>The best flow with prices that prove it, or null when the supplies cannot be carried to the demands.</summary>
    public static FlowSolution? Solve(FlowNetwork network, CancellationToken ct = default)
    {
        var paths = new AugmentingPaths(network);
        if (!paths.FillNegativeArcs())
        {
            paths.LowerPricesOfDemands();
        }

        paths.TakeFreeArcs();
        paths.BidForPlaces();
        for (var node = 0; node < paths.nodes; node++)
        {
            ct.ThrowIfCancellationRequested();
            while (paths.excess[node] > 0)
            {
                if (!paths.Augment(node))
                {
                    return null;
                }
            }
        }

        return paths.Read();
    }

    private void SortByTail(FlowNetwork network)
    {
        var from = network.From;
        foreach (var node in from)
        {
            first[node + 1]++;
        }

        for (var node = 0; node < nodes; node++)
        {
            first[node + 1] += first[node];
        }

        var next = first.AsSpan(0, nodes).ToArray();
        var to = network.To;
        var capacity = network.Capacity;
        var unit = network.Cost;
        for (var arc = 0; arc < from.Length; arc++)
        {
            var at = next[from[arc]]++;
            (head[at], tail[at], room[at], cost[at], numberOf[at]) = (to[arc], from[arc], capacity[arc], unit[arc], arc);
        }
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
                Push(arc, room[arc]);
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
            for (var arc = first[node]; arc < first[node + 1]; arc++)
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
            for (var arc = first[node]; arc < first[node + 1] && excess[node] > 0; arc++)
            {
                var target = head[arc];
                if (room[arc] > 0 && excess[target] < 0 && cost[arc] - price[node] + price[target] == 0)
                {
                    var units = Math.Min(Math.Min(room[arc], excess[node]), -excess[target]);
                    Push(arc, units);
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

    private bool OnlySinglePlaces(int node)
    {
        for (var arc = first[node]; arc < first[node + 1]; arc++)
        {
            var place = head[arc];
            if (first[place + 1] > first[place] || excess[place] < -1 || excess[place] > 0)
            {
                return false;
            }
        }

        return first[node + 1] > first[node];
    }

    // Returns the unit that was pushed out and may look on at once, or -1.
    private int Bid(int node, List<int> later)
    {
        var (best, second) = (Far, Far);
        var (bestArc, secondArc) = (-1, -1);
        for (var arc = first[node]; arc < first[node + 1]; arc++)
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
            Push(held, -1);
            excess[tail[held]]++;
        }

        Push(bestArc, 1);
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

    // One search from a source to the nearest demand that is still short, and one push along the way found.
    private bool Augment(int source)
    {
        var target = Search(source);
        if (target < 0)
        {
            Forget();
            return false;
        }

        var whole = distance[target];
        for (var i = 0; i < settledCount; i++)
        {
            var node = settled[i];
            price[node] += whole - distance[node];
        }

        var units = Math.Min(excess[source], -excess[target]);
        for (var node = target; node != source;)
        {
            var by = cameBy[node];
            units = by >= 0 ? Math.Min(units, room[by]) : Math.Min(units, flow[~by]);
            node = by >= 0 ? tail[by] : head[~by];
        }

        for (var node = target; node != source;)
        {
            var by = cameBy[node];
            Push(by >= 0 ? by : ~by, by >= 0 ? units : -units);
            node = by >= 0 ? tail[by] : head[~by];
        }

        excess[source] -= units;
        excess[target] += units;
        Forget();
        return true;
    }

    private int Search(int source)
    {
        var bound = Far;
        Reach(source, 0, 0);
        while (waiting.Count > 0)
        {
            var node = waiting.Take();
            var here = distance[node];
            if (excess[node] < 0)
            {
                return node;
            }

            settled[settledCount++] = node;
            var level = here - price[node];
            for (var arc = first[node]; arc < first[node + 1]; arc++)
            {
                var next = head[arc];
                var there = level + cost[arc] + price[next];
                if (there < distance[next] && there < bound && room[arc] > 0)
                {
                    if (excess[next] < 0)
                    {
                        // Nothing farther than this demand can matter any more.
                        bound = there;
                    }

                    Reach(next, there, arc);
                }
            }

            for (var arc = firstIn[node]; arc >= 0; arc = nextIn[arc])
            {
                var next = tail[arc];
                var there = level - cost[arc] + price[next];
                if (there < distance[next] && there < bound)
                {
                    if (excess[next] < 0)
                    {
                        bound = there;
                    }

                    Reach(next, there, ~arc);
                }
            }
        }

        return -1;
    }

    private void Reach(int node, long at, int by)
    {
        if (distance[node] == Far)
        {
            reached[reachedCount++] = node;
        }

        distance[node] = at;
        cameBy[node] = by;
        waiting.Offer(node, at);
    }

    private void Forget()
    {
        for (var i = 0; i < reachedCount; i++)
        {
            distance[reached[i]] = Far;
        }

        reachedCount = 0;
        settledCount = 0;
        waiting.Clear();
    }

    private void Push(int arc, long units)
    {
        var before = flow[arc];
        flow[arc] += units;
        room[arc] -= units;
        if (before == 0)
        {
            var node = head[arc];
            (nextIn[arc], previousIn[arc]) = (firstIn[node], -1);
            if (firstIn[node] >= 0)
            {
                previousIn[firstIn[node]] = arc;
            }

            firstIn[node] = arc;
        }
        else if (flow[arc] == 0)
        {
            if (previousIn[arc] >= 0)
            {
                nextIn[previousIn[arc]] = nextIn[arc];
            }
            else
            {
                firstIn[head[arc]] = nextIn[arc];
            }

            if (nextIn[arc] >= 0)
            {
                previousIn[nextIn[arc]] = previousIn[arc];
            }
        }
    }

    private FlowSolution Read()
    {
        var byNumber = new long[flow.Length];
        var total = 0L;
        for (var arc = 0; arc < flow.Length; arc++)
        {
            byNumber[numberOf[arc]] = flow[arc];
            total = checked(total + (flow[arc] * cost[arc]));
        }

        return new FlowSolution(byNumber, (long[])price.Clone(), total);
    }
}
