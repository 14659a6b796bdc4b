namespace MutualAid.Core.Matching.Planning;

/// <summary>Nodes waiting to be settled, nearest first: a heap of four children each that can move a node nearer, and is emptied in the time of what it held.</summary>
internal sealed class NodeHeap(int nodes)
{
    private readonly int[] heap = new int[nodes];
    private readonly int[] place = CreatePlaces(nodes);
    private readonly long[] key = new long[nodes];

    public int Count { get; private set; }

    /// <summary>How far the nearest node is that waits.</summary>
    public long Nearest => key[heap[0]];

    /// <summary>Puts the node in, or moves it nearer.</summary>
    public void Offer(int node, long distance)
    {
        key[node] = distance;
        var at = place[node];
        if (at < 0)
        {
            at = Count++;
        }

        while (at > 0)
        {
            var above = (at - 1) >> 2;
            var other = heap[above];
            if (key[other] <= distance)
            {
                break;
            }

            heap[at] = other;
            place[other] = at;
            at = above;
        }

        heap[at] = node;
        place[node] = at;
    }

    /// <summary>Takes the nearest node out.</summary>
    public int Take()
    {
        var nearest = heap[0];
        place[nearest] = -1;
        var last = heap[--Count];
        if (Count > 0)
        {
            SinkFromTop(last);
        }

        return nearest;
    }

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
        {
            place[heap[i]] = -1;
        }

        Count = 0;
    }

    private void SinkFromTop(int node)
    {
        var (at, distance) = (0, key[node]);
        while (true)
        {
            var child = (at << 2) + 1;
            if (child >= Count)
            {
                break;
            }

            var end = Math.Min(child + 4, Count);
            var best = child;
            for (var i = child + 1; i < end; i++)
            {
                if (key[heap[i]] < key[heap[best]])
                {
                    best = i;
                }
            }

            if (key[heap[best]] >= distance)
            {
                break;
            }

            heap[at] = heap[best];
            place[heap[at]] = at;
            at = best;
        }

        heap[at] = node;
        place[node] = at;
    }

    private static int[] CreatePlaces(int nodes)
    {
        var places = new int[nodes];
        Array.Fill(places, -1);
        return places;
    }
}
