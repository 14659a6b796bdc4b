namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Shortest augmenting paths (successive shortest paths with node prices): carries one source after the other to its cheapest free demand,
/// by a Dijkstra search on reduced costs that stops at the first one. When all have been carried the flow is the best there is, and inserting one
/// more need is one more search. The search stays local where the problem is.
/// An engine is kept for as long as its plan is worked on: the network may grow, and a source may be withdrawn and carried anew.
/// </summary>
public sealed class AugmentingPaths
{
    internal const long Far = long.MaxValue;

    private readonly ResidualArcs arcs;
    private long[] excess;
    private long[] price;
    private PathSearch search;
    private List<int>? watched;

    /// <summary>
    /// Makes an engine for the network as it is now; nothing is carried yet. Refuses one whose units together are more than <see cref="int.MaxValue"/>,
    /// those among them that arcs would be paid for: units in bulk are the simplex's.
    /// </summary>
    public AugmentingPaths(FlowNetwork network)
    {
        ThrowIfInBulk(network);
        arcs = new ResidualArcs(network);
        excess = network.Supply.ToArray();
        price = new long[network.Nodes];
        search = new PathSearch(arcs, network.Nodes);
        FirstFlow.Make(arcs, excess, price);
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            Spent += arcs.Flow[arc] * arcs.Cost[arc];
        }
    }

    private static void ThrowIfInBulk(FlowNetwork network)
    {
        var units = 0.0;
        foreach (var given in network.Supply)
        {
            units += Math.Max(0, given);
        }

        for (var arc = 0; arc < network.Arcs; arc++)
        {
            units += network.Cost[arc] < 0 ? network.Capacity[arc] : 0;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, int.MaxValue, nameof(network));
    }

    /// <summary>What it costs to send one unit from each node to where it may end, seen from the flow as it is: a node's worth.</summary>
    public ReadOnlySpan<long> Prices => price.AsSpan(0, arcs.Nodes);

    /// <summary>What the flow costs so far.</summary>
    public long Spent { get; private set; }

    /// <summary>Begins a list of the nodes whose worth a search raises.</summary>
    public IReadOnlyList<int> Watch() => watched = [];

    public void StopWatching() => watched = null;

    /// <summary>The best flow with prices that prove it, or null when the supplies cannot be carried to the demands.</summary>
    public static FlowSolution? Solve(FlowNetwork network, CancellationToken ct = default)
    {
        var paths = new AugmentingPaths(network);
        foreach (var node in DearestFirst(network))
        {
            ct.ThrowIfCancellationRequested();
            if (!paths.Carry(node))
            {
                return null;
            }
        }

        return paths.Read();
    }

    // Whose own way out is dearest goes first: whoever comes later gives way to them, and is seldom asked to.
    private static int[] DearestFirst(FlowNetwork network)
    {
        var key = new long[network.Nodes];
        for (var arc = 0; arc < network.Arcs; arc++)
        {
            if (network.Supply[network.To[arc]] < 0)
            {
                key[network.From[arc]] = Math.Min(key[network.From[arc]], -network.Cost[arc]);
            }
        }

        var order = Enumerable.Range(0, network.Nodes).ToArray();
        if (order.Count(node => network.Supply[node] < 0) == 1)
        {
            Array.Sort(key, order);
        }

        return order;
    }

    /// <summary>Carries all that a node still has to give, each time to the cheapest place left; false when there is no way for some of it.</summary>
    public bool Carry(int node)
    {
        while (excess[node] > 0)
        {
            if (!Augment(node))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Carries what was filled before any search and was not wanted after all; to be called when all sources have been carried.</summary>
    public void CarryRest()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            Carry(node);
        }
    }

    /// <summary>Units on an arc of the network.</summary>
    public long FlowOn(int arc) => arcs.Flow[arcs.At[arc]];

    /// <summary>
    /// Takes in what the network got since. New nodes start at the prices given, in their order, which must fit the new arcs out of them.
    /// A new arc out of an old node may be cheaper than the flow allows for: <see cref="Withdraw"/> such a node, and carry it again.
    /// </summary>
    public void Extend(ReadOnlySpan<long> pricesOfNewNodes)
    {
        var (before, nodes) = (arcs.Nodes, arcs.Network.Nodes);
        arcs.Extend();
        if (excess.Length < nodes)
        {
            var size = nodes + (nodes / 8) + 16;
            Array.Resize(ref excess, size);
            Array.Resize(ref price, size);
            search = new PathSearch(arcs, size);
        }

        arcs.Network.Supply[before..nodes].CopyTo(excess.AsSpan(before));
        pricesOfNewNodes.CopyTo(price.AsSpan(before));
    }

    /// <summary>Adds to what a node gives (or, negative, takes) beyond the supply it had; carry it afterwards.</summary>
    public void AddSupply(int node, long units) => excess[node] += units;

    /// <summary>
    /// Takes back all that a source has sent, and gives the places it held to whoever gains most. Its own inner nodes, which nobody else
    /// leads to, are emptied with it. What is left is the best flow without it. Where some of it went into a demand directly, that demand is
    /// open again. A node with flow into it cannot be withdrawn. Reprice it before it is carried again.
    /// </summary>
    public void Withdraw(int node, ReadOnlySpan<int> inner)
    {
        var emptied = new List<int>();
        foreach (var own in inner)
        {
            TakeBack(own, emptied);
        }

        TakeBack(node, emptied);

        // Nobody asks it to give way from here on: as a source without flow it is worth its cheapest way out, else a search would find ways shorter than none.
        Reprice(node, inner);
        foreach (var place in emptied)
        {
            Refill(place);
        }
    }

    /// <summary>Lets an arc carry from now on no more than the units given, which must be at least what it carries now.</summary>
    public void Limit(int arc, int units)
    {
        var at = arcs.At[arc];
        arcs.Room[at] = units - arcs.Flow[at];
    }

    /// <summary>Whether an arc leads from one node to the other.</summary>
    public bool Joins(int tail, int head)
    {
        for (var arc = arcs.Start[tail]; arc < arcs.End[tail]; arc++)
        {
            if (arcs.Head[arc] == head)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A source without flow is worth its cheapest way out, and so are its inner nodes; arcs that it got since are among them.</summary>
    public void Reprice(int node, ReadOnlySpan<int> inner)
    {
        foreach (var own in inner)
        {
            Reprice(own);
        }

        Reprice(node);
    }

    /// <summary>The flow and prices as they are, in the order of the network.</summary>
    public FlowSolution Read()
    {
        var known = arcs.At.AsSpan(0, arcs.Network.Arcs);
        var flow = new long[known.Length];
        var total = 0L;
        for (var arc = 0; arc < known.Length; arc++)
        {
            flow[arc] = arcs.Flow[known[arc]];
            total = checked(total + (flow[arc] * arcs.Network.Cost[arc]));
        }

        return new FlowSolution(flow, Prices.ToArray(), total);
    }

    private void Reprice(int node)
    {
        var lowest = Far;
        for (var arc = arcs.Start[node]; arc < arcs.End[node]; arc++)
        {
            if (arcs.Room[arc] > 0)
            {
                lowest = Math.Min(lowest, arcs.Cost[arc] + price[arcs.Head[arc]]);
            }
        }

        if (lowest != Far)
        {
            price[node] = lowest;
            search.Lowered(node, lowest);
        }
    }

    private void TakeBack(int node, List<int> emptied)
    {
        for (var arc = arcs.Start[node]; arc < arcs.End[node]; arc++)
        {
            while (arcs.Flow[arc] > 0)
            {
                var head = arcs.Head[arc];
                arcs.Push(arc, -1);
                Spent -= arcs.Cost[arc];
                excess[node]++;
                if (arcs.Network.Supply[head] < 0 || excess[head] > 0)
                {
                    // A demand is open again; an inner node that was emptied before had this very unit to send on.
                    excess[head]--;
                }
                else
                {
                    emptied.Add(head);
                }
            }
        }
    }

    // A place that lost a unit is given to whoever gains most by it: the cheapest way to it from a demand that was met.
    private void Refill(int place)
    {
        var from = search.Backward(place, price);
        if (from < 0)
        {
            throw new InvalidOperationException("What a place sends on must come from somewhere.");
        }

        var whole = search.DistanceOf(from);
        foreach (var node in search.Settled)
        {
            price[node] -= whole - search.DistanceOf(node);
            search.Lowered(node, price[node]);
        }

        excess[from]--;
        Spent += price[from] - price[place];
        for (var node = from; node != place;)
        {
            var by = search.CameBy(node);
            arcs.Push(by >= 0 ? by : ~by, by >= 0 ? 1 : -1);
            node = by >= 0 ? arcs.Head[by] : arcs.Tail[~by];
        }

        search.Forget();
    }

    // One search from a source to the nearest demand that is still short, and one push along the way found.
    private bool Augment(int source)
    {
        var target = search.Forward(source, price, excess);
        if (target < 0)
        {
            search.Forget();
            return false;
        }

        var whole = search.DistanceOf(target);
        foreach (var node in search.Settled)
        {
            price[node] += whole - search.DistanceOf(node);
        }

        var units = (int)Math.Min(excess[source], -excess[target]);
        for (var node = target; node != source;)
        {
            var by = search.CameBy(node);
            units = by >= 0 ? Math.Min(units, arcs.Room[by]) : Math.Min(units, arcs.Flow[~by]);
            node = by >= 0 ? arcs.Tail[by] : arcs.Head[~by];
        }

        for (var node = target; node != source;)
        {
            var by = search.CameBy(node);
            arcs.Push(by >= 0 ? by : ~by, by >= 0 ? units : -units);
            node = by >= 0 ? arcs.Tail[by] : arcs.Head[~by];
        }

        watched?.AddRange(search.Settled);
        Spent += units * (price[source] - price[target]);
        excess[source] -= units;
        excess[target] += units;
        search.Forget();
        return true;
    }
}
