namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Dijkstra's search over what an arc still carries and what flow can be taken back, on reduced costs, which are never negative.
/// Forward from a source to the nearest demand still short; backward from a place that lost its unit to the nearest demand that was met.
/// </summary>
internal sealed class PathSearch
{
    private const long Far = AugmentingPaths.Far;

    private readonly ResidualArcs arcs;
    private readonly long[] distance;
    private readonly int[] cameBy;
    private readonly int[] settled;
    private readonly int[] reached;
    private readonly NodeHeap waiting;
    private int settledCount;
    private int reachedCount;

    public PathSearch(ResidualArcs arcs, int nodes)
    {
        this.arcs = arcs;
        (distance, cameBy, settled, reached, waiting) = (new long[nodes], new int[nodes], new int[nodes], new int[nodes], new NodeHeap(nodes));
        Array.Fill(distance, Far);
    }

    /// <summary>The nodes passed before the one found, kept until the next search.</summary>
    public ReadOnlySpan<int> Settled => settled.AsSpan(0, settledCount);

    public long DistanceOf(int node) => distance[node];

    /// <summary>The arc a node was reached by; the complement of it when against its flow.</summary>
    public int CameBy(int node) => cameBy[node];

    /// <summary>The nearest node that is short, or -1.</summary>
    public int Forward(int source, long[] price, long[] excess)
    {
        var (start, end, firstIn, nextIn) = (arcs.Start, arcs.End, arcs.FirstIn, arcs.NextIn);
        var (head, tail, room, cost) = (arcs.Head, arcs.Tail, arcs.Room, arcs.Cost);
        var far = distance;
        var bound = Far;
        settledCount = 0;
        Reach(source, 0, 0);
        while (waiting.Count > 0)
        {
            var node = waiting.Take();
            var here = far[node];
            if (excess[node] < 0)
            {
                return node;
            }

            settled[settledCount++] = node;
            var level = here - price[node];
            for (var arc = start[node]; arc < end[node]; arc++)
            {
                var next = head[arc];
                var there = level + cost[arc] + price[next];
                if (there < far[next] && there < bound && room[arc] > 0)
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
                if (there < far[next] && there < bound)
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

    /// <summary>The nearest demand that took something and from which there is a way to this place, or -1.</summary>
    public int Backward(int place, long[] price, long[] excess)
    {
        var (start, end) = (arcs.Start, arcs.End);
        var (head, tail, room, cost, flow) = (arcs.Head, arcs.Tail, arcs.Room, arcs.Cost, arcs.Flow);
        var supply = arcs.Network.Supply;
        var bound = Far;
        settledCount = 0;
        Reach(place, 0, 0);
        while (waiting.Count > 0)
        {
            var node = waiting.Take();
            if (supply[node] < 0 && node != place)
            {
                return node;
            }

            settled[settledCount++] = node;
            var level = distance[node] + price[node];
            for (var arc = start[node]; arc < end[node]; arc++)
            {
                if (flow[arc] > 0)
                {
                    Look(head[arc], level - cost[arc] - price[head[arc]], ~arc, ref bound, supply);
                }
            }

            for (var arc = arcs.FirstInto(node); arc >= 0; arc = arcs.NextInto(arc))
            {
                if (room[arc] > 0)
                {
                    Look(tail[arc], level + cost[arc] - price[tail[arc]], arc, ref bound, supply);
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
            distance[reached[i]] = Far;
        }

        reachedCount = 0;
        waiting.Clear();
    }

    private void Look(int next, long there, int by, ref long bound, ReadOnlySpan<long> supply)
    {
        if (there < distance[next] && there < bound)
        {
            if (supply[next] < 0)
            {
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

        distance[node] = at;
        cameBy[node] = by;
        waiting.Offer(node, at);
    }
}
