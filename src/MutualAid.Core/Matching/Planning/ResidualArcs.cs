namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// The arcs of a network as the path search reads them: those out of a node in one stretch of memory, the few with flow into a node as a list.
/// A network may grow; a node that gets more arcs moves its stretch to the end, and what it leaves behind stays empty.
/// </summary>
internal sealed class ResidualArcs
{
    // Arcs into each node as a list, for searching backwards; made when first asked for.
    private int[] firstInto = [];
    private int[] nextInto = [];
    private int listed;

    public ResidualArcs(FlowNetwork network)
    {
        Network = network;
        var (nodes, arcs) = (network.Nodes, network.Arcs);
        (Start, End, FirstIn) = (new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(FirstIn, -1);
        (Head, Tail, Room, Cost, Flow) = (new int[arcs], new int[arcs], new int[arcs], new long[arcs], new int[arcs]);
        (NextIn, PreviousIn, At) = (new int[arcs], new int[arcs], new int[arcs]);
        Take(0, 0);
    }

    public FlowNetwork Network { get; }

    /// <summary>Where the arcs out of each node begin.</summary>
    public int[] Start { get; private set; }

    /// <summary>Where they end.</summary>
    public int[] End { get; private set; }

    public int[] Head { get; private set; }

    public int[] Tail { get; private set; }

    /// <summary>Units that an arc can still carry; one that can carry more than there are units anywhere has room for <see cref="int.MaxValue"/>.</summary>
    public int[] Room { get; private set; }

    public long[] Cost { get; private set; }

    public int[] Flow { get; private set; }

    /// <summary>The first arc that carries flow into each node, and the one after each of them: the only ways back.</summary>
    public int[] FirstIn { get; private set; }

    public int[] NextIn { get; private set; }

    /// <summary>Where each of the network's arcs is kept.</summary>
    public int[] At { get; private set; }

    public int Count { get; private set; }

    public int Nodes { get; private set; }

    private int[] PreviousIn { get; set; }

    /// <summary>Takes in the nodes and arcs that the network got since.</summary>
    public void Extend() => Take(Nodes, KnownArcs);

    private int KnownArcs { get; set; }

    private void Take(int oldNodes, int oldArcs)
    {
        var from = Network.From[oldArcs..];
        (Nodes, KnownArcs) = (Network.Nodes, Network.Arcs);
        var fresh = new int[Nodes];
        foreach (var node in from)
        {
            fresh[node]++;
        }

        var end = Count;
        for (var node = 0; node < Nodes; node++)
        {
            end += fresh[node] == 0 || node >= oldNodes ? fresh[node] : fresh[node] + End[node] - Start[node];
        }

        Grow(end, oldNodes);
        for (var node = 0; node < Nodes; node++)
        {
            if (node >= oldNodes || fresh[node] > 0)
            {
                Relocate(node, node >= oldNodes ? 0 : End[node] - Start[node]);
                Count += fresh[node];
            }
        }

        Put(oldArcs);
    }

    private void Put(int oldArcs)
    {
        var from = Network.From;
        var to = Network.To;
        var capacity = Network.Capacity;
        var cost = Network.Cost;
        for (var arc = oldArcs; arc < from.Length; arc++)
        {
            var at = End[from[arc]]++;
            (Head[at], Tail[at], Room[at], Cost[at], At[arc]) = (to[arc], from[arc], (int)Math.Min(capacity[arc], int.MaxValue), cost[arc], at);
            Numbers[at] = arc;
        }
    }

    /// <summary>The number each arc has in the network.</summary>
    public int[] Numbers { get; private set; } = [];

    private void Relocate(int node, int known)
    {
        var (old, at) = (Start[node], Count);
        for (var i = 0; i < known; i++, at++)
        {
            var arc = old + i;
            (Head[at], Tail[at], Room[at], Cost[at], Numbers[at]) = (Head[arc], node, Room[arc], Cost[arc], Numbers[arc]);
            At[Numbers[at]] = at;
            Room[arc] = 0;
            if (Flow[arc] > 0)
            {
                var units = Flow[arc];
                (Flow[arc], Flow[at]) = (0, units);
                Unlist(arc);
                List(at);
            }
        }

        (Start[node], End[node], Count) = (Count, at, at);
    }

    private void Grow(int arcs, int oldNodes)
    {
        var end = arcs <= Head.Length ? Head.Length : Count == 0 ? arcs : arcs + (arcs / 4);
        (Head, Tail, Room, Cost, Flow) = (Longer(Head, end), Longer(Tail, end), Longer(Room, end), Longer(Cost, end), Longer(Flow, end));
        (NextIn, PreviousIn, Numbers, At) = (Longer(NextIn, end), Longer(PreviousIn, end), Longer(Numbers, end), Longer(At, Network.Arcs));
        if (Start.Length < Nodes)
        {
            var size = Nodes + (Nodes / 8) + 16;
            (Start, End, FirstIn) = (Longer(Start, size), Longer(End, size), Longer(FirstIn, size));
            Array.Fill(FirstIn, -1, oldNodes, size - oldNodes);
        }
    }

    private static T[] Longer<T>(T[] values, int size)
    {
        if (values.Length < size)
        {
            Array.Resize(ref values, size);
        }

        return values;
    }

    /// <summary>Sends units along an arc, or takes them back when negative.</summary>
    public void Push(int arc, int units)
    {
        var before = Flow[arc];
        Flow[arc] += units;
        Room[arc] -= units;
        if (before == 0)
        {
            List(arc);
        }
        else if (Flow[arc] == 0)
        {
            Unlist(arc);
        }
    }

    /// <summary>The first arc into a node, for searching backwards, and with <see cref="NextInto"/> the rest; arcs without room or flow among them.</summary>
    public int FirstInto(int node)
    {
        if (listed < Count || firstInto.Length < Nodes)
        {
            ListInto();
        }

        return firstInto[node];
    }

    public int NextInto(int arc) => nextInto[arc];

    private void ListInto()
    {
        var known = firstInto.Length;
        if (known < Nodes)
        {
            firstInto = Longer(firstInto, Start.Length);
            Array.Fill(firstInto, -1, known, firstInto.Length - known);
        }

        nextInto = Longer(nextInto, Head.Length);
        for (; listed < Count; listed++)
        {
            nextInto[listed] = firstInto[Head[listed]];
            firstInto[Head[listed]] = listed;
        }
    }

    private void List(int arc)
    {
        var node = Head[arc];
        (NextIn[arc], PreviousIn[arc]) = (FirstIn[node], -1);
        if (FirstIn[node] >= 0)
        {
            PreviousIn[FirstIn[node]] = arc;
        }

        FirstIn[node] = arc;
    }

    private void Unlist(int arc)
    {
        if (PreviousIn[arc] >= 0)
        {
            NextIn[PreviousIn[arc]] = NextIn[arc];
        }
        else
        {
            FirstIn[Head[arc]] = NextIn[arc];
        }

        if (NextIn[arc] >= 0)
        {
            PreviousIn[NextIn[arc]] = PreviousIn[arc];
        }
    }
}
