namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// The primal network simplex method on a spanning tree that is kept strongly feasible, so it cannot cycle (Cunningham 1976).
/// It handles any network and is the second engine: slower than augmenting paths on our plans, and a check on them.
/// Entering arcs are found by searching blocks of the arc list in turn.
/// </summary>
public sealed class NetworkSimplex
{
    private const sbyte AtLower = 1;
    private const sbyte InTree = 0;
    private const sbyte AtUpper = -1;

    private readonly int nodes;
    private readonly int arcs;
    private readonly int root;
    private readonly int[] from;
    private readonly int[] to;
    private readonly long[] capacity;
    private readonly long[] cost;
    private readonly long[] flow;
    private readonly sbyte[] state;
    private readonly long[] price;

    // The tree: each node's parent, the arc to it, whether that arc points up, depth, and its children as a two-way list.
    private readonly int[] parent;
    private readonly int[] parentArc;
    private readonly bool[] pointsUp;
    private readonly int[] depth;
    private readonly int[] firstChild;
    private readonly int[] nextSibling;
    private readonly int[] previousSibling;
    private readonly int[] stack;
    private int nextBlock;

    private NetworkSimplex(FlowNetwork network)
    {
        nodes = network.Nodes;
        root = nodes;
        arcs = network.Arcs + nodes;
        from = new int[arcs];
        to = new int[arcs];
        capacity = new long[arcs];
        cost = new long[arcs];
        flow = new long[arcs];
        state = new sbyte[arcs];
        network.From.CopyTo(from);
        network.To.CopyTo(to);
        network.Capacity.CopyTo(capacity);
        network.Cost.CopyTo(cost);
        Array.Fill(state, AtLower, 0, network.Arcs);
        price = new long[nodes + 1];
        parent = new int[nodes + 1];
        parentArc = new int[nodes + 1];
        pointsUp = new bool[nodes + 1];
        depth = new int[nodes + 1];
        firstChild = new int[nodes + 1];
        nextSibling = new int[nodes + 1];
        previousSibling = new int[nodes + 1];
        stack = new int[nodes + 1];
        StartFromTheRoot(network);
    }

    /// <summary>The best flow with prices that prove it, or null when the supplies cannot be carried to the demands.</summary>
    public static FlowSolution? Solve(FlowNetwork network, CancellationToken ct = default)
    {
        var simplex = new NetworkSimplex(network);
        for (var pivots = 0; simplex.FindEntering() is var arc and >= 0; pivots++)
        {
            if ((pivots & 0xFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            simplex.Pivot(arc);
        }

        return simplex.Read(network);
    }

    // Every node hangs on an artificial root by an arc dear enough never to stay in a plan that can do without it.
    private void StartFromTheRoot(FlowNetwork network)
    {
        var dearest = 0L;
        foreach (var unit in network.Cost)
        {
            dearest = Math.Max(dearest, Math.Abs(unit));
        }

        var artificialCost = checked((dearest + 1) * (nodes + 1));
        Array.Fill(firstChild, -1);
        Array.Fill(nextSibling, -1);
        Array.Fill(previousSibling, -1);
        parent[root] = -1;
        parentArc[root] = -1;
        for (var node = 0; node < nodes; node++)
        {
            var arc = network.Arcs + node;
            var gives = network.Supply[node] >= 0;
            (from[arc], to[arc]) = gives ? (node, root) : (root, node);
            capacity[arc] = long.MaxValue;
            cost[arc] = artificialCost;
            flow[arc] = Math.Abs(network.Supply[node]);
            price[node] = gives ? artificialCost : -artificialCost;
            parentArc[node] = arc;
            pointsUp[node] = gives;
            depth[node] = 1;
            Hang(node, root);
        }
    }

    // Searches one block of arcs after the other, and takes the most promising arc of the first block that has one.
    private int FindEntering()
    {
        var block = Math.Max(16, (int)Math.Sqrt(arcs));
        var best = -1;
        var bestGain = 0L;
        var looked = 0;
        var arc = nextBlock;
        for (var seen = 0; seen < arcs; seen++)
        {
            var gain = -state[arc] * (cost[arc] - price[from[arc]] + price[to[arc]]);
            if (gain > bestGain)
            {
                (best, bestGain) = (arc, gain);
            }

            if (++arc == arcs)
            {
                arc = 0;
            }

            if (++looked == block)
            {
                if (best >= 0)
                {
                    break;
                }

                looked = 0;
            }
        }

        nextBlock = arc;
        return best;
    }

    private void Pivot(int entering)
    {
        // Flow is pushed around the cycle from first to second over the entering arc.
        var (first, second) = state[entering] == AtLower ? (from[entering], to[entering]) : (to[entering], from[entering]);
        var join = CommonAncestor(first, second);
        var push = capacity[entering];
        var leavingNode = -1;
        var leavesOnFirstSide = false;

        // On the way up from first the cycle runs downwards: an arc that points up loses flow. The last tie counts on one side and the first
        // on the other, which keeps the tree strongly feasible.
        for (var node = first; node != join; node = parent[node])
        {
            var room = pointsUp[node] ? flow[parentArc[node]] : Room(parentArc[node]);
            if (room < push)
            {
                (push, leavingNode, leavesOnFirstSide) = (room, node, true);
            }
        }

        for (var node = second; node != join; node = parent[node])
        {
            var room = pointsUp[node] ? Room(parentArc[node]) : flow[parentArc[node]];
            if (room <= push)
            {
                (push, leavingNode, leavesOnFirstSide) = (room, node, false);
            }
        }

        if (push > 0)
        {
            flow[entering] += state[entering] * push;
            for (var node = first; node != join; node = parent[node])
            {
                flow[parentArc[node]] += pointsUp[node] ? -push : push;
            }

            for (var node = second; node != join; node = parent[node])
            {
                flow[parentArc[node]] += pointsUp[node] ? push : -push;
            }
        }

        if (leavingNode < 0)
        {
            // The entering arc itself is full: it changes sides and the tree stays.
            state[entering] = (sbyte)-state[entering];
            return;
        }

        var leaving = parentArc[leavingNode];
        state[entering] = InTree;
        state[leaving] = flow[leaving] == 0 ? AtLower : AtUpper;
        var (inside, outside) = leavesOnFirstSide ? (first, second) : (second, first);
        Rehang(entering, leavingNode, inside, outside);
    }

    private long Room(int arc) => capacity[arc] == long.MaxValue ? long.MaxValue : capacity[arc] - flow[arc];

    private int CommonAncestor(int a, int b)
    {
        while (a != b)
        {
            if (depth[a] >= depth[b])
            {
                a = parent[a];
            }
            else
            {
                b = parent[b];
            }
        }

        return a;
    }

    // The subtree below the leaving arc is turned so that "inside" becomes its top, and is hung under "outside" by the entering arc.
    private void Rehang(int entering, int cut, int inside, int outside)
    {
        var (node, above, arc) = (inside, outside, entering);
        while (true)
        {
            var (oldParent, oldArc) = (parent[node], parentArc[node]);
            Unhang(node);
            Hang(node, above);
            parentArc[node] = arc;
            pointsUp[node] = from[arc] == node;
            if (node == cut)
            {
                break;
            }

            (above, node, arc) = (node, oldParent, oldArc);
        }

        var change = price[outside] + (from[entering] == inside ? cost[entering] : -cost[entering]) - price[inside];
        var top = 0;
        stack[top++] = inside;
        while (top > 0)
        {
            var next = stack[--top];
            price[next] += change;
            depth[next] = depth[parent[next]] + 1;
            for (var child = firstChild[next]; child >= 0; child = nextSibling[child])
            {
                stack[top++] = child;
            }
        }
    }

    private void Hang(int node, int under)
    {
        parent[node] = under;
        var sibling = firstChild[under];
        nextSibling[node] = sibling;
        previousSibling[node] = -1;
        if (sibling >= 0)
        {
            previousSibling[sibling] = node;
        }

        firstChild[under] = node;
    }

    private void Unhang(int node)
    {
        var (before, after) = (previousSibling[node], nextSibling[node]);
        if (before >= 0)
        {
            nextSibling[before] = after;
        }
        else
        {
            firstChild[parent[node]] = after;
        }

        if (after >= 0)
        {
            previousSibling[after] = before;
        }
    }

    private FlowSolution? Read(FlowNetwork network)
    {
        if (flow.AsSpan(network.Arcs).ContainsAnyExcept(0L))
        {
            return null;
        }

        var total = 0L;
        for (var arc = 0; arc < network.Arcs; arc++)
        {
            total = checked(total + (flow[arc] * cost[arc]));
        }

        return new FlowSolution(flow[..network.Arcs], price[..nodes], total);
    }
}
