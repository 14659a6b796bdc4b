namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// The arcs out of a node in two parts: the near ones, whose cost and head's price together stay below a limit, and all the others.
/// A search seldom gets as far as the others, so it looks at a few arcs of a node where there are hundreds. Prices rise from search to search,
/// which keeps the limit true without looking: only a price that falls has to be told, see <see cref="Lowered"/>.
/// Volgenant's assignment code for large problems starts from such a core of each row too and looks at the rest only when it must (1996).
/// </summary>
internal sealed class NearArcs(ResidualArcs arcs, int nodes)
{
    /// <summary>So few arcs are looked at one by one.</summary>
    public const int Few = 3;

    private readonly int[] near = new int[nodes];
    private readonly long[] limit = new long[nodes];

    // Where the arcs of a node ended when they were put in order. A node that got more arcs since begins anew.
    private readonly int[] known = new int[nodes];
    private int[] order = [];

    /// <summary>Below this are the near ones of a node, above it or at it the others; <see cref="long.MinValue"/> when nobody looked yet.</summary>
    public long Limit(int node) => limit[node];

    public bool HasOthers(int node) => near[node] < arcs.End[node] - arcs.Start[node];

    /// <summary>Makes ready for a search over the arcs as they are now.</summary>
    public void Prepare()
    {
        if (order.Length < arcs.Count)
        {
            Array.Resize(ref order, arcs.Head.Length);
        }
    }

    /// <summary>The near ones, to be looked at, put in another order, and cut by <see cref="Keep"/> to those that are near still.</summary>
    public Span<int> Of(int node)
    {
        var (from, end) = (arcs.Start[node], arcs.End[node]);
        if (known[node] != end)
        {
            for (var arc = from; arc < end; arc++)
            {
                order[arc] = arc;
            }

            (known[node], near[node], limit[node]) = (end, 0, long.MinValue);
        }

        return order.AsSpan(from, near[node]);
    }

    /// <summary>The first so many of the near ones stay near; prices took the rest over the limit.</summary>
    public void Keep(int node, int count) => near[node] = count;

    /// <summary>
    /// Raises the limit and returns those of the other arcs that are near by that.
    /// There are none when even the nearest of them is at <paramref name="tooFar"/> or beyond.
    /// </summary>
    public ReadOnlySpan<int> Widen(int node, long[] price, long tooFar)
    {
        var (head, cost, from, end) = (arcs.Head, arcs.Cost, arcs.Start[node], arcs.End[node]);
        var (first, lowest, sum) = (from + near[node], long.MaxValue, 0L);
        for (var at = first; at < end; at++)
        {
            var worth = cost[order[at]] + price[head[order[at]]];
            lowest = Math.Min(lowest, worth);
            sum += worth;
        }

        if (lowest >= tooFar)
        {
            limit[node] = lowest;
            return [];
        }

        // A quarter of the way to the middle takes in about an eighth of them.
        var most = lowest + (((sum / (end - first)) - lowest) / 4) + 1;
        var next = long.MaxValue;
        for (var at = first; at < end; at++)
        {
            var arc = order[at];
            var worth = cost[arc] + price[head[arc]];
            if (worth < most)
            {
                (order[at], order[first]) = (order[first], arc);
                first++;
            }
            else
            {
                next = Math.Min(next, worth);
            }
        }

        var more = order.AsSpan(from + near[node], first - from - near[node]);
        (limit[node], near[node]) = (next, first - from);
        return more;
    }

    /// <summary>A price fell: arcs to its node may have become nearer than their limit says.</summary>
    public void Lowered(int node, long price)
    {
        for (var arc = arcs.FirstInto(node); arc >= 0; arc = arcs.NextInto(arc))
        {
            var tail = arcs.Tail[arc];
            limit[tail] = Math.Min(limit[tail], arcs.Cost[arc] + price);
        }
    }
}
