using System.Runtime.CompilerServices;

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
    private readonly long[] distance;
    private readonly int[] cameBy;
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

    public PathSearch(ResidualArcs arcs, int nodes)
    {
        (this.arcs, this.nodes, nearArcs, waiting) = (arcs, nodes, new NearArcs(arcs, nodes), new NodeHeap(2 * nodes));
        (distance, cameBy, settled, reached, level) = (new long[nodes], new int[nodes], new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(distance, Far);
    }

    /// <summary>The nodes passed before the one found, kept until the next search.</summary>
    public ReadOnlySpan<int> Settled => settled.AsSpan(0, settledCount);

    public long DistanceOf(int node) => distance[node];

    /// <summary>The arc a node was reached by; the complement of it when against its flow.</summary>
    public int CameBy(int node) => cameBy[node];

    /// <summary>Has to be told of every price that falls from one forward search to the next.</summary>
    public void Lowered(int node, long price) => nearArcs.Lowered(node, price);

    /// <summary>The nearest node that is short, or -1.</summary>
    public int Forward(int source, long[] price, long[] excess)
    {
        var (start, end, firstIn, nextIn) = (arcs.Start, arcs.End, arcs.FirstIn, arcs.NextIn);
        var (head, tail, room, cost) = (arcs.Head, arcs.Tail, arcs.Room, arcs.Cost);
        nearArcs.Prepare();
        Begin(source);
        while (Next() is var node and >= 0)
        {
            if (node >= nodes)
            {
                LookAtOthers(node - nodes, price, excess);
                continue;
            }

            if (excess[node] < 0)
            {
                return node;
            }

            settled[settledCount++] = node;
            var from = here - price[node];
            if (end[node] - start[node] > NearArcs.Few)
            {
                LookAtNear(node, price, excess);
            }
            else
            {
                for (var arc = start[node]; arc < end[node]; arc++)
                {
                    Look(head[arc], from + cost[arc] + price[head[arc]], arc, room[arc], excess);
                }
            }

            for (var arc = firstIn[node]; arc >= 0; arc = nextIn[arc])
            {
                Look(tail[arc], from - cost[arc] + price[tail[arc]], ~arc, 1, excess);
            }
        }

        return -1;
    }

    /// <summary>The nearest demand that took something and from which there is a way to this place, or -1.</summary>
    public int Backward(int place, long[] price)
    {
        var (start, end) = (arcs.Start, arcs.End);
        var (head, tail, room, cost, flow) = (arcs.Head, arcs.Tail, arcs.Room, arcs.Cost, arcs.Flow);
        var supply = arcs.Network.Supply;
        Begin(place);
        while (Next() is var node and >= 0)
        {
            if (supply[node] < 0 && node != place)
            {
                return node;
            }

            settled[settledCount++] = node;
            var from = here + price[node];
            for (var arc = start[node]; arc < end[node]; arc++)
            {
                Look(head[arc], from - cost[arc] - price[head[arc]], ~arc, flow[arc], supply);
            }

            for (var arc = arcs.FirstInto(node); arc >= 0; arc = arcs.NextInto(arc))
            {
                Look(tail[arc], from + cost[arc] - price[tail[arc]], arc, room[arc], supply);
            }
        }

        return -1;
    }

    /// <summary>Makes ready for the next search; <see cref="Settled"/> stays.</summary>
    public void Forget()
    {
        for (var i = 0; i < reachedCount; i++)
        {
            distance[reached[i]] = Far;
        }

        (reachedCount, levelCount) = (0, 0);
        waiting.Clear();
    }

    private void Begin(int node)
    {
        (settledCount, here, bound, distance[node], cameBy[node]) = (0, 0, Far, 0, 0);
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
            if (node >= nodes || distance[node] == here)
            {
                return node;
            }

            // Settled already: a way of no length was found to it while it waited for a longer one.
        }

        return -1;
    }

    private void LookAtNear(int node, long[] price, ReadOnlySpan<long> goal)
    {
        var from = here - price[node];
        var (head, room, cost) = (arcs.Head, arcs.Room, arcs.Cost);
        var near = nearArcs.Of(node);
        var limit = nearArcs.Limit(node);
        var kept = 0;
        for (var at = 0; at < near.Length; at++)
        {
            var arc = near[at];
            var next = head[arc];
            var worth = cost[arc] + price[next];
            if (worth < limit)
            {
                (near[at], near[kept]) = (near[kept], arc);
                kept++;
                Look(next, from + worth, arc, room[arc], goal);
            }
        }

        nearArcs.Keep(node, kept);
        if (nearArcs.HasOthers(node))
        {
            Await(node, price, goal);
        }
    }

    private void LookAtOthers(int node, long[] price, ReadOnlySpan<long> goal)
    {
        var from = distance[node] - price[node];
        var (head, room, cost) = (arcs.Head, arcs.Room, arcs.Cost);
        var more = nearArcs.Widen(node, price, bound == Far ? Far : bound - from);
        foreach (var arc in more)
        {
            Look(head[arc], from + cost[arc] + price[head[arc]], arc, room[arc], goal);
        }

        if (!more.IsEmpty && nearArcs.HasOthers(node))
        {
            Await(node, price, goal);
        }
    }

    // The other arcs of a node are due when the search stands where the nearest of them could lead to.
    private void Await(int node, long[] price, ReadOnlySpan<long> goal)
    {
        var limit = nearArcs.Limit(node);
        if (limit == long.MinValue || distance[node] - price[node] + limit <= here)
        {
            LookAtOthers(node, price, goal);
        }
        else if (distance[node] - price[node] + limit < bound)
        {
            waiting.Offer(nodes + node, distance[node] - price[node] + limit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(int next, long there, int by, int room, ReadOnlySpan<long> goal)
    {
        if (there < distance[next] && there < bound && room > 0)
        {
            if (goal[next] < 0)
            {
                // Nothing farther than this demand can matter any more.
                bound = there;
            }

            Reach(next, there, by);
        }
    }

    private void Reach(int node, long at, int by)
    {
        if (distance[node] == Far)
        {
            reached[reachedCount++] = node;
        }

        (distance[node], cameBy[node]) = (at, by);
        if (at == here)
        {
            level[levelCount++] = node;
        }
        else
        {
            waiting.Offer(node, at);
        }
    }
}
