namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// The primal network simplex method on a spanning tree that is kept strongly feasible, so it cannot cycle (Cunningham 1976).
/// It handles any network and is the second engine: slower than augmenting paths on our plans, and a check on them.
/// Entering arcs are found by searching blocks of the arc list in turn.
/// </summary>
public sealed class NetworkSimplex
{
    // Fewer arcs at a time would save less on looking than they cost in pivots.
    private const int SmallestBlock = 80;

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

    private readonly TreeNode[] tree;
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
        tree = new TreeNode[nodes + 1];
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
        tree[root] = new TreeNode { Parent = -1, Arc = -1 };
        for (var node = 0; node < nodes; node++)
        {
            var arc = network.Arcs + node;
            var gives = network.Supply[node] >= 0;
            (from[arc], to[arc]) = gives ? (node, root) : (root, node);
            capacity[arc] = long.MaxValue;
            cost[arc] = artificialCost;
            flow[arc] = Math.Abs(network.Supply[node]);
            price[node] = gives ? artificialCost : -artificialCost;
            tree[node] = new TreeNode { Parent = root, Arc = arc, PointsUp = gives, Depth = 1 };
            Link(node == 0 ? root : node - 1, node);
            Link(node, root);
        }
    }

    // Searches one block of arcs after the other, and takes the most promising arc of the first block that has one. Blocks always begin at the same
    // arcs, so when there is none in as many blocks as there are, there is none at all.
    private int FindEntering()
    {
        var block = Math.Max(SmallestBlock, (int)Math.Sqrt(arcs));
        var (best, bestGain) = (-1, 0L);
        var (from, to, cost, state, price) = (this.from, this.to, this.cost, this.state, this.price);
        var arc = nextBlock;
        for (var left = arcs; left > 0 && best < 0; left -= block)
        {
            for (var end = Math.Min(arc + block, arcs); arc < end; arc++)
            {
                var gain = state[arc] * (price[from[arc]] - price[to[arc]] - cost[arc]);
                if (gain > bestGain)
                {
                    (best, bestGain) = (arc, gain);
                }
            }

            arc = arc == arcs ? 0 : arc;
        }

        nextBlock = arc;
        return best;
    }

    private void Pivot(int entering)
    {
        // Flow is pushed around the cycle from first to second over the entering arc.
        var (first, second) = state[entering] == AtLower ? (from[entering], to[entering]) : (to[entering], from[entering]);

        // Climbing to where both ways meet finds the arc with least room on each. On the way up from first the cycle runs downwards: an arc that points
        // up loses flow. Of ties the one nearest to first counts on its side, and the one nearest to the meeting point on the other, before it: that
        // keeps the tree strongly feasible.
        var (push, leavingNode, leavesOnFirstSide) = (capacity[entering], -1, false);
        var (least, leastNode) = (long.MaxValue, -1);
        var (a, b) = (first, second);
        while (a != b)
        {
            ref var left = ref tree[a];
            ref var right = ref tree[b];
            if (left.Depth >= right.Depth)
            {
                var room = left.PointsUp ? flow[left.Arc] : Room(left.Arc);
                if (room < push)
                {
                    (push, leavingNode, leavesOnFirstSide) = (room, a, true);
                }

                a = left.Parent;
            }
            else
            {
                var room = right.PointsUp ? Room(right.Arc) : flow[right.Arc];
                if (room <= least)
                {
                    (least, leastNode) = (room, b);
                }

                b = right.Parent;
            }
        }

        if (leastNode >= 0 && least <= push)
        {
            (push, leavingNode, leavesOnFirstSide) = (least, leastNode, false);
        }

        if (push > 0)
        {
            flow[entering] += state[entering] * push;
            Push(first, a, -push);
            Push(second, a, push);
        }

        if (leavingNode < 0)
        {
            // The entering arc itself is full: it changes sides and the tree stays.
            state[entering] = (sbyte)-state[entering];
            return;
        }

        var leaving = tree[leavingNode].Arc;
        state[entering] = InTree;
        state[leaving] = flow[leaving] == 0 ? AtLower : AtUpper;
        var (inside, outside) = leavesOnFirstSide ? (first, second) : (second, first);
        Rehang(entering, leavingNode, inside, outside);
    }

    private long Room(int arc) => capacity[arc] == long.MaxValue ? long.MaxValue : capacity[arc] - flow[arc];

    // Adds units to arcs that point up from a node to one above it, and takes them from those that point down.
    private void Push(int node, int above, long units)
    {
        while (node != above)
        {
            ref var at = ref tree[node];
            flow[at.Arc] += at.PointsUp ? units : -units;
            node = at.Parent;
        }
    }

    // The subtree below the leaving arc is turned so that "inside" becomes its top, and is hung under "outside" by the entering arc. In the order of
    // the tree that is: all of inside's own subtree, then the rest of its parent's, then the rest of that one's parent's, up to where it was cut.
    private void Rehang(int entering, int cut, int inside, int outside)
    {
        var change = price[outside] + (from[entering] == inside ? cost[entering] : -cost[entering]) - price[inside];
        var (node, above, arc, below) = (inside, outside, entering, -1);
        var (before, end, after) = (tree[cut].Previous, -1, -1);
        while (true)
        {
            ref var at = ref tree[node];
            var (oldParent, oldArc, oldDepth) = (at.Parent, at.Arc, at.Depth);
            var deeper = tree[above].Depth + 1 - oldDepth;
            (at.Parent, at.Arc, at.PointsUp) = (above, arc, from[arc] == node);

            // Everything deeper that follows a node is below it; what was turned before it is passed over.
            var (last, next) = (node, node);
            do
            {
                price[next] += change;
                tree[next].Depth += deeper;
                last = next;
                next = tree[next].Next;
                if (next == below)
                {
                    next = after;
                    Link(last, next);
                }
            }
            while (tree[next].Depth > oldDepth);

            if (below >= 0)
            {
                Link(end, node);
            }

            (end, after, below) = (last, next, node);
            if (node == cut)
            {
                break;
            }

            (above, node, arc) = (node, oldParent, oldArc);
        }

        Link(before, after);
        Link(end, tree[outside].Next);
        Link(outside, inside);
    }

    private void Link(int node, int next) => (tree[node].Next, tree[next].Previous) = (next, node);

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

    // A node of the tree: its parent, the arc to it and whether that points up, its depth, and its place in the order in which every node comes
    // right before all that hangs on it; the root closes the ring.
    private struct TreeNode
    {
        public int Parent;
        public int Arc;
        public int Depth;
        public int Next;
        public int Previous;
        public bool PointsUp;
    }
}
