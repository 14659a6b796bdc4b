namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// A minimum-cost flow problem in whole numbers: nodes with a supply (negative: demand), arcs with a capacity and a cost for each unit.
/// Arcs have no lower bound; a caller with one subtracts it beforehand.
/// </summary>
public sealed class FlowNetwork
{
    private int[] from = new int[16];
    private int[] to = new int[16];
    private long[] capacity = new long[16];
    private long[] cost = new long[16];

    public FlowNetwork(int nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        Supply = new long[nodes];
    }

    /// <summary>Units that enter at each node; the sum over all nodes is zero.</summary>
    public long[] Supply { get; }

    public int Nodes => Supply.Length;

    public int Arcs { get; private set; }

    public ReadOnlySpan<int> From => from.AsSpan(0, Arcs);

    public ReadOnlySpan<int> To => to.AsSpan(0, Arcs);

    public ReadOnlySpan<long> Capacity => capacity.AsSpan(0, Arcs);

    public ReadOnlySpan<long> Cost => cost.AsSpan(0, Arcs);

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
