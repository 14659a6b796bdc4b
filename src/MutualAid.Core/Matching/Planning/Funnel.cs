namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// A network that narrows to one sink: from each place there is one way on alone, sources have a way out of their own, and nothing pays for being
/// used. Plans are of this kind, but for a household's node, which forks: it is told apart and has no place of its own.
/// </summary>
internal sealed class Funnel
{
    // A quarter of a day leads to a day, and that to a helper.
    private const int MostDeep = 8;

    private readonly ResidualArcs arcs;
    private readonly long[] excess;

    private Funnel(ResidualArcs arcs, long[] excess) => (this.arcs, this.excess) = (arcs, excess);

    public int Sink { get; private set; } = -1;

    /// <summary>The one node that each place leads to; -1 for the sink, for sources and for forks.</summary>
    public int[] Next { get; private set; } = [];

    /// <summary>The last node before the sink on the way from each place; -1 where <see cref="Next"/> is.</summary>
    public int[] Top { get; private set; } = [];

    /// <summary>What sources give, together.</summary>
    public long Units { get; private set; }

    /// <summary>
    /// Where the seats of each top begin, and last how many there are: what its arcs into the sink carry, unit by unit, no more of one arc than there
    /// are units at all.
    /// </summary>
    public int[] FirstSeat { get; private set; } = [];

    /// <summary>Where in <see cref="Below"/> the places that lead to each top begin.</summary>
    public int[] FirstBelow { get; private set; } = [];

    /// <summary>The places that lead to each top, itself not among them, those nearer to it first.</summary>
    public int[] Below { get; private set; } = [];

    /// <summary>The network as a funnel, or null when it is none, or has more seats for each unit than the number given.</summary>
    public static Funnel? Of(ResidualArcs arcs, long[] excess, double mostSeats)
    {
        var funnel = new Funnel(arcs, excess);
        return funnel.FindSink() && funnel.CountSeats() <= mostSeats * funnel.Units
            && funnel.FollowAll() && funnel.SourcesHaveAWayOut() && funnel.FindTops() ? funnel : null;
    }

    public bool IsFork(int node) => Next[node] < 0 && node != Sink && excess[node] == 0;

    /// <summary>Seats that an arc into the sink counts as.</summary>
    public int SeatsOf(int arc) => (int)Math.Min(arcs.Room[arc], Units);

    private bool FindSink()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            if (excess[node] < 0)
            {
                if (Sink >= 0 || arcs.End[node] > arcs.Start[node])
                {
                    return false;
                }

                Sink = node;
            }

            Units += Math.Max(0, excess[node]);
        }

        return Sink >= 0 && Units is > 0 and <= int.MaxValue;
    }

    private double CountSeats()
    {
        var seats = 0.0;
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            if (arcs.Head[arc] == Sink && excess[arcs.Tail[arc]] == 0)
            {
                seats += SeatsOf(arc);
            }
        }

        return seats;
    }

    // Finds where each place leads to. A fork is entered from sources alone, else what it is worth could not be told from its arcs.
    private bool FollowAll()
    {
        Next = new int[arcs.Nodes];
        for (var node = 0; node < arcs.Nodes; node++)
        {
            Next[node] = node == Sink || excess[node] > 0 ? -1 : OnlyWay(node);
        }

        for (var arc = 0; arc < arcs.Count; arc++)
        {
            if (arcs.Cost[arc] < 0 || excess[arcs.Head[arc]] > 0 || (IsFork(arcs.Head[arc]) && excess[arcs.Tail[arc]] <= 0))
            {
                return false;
            }
        }

        return true;
    }

    private int OnlyWay(int node)
    {
        var way = -1;
        for (var arc = arcs.Start[node]; arc < arcs.End[node]; arc++)
        {
            if (way >= 0 && arcs.Head[arc] != way)
            {
                return -1;
            }

            way = arcs.Head[arc];
        }

        return way;
    }

    private bool SourcesHaveAWayOut()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            if (excess[node] > 0 && WayOut(node) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The arc from a source to the sink that can take all it gives, or -1.</summary>
    public int WayOut(int source)
    {
        for (var arc = arcs.Start[source]; arc < arcs.End[source]; arc++)
        {
            if (arcs.Head[arc] == Sink && arcs.Room[arc] >= excess[source])
            {
                return arc;
            }
        }

        return -1;
    }

    // From each place on to its top, which fails where places go round; then everything is listed under its top.
    private bool FindTops()
    {
        (Top, FirstSeat, FirstBelow) = (new int[arcs.Nodes], new int[arcs.Nodes + 1], new int[arcs.Nodes + 1]);
        var depth = new int[arcs.Nodes];
        var deepest = 0;
        for (var node = 0; node < arcs.Nodes; node++)
        {
            Top[node] = -1;
            if (Next[node] < 0)
            {
                continue;
            }

            var at = node;
            for (; Next[at] != Sink; at = Next[at])
            {
                if (++depth[node] > MostDeep || Next[at] < 0)
                {
                    return false;
                }
            }

            Top[node] = at;
            deepest = Math.Max(deepest, depth[node]);
        }

        NumberSeats();
        ListBelow(depth, deepest);
        return true;
    }

    private void NumberSeats()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            FirstSeat[node + 1] = FirstSeat[node];
            if (Top[node] == node)
            {
                for (var arc = arcs.Start[node]; arc < arcs.End[node]; arc++)
                {
                    FirstSeat[node + 1] += SeatsOf(arc);
                }
            }
        }
    }

    private void ListBelow(int[] depth, int deepest)
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            if (depth[node] > 0)
            {
                FirstBelow[Top[node] + 1]++;
            }
        }

        for (var node = 0; node < arcs.Nodes; node++)
        {
            FirstBelow[node + 1] += FirstBelow[node];
        }

        Below = new int[FirstBelow[arcs.Nodes]];
        var filled = new int[arcs.Nodes];
        for (var level = 1; level <= deepest; level++)
        {
            for (var node = 0; node < arcs.Nodes; node++)
            {
                if (depth[node] == level)
                {
                    Below[FirstBelow[Top[node]] + filled[Top[node]]++] = node;
                }
            }
        }
    }
}
