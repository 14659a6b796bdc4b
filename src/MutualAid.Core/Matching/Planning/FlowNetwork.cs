namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// A minimum-cost flow problem in whole numbers: nodes with a supply (negative: demand), arcs with a capacity and a cost for each unit.
/// Arcs have no lower bound; a caller with one subtracts it beforehand. It may grow while an engine works on it, see <see cref="AugmentingPaths.Extend"/>.
/// </summary>
public sealed class FlowNetwork
{
    private long[] supply;
    private int[] from;
    private int[] to;
    private long[] capacity;
    private long[] cost;

    /// <summary>A network with so many nodes and no arc; room for more arcs may be kept ready.</summary>
    public FlowNetwork(int nodes, int expectedArcs = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        supply = new long[nodes];
        Nodes = nodes;
        var size = Math.Max(expectedArcs, 16);
        (from, to, capacity, cost) = (new int[size], new int[size], new long[size], new long[size]);
    }

    /// <summary>Units that enter at each node; the sum over all nodes is zero.</summary>
    public Span<long> Supply => supply.AsSpan(0, Nodes);

    public int Nodes { get; private set; }

    public int Arcs { get; private set; }

    public ReadOnlySpan<int> From => from.AsSpan(0, Arcs);

    public ReadOnlySpan<int> To => to.AsSpan(0, Arcs);

    public ReadOnlySpan<long> Capacity => capacity.AsSpan(0, Arcs);

    public ReadOnlySpan<long> Cost => cost.AsSpan(0, Arcs);

    /// <summary>Adds a node with so many units of supply and returns its number.</summary>
    public int AddNode(long units = 0)
    {
        if (Nodes == supply.Length)
        {
            Array.Resize(ref supply, Math.Max(16, Nodes * 2));
        }

        supply[Nodes] = units;
        return Nodes++;
    }

    /// <summary>Adds an arc and returns its number. Refuses a node that does not exist and a negative capacity.</summary>
    public int AddArc(int tail, int head, long units, long costOfUnit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)tail, (uint)Nodes, nameof(tail));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)head, (uint)Nodes, nameof(head));
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        if (Arcs == from.Length)
        {
            var larger = Arcs * 2;
            Array.Resize(ref from, larger);
            Array.Resize(ref to, larger);
            Array.Resize(ref capacity, larger);
            Array.Resize(ref cost, larger);
        }

        (from[Arcs], to[Arcs], capacity[Arcs], cost[Arcs]) = (tail, head, units, costOfUnit);
        return Arcs++;
    }
}

/// <summary>A flow and the node prices that prove it best: see <see cref="FlowCertificate"/>.</summary>
public sealed record FlowSolution(long[] Flow, long[] Price, long Cost);
