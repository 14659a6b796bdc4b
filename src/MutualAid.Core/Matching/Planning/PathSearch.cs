namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Dijkstra's search over what an arc still carries and what flow can be taken back, on reduced costs, which are never negative.
/// Forward from a source to the nearest demand still short; backward from a place that lost its unit to the nearest demand that was met.
/// What is no farther than where the search stands goes on a stack and not through the heap: half of the ways are of that kind, for flow that
/// can be taken back costs nothing to take back.
/// </summary>
internal sealed class PathSearch
{
    private const long Far = AugmentingPaths.Far;

    private readonly ResidualArcs arcs;
    private readonly NearArcs nearArcs;
    private readonly int nodes;
    private readonly Mark[] marks;
    private readonly int[] settled;
    private readonly int[] reached;
    private readonly int[] level;

    // A node's other arcs wait under its number and the number of nodes.
    private readonly NodeHeap waiting;
    private int settledCount;
    private int reachedCount;
    private int levelCount;
    private long here;
    private long bound;
    private long[] price = [];
    private int direction = 1;

    public PathSearch(ResidualArcs arcs, int nodes)
    {
        (this.arcs, this.nodes, nearArcs, waiting) = (arcs, nodes, new NearArcs(arcs, nodes), new NodeHeap(2 * nodes));
        (marks, settled, reached, level) = (new Mark[nodes], new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(marks, new Mark { Paid = Far });
    }

    /// <summary>The nodes passed before the one found, kept until the next search.</summary>
    public ReadOnlySpan<int> Settled => settled.AsSpan(0, settledCount);

    /// <summary>What it costs to get to a node in reduced costs, at its price as it is now.</summary>
    public long DistanceOf(int node) => marks[node].Paid + (direction * price[node]);

    /// <summary>The arc a node was reached by; the complement of it when against its flow.</summary>
    public int CameBy(int node) => marks[node].CameBy;

    /// <summary>Has to be told of every price that falls from one forward search to the next.</summary>
    public void Lowered(int node, long price) => nearArcs.Lowered(node, price);

    /// <summary>The nearest node that is short, or -1.</summary>
    public int Forward(int source, long[] prices, long[] excess)
    {
        var (start, end, firstIn, nextIn) = (arcs.Start, arcs.End, arcs.FirstIn, arcs.NextIn);
        var (head, tail, room, cost, marks) = (arcs.Head, arcs.Tail, arcs.Room, arcs.Cost, this.marks);
        nearArcs.Prepare();
        Begin(source, prices, 1);
        while (Next() is var node and >= 0)
        {
            if (node >= nodes)
            {
                LookAtOthers(node - nodes, excess);
                continue;
            }

            if (excess[node] < 0)
            {
                return node;
            }

            settled[settledCount++] = node;
            var paid = marks[node].Paid;
            if (end[node] - start[node] > NearArcs.Few)
            {
                LookAtNear(node, excess);
            }
            else
            {
                for (var arc = start[node]; arc < end[node]; arc++)
                {
                    if (paid + cost[arc] < marks[head[arc]].Paid && room[arc] > 0)
                    {
                        Reach(head[arc], paid + cost[arc], arc, excess);
                    }
                }
            }

            for (var arc = firstIn[node]; arc >= 0; arc = nextIn[arc])
            {
                if (paid - cost[arc] < marks[tail[arc]].Paid)
                {
                    Reach(tail[arc], paid - cost[arc], ~arc, excess);
                }
            }
        }

        return -1;
    }

    /// <summary>The nearest demand that took something and from which there is a way to this place, or -1.</summary>
    public int Backward(int place, long[] prices)
    {
        var (start, end) = (arcs.Start, arcs.End);
        var (head, tail, room, cost, flow) = (arcs.Head, arcs.Tail, arcs.Room, arcs.Cost, arcs.Flow);
        var supply = arcs.Network.Supply;
        Begin(place, prices, -1);
        while (Next() is var node and >= 0)
        {
            if (supply[node] < 0 && node != place)
            {
                return node;
            }

            settled[settledCount++] = node;
            var paid = marks[node].Paid;
            for (var arc = start[node]; arc < end[node]; arc++)
            {
                if (paid - cost[arc] < marks[head[arc]].Paid && flow[arc] > 0)
                {
                    Reach(head[arc], paid - cost[arc], ~arc, supply);
                }
            }

            for (var arc = arcs.FirstInto(node); arc >= 0; arc = arcs.NextInto(arc))
            {
                if (paid + cost[arc] < marks[tail[arc]].Paid && room[arc] > 0)
                {
                    Reach(tail[arc], paid + cost[arc], arc, supply);
                }
            }
        }

        return -1;
    }

    /// <summary>Makes ready for the next search; <see cref="Settled"/> stays.</summary>
    public void Forget()
    {
        for (var i = 0; i < reachedCount; i++)
        {
            marks[reached[i]].Paid = Far;
        }

        (reachedCount, levelCount) = (0, 0);
        waiting.Clear();
    }

    private void Begin(int node, long[] prices, int ahead)
    {
        (price, direction, settledCount, here, bound) = (prices, ahead, 0, 0, Far);
        marks[node].Paid = -ahead * prices[node];
        (reached[reachedCount++], level[levelCount++]) = (node, node);
    }

    // The next node to settle, or the next whose other arcs are due; -1 when there is none.
    private int Next()
    {
        if (levelCount > 0)
        {
            return level[--levelCount];
        }

        while (waiting.Count > 0)
        {
            here = waiting.Nearest;
            var node = waiting.Take();
            if (node >= nodes || DistanceOf(node) == here)
            {
                return node;
            }

            // Settled already: a way of no length was found to it while it waited for a longer one.
        }

        return -1;
    }

    private void LookAtNear(int node, ReadOnlySpan<long> goal)
    {
        var (room, price, marks) = (arcs.Room, this.price, this.marks);
        var near = nearArcs.Of(node);
        var (paid, limit, kept) = (marks[node].Paid, nearArcs.Limit(node), 0);
        for (var at = 0; at < near.Length; at++)
        {
            var arc = near[at];
            if (arc.Cost + price[arc.Head] < limit)
            {
                (near[at], near[kept]) = (near[kept], arc);
                kept++;
                if (paid + arc.Cost < marks[arc.Head].Paid && room[arc.Number] > 0)
                {
                    Reach(arc.Head, paid + arc.Cost, arc.Number, goal);
                }
            }
        }

        nearArcs.Keep(node, kept);
        if (nearArcs.HasOthers(node))
        {
            Await(node, goal);
        }
    }

    private void LookAtOthers(int node, ReadOnlySpan<long> goal)
    {
        var paid = marks[node].Paid;
        var more = nearArcs.Widen(node, price, bound == Far ? Far : bound - paid);
        foreach (var arc in more)
        {
            if (paid + arc.Cost < marks[arc.Head].Paid && arcs.Room[arc.Number] > 0)
            {
                Reach(arc.Head, paid + arc.Cost, arc.Number, goal);
            }
        }

        if (!more.IsEmpty && nearArcs.HasOthers(node))
        {
            Await(node, goal);
        }
    }

    // The other arcs of a node are due when the search stands where the nearest of them could lead to.
    private void Await(int node, ReadOnlySpan<long> goal)
    {
        var limit = nearArcs.Limit(node);
        if (limit == long.MinValue || marks[node].Paid + limit <= here)
        {
            LookAtOthers(node, goal);
        }
        else if (marks[node].Paid + limit < bound)
        {
            waiting.Offer(nodes + node, marks[node].Paid + limit);
        }
    }

    private void Reach(int node, long paid, int by, ReadOnlySpan<long> goal)
    {
        var distance = paid + (direction * price[node]);
        if (distance >= bound)
        {
            return;
        }

        if (goal[node] < 0)
        {
            // Nothing farther than this demand can matter any more.
            bound = distance;
        }

        ref var mark = ref marks[node];
        if (mark.Paid == Far)
        {
            reached[reachedCount++] = node;
        }

        (mark.Paid, mark.CameBy) = (paid, by);
        if (distance == here)
        {
            level[levelCount++] = node;
        }
        else
        {
            waiting.Offer(node, distance);
        }
    }

    // How a node was reached, side by side in memory: what the arcs on the way cost, which with prices makes its distance, and the last of them.
    private struct Mark
    {
        public long Paid;
        public int CameBy;
    }
}
