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

    private readonly Part[] parts = new Part[nodes];
    private NearArc[] order = [];

    /// <summary>Below this are the near ones of a node, above it or at it the others; <see cref="long.MinValue"/> when nobody looked yet.</summary>
    public long Limit(int node) => parts[node].Limit;

    public bool HasOthers(int node) => parts[node].Near < arcs.End[node] - arcs.Start[node];

    /// <summary>Makes ready for a search over the arcs as they are now.</summary>
    public void Prepare()
    {
        if (order.Length < arcs.Count)
        {
            Array.Resize(ref order, arcs.Head.Length);
        }
    }

    /// <summary>The near ones, to be looked at, put in another order, and cut by <see cref="Keep"/> to those that are near still.</summary>
    public Span<NearArc> Of(int node)
    {
        var (from, end) = (arcs.Start[node], arcs.End[node]);
        if (parts[node].Known != end)
        {
            for (var arc = from; arc < end; arc++)
            {
                order[arc] = new NearArc(arc, arcs.Head[arc], arcs.Cost[arc]);
            }

            (parts[node].Known, parts[node].Near, parts[node].Limit) = (end, 0, long.MinValue);
        }

        return order.AsSpan(from, parts[node].Near);
    }

    /// <summary>The first so many of the near ones stay near; prices took the rest over the limit.</summary>
    public void Keep(int node, int count) => parts[node].Near = count;

    /// <summary>
    /// Raises the limit and returns those of the other arcs that are near by that.
    /// There are none when even the nearest of them is at <paramref name="tooFar"/> or beyond.
    /// </summary>
    public ReadOnlySpan<NearArc> Widen(int node, long[] price, long tooFar)
    {
        var (from, end) = (arcs.Start[node], arcs.End[node]);
        var (first, lowest, sum) = (from + parts[node].Near, long.MaxValue, 0L);
        for (var at = first; at < end; at++)
        {
            var worth = order[at].Cost + price[order[at].Head];
            lowest = Math.Min(lowest, worth);
            sum += worth;
        }

        if (lowest >= tooFar)
        {
            parts[node].Limit = lowest;
            return [];
        }

        // A quarter of the way to the middle takes in about an eighth of them.
        var most = lowest + (((sum / (end - first)) - lowest) / 4) + 1;
        var next = long.MaxValue;
        for (var at = first; at < end; at++)
        {
            var arc = order[at];
            var worth = arc.Cost + price[arc.Head];
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

        var more = order.AsSpan(from + parts[node].Near, first - from - parts[node].Near);
        (parts[node].Limit, parts[node].Near) = (next, first - from);
        return more;
    }

    /// <summary>A price fell: arcs to its node may have become nearer than their limit says.</summary>
    public void Lowered(int node, long price)
    {
        for (var arc = arcs.FirstInto(node); arc >= 0; arc = arcs.NextInto(arc))
        {
            var tail = arcs.Tail[arc];
            parts[tail].Limit = Math.Min(parts[tail].Limit, arcs.Cost[arc] + price);
        }
    }

    // Of a node: its limit, how many near ones there are, and where its arcs ended when they were put in order. One that got more since begins anew.
    private struct Part
    {
        public long Limit;
        public int Near;
        public int Known;
    }
}

/// <summary>An arc as a search looks at it, its number and what it reads of it side by side in memory.</summary>
internal readonly record struct NearArc(int Number, int Head, long Cost);
