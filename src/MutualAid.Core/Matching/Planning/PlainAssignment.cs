namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Pairs as many units as there are places, one each, as cheaply as can be: the shortest augmenting paths of Jonker and Volgenant (1987), on the
/// network's own arcs and with nothing else to carry along. The other engines find the same pairs; this one takes no longer than those that can
/// do only this.
/// </summary>
internal ref struct PlainAssignment
{
    private const long Far = long.MaxValue / 4;

    private readonly ReadOnlySpan<int> from;
    private readonly ReadOnlySpan<int> to;
    private readonly ReadOnlySpan<long> cost;

    // All by the number of a node. Where the arcs of a unit begin, what a place is worth to whoever has it, the arc a unit has and the unit a place has.
    private readonly int[] start;
    private readonly long[] worth;
    private readonly int[] arcOf;
    private readonly int[] unitAt;

    // One search: how far each place is, and the arc it was reached by. Places stand in a row: those done, those due now, and the others; one of those
    // due may be free, and there the search ends.
    private readonly long[] distance;
    private readonly int[] cameBy;
    private readonly int[] row;
    private readonly int[] standsAt;
    private int done;
    private int due;
    private long here;
    private int free;

    private PlainAssignment(FlowNetwork network, int[] places)
    {
        from = network.From;
        to = network.To;
        cost = network.Cost;
        row = places;
        var nodes = network.Nodes;
        (start, worth, arcOf, unitAt) = (new int[nodes + 1], new long[nodes], new int[nodes], new int[nodes]);
        (distance, cameBy, standsAt) = (new long[nodes], new int[nodes], new int[nodes]);
        Array.Fill(arcOf, -1);
        Array.Fill(unitAt, -1);
        for (var at = 0; at < row.Length; at++)
        {
            standsAt[row[at]] = at;
        }

        var known = 0;
        for (var arc = 0; arc < from.Length; arc++)
        {
            while (known <= from[arc])
            {
                start[known++] = arc;
            }
        }

        start.AsSpan(known).Fill(from.Length);
    }

    /// <summary>
    /// Whether the network is of that kind: each node gives one unit or takes one, as many as the others, arcs lead from the former to the latter
    /// and stand in the order of their tails.
    /// </summary>
    public static bool Fits(FlowNetwork network)
    {
        var supply = network.Supply;
        var from = network.From;
        var to = network.To;
        var capacity = network.Capacity;
        var balance = 0L;
        foreach (var units in supply)
        {
            balance += units;
            if (units is not (1 or -1))
            {
                return false;
            }
        }

        var before = -1;
        for (var arc = 0; arc < from.Length; arc++)
        {
            if ((from[arc] != before && (from[arc] < before || supply[from[arc]] < 0)) || supply[to[arc]] > 0)
            {
                return false;
            }

            before = from[arc];
        }

        return balance == 0 && !capacity.Contains(0);
    }

    /// <summary>The cheapest pairs with prices that prove it, or null when not all can be paired.</summary>
    public static FlowSolution? Solve(FlowNetwork network, CancellationToken ct = default)
    {
        var (units, places) = (new List<int>(network.Nodes / 2), new List<int>(network.Nodes / 2));
        for (var node = 0; node < network.Nodes; node++)
        {
            (network.Supply[node] > 0 ? units : places).Add(node);
        }

        var pairs = new PlainAssignment(network, [.. places]);
        if (!pairs.TakeCheapest(units))
        {
            return null;
        }

        foreach (var unit in pairs.Bid(units))
        {
            ct.ThrowIfCancellationRequested();
            if (!pairs.Augment(unit))
            {
                return null;
            }
        }

        return pairs.Read(units);
    }

    // Each place is worth its cheapest arc to begin with, and goes to the unit at its tail unless that has one. False when nobody leads to a place.
    private readonly bool TakeCheapest(List<int> units)
    {
        var (worth, cameBy) = (this.worth, this.cameBy);
        var to = this.to;
        var cost = this.cost;
        Array.Fill(worth, Far);
        for (var arc = 0; arc < to.Length; arc++)
        {
            if (cost[arc] < worth[to[arc]])
            {
                (worth[to[arc]], cameBy[to[arc]]) = (cost[arc], arc);
            }
        }

        var several = new bool[worth.Length];
        for (var at = row.Length - 1; at >= 0; at--)
        {
            var place = row[at];
            if (worth[place] == Far)
            {
                return false;
            }

            var unit = from[cameBy[place]];
            if (arcOf[unit] < 0)
            {
                (arcOf[unit], unitAt[place]) = (cameBy[place], unit);
            }
            else
            {
                several[unit] = true;
            }
        }

        // A unit that has the only place it is the cheapest for could pay as much more for it as its next best costs.
        foreach (var unit in units)
        {
            if (arcOf[unit] >= 0 && !several[unit])
            {
                var (arc, first, _, second) = Best(unit);
                var next = arc == arcOf[unit] ? second : first;
                worth[to[arcOf[unit]]] -= next == Far ? 0 : next;
            }
        }

        return true;
    }

    // The cheapest arc of a unit and the second cheapest, with what they cost beyond what their places are worth; -1 and Far where there is none.
    private readonly (int Arc, long First, int SecondArc, long Second) Best(int unit)
    {
        var (arc, first, secondArc, second) = (-1, Far, -1, Far);
        var (worth, end) = (this.worth, start[unit + 1]);
        var to = this.to;
        var cost = this.cost;
        for (var at = start[unit]; at < end; at++)
        {
            var reduced = cost[at] - worth[to[at]];
            if (reduced >= second)
            {
                continue;
            }

            if (reduced < first)
            {
                (arc, first, secondArc, second) = (at, reduced, arc, first);
            }
            else
            {
                (secondArc, second) = (at, reduced);
            }
        }

        return (arc, first, secondArc, second);
    }

    // Two rounds in which each unit without a place takes its best one, even from another, and the place gets dearer by what the second best would
    // have cost more. Who is put out by a unit that gained looks on at once, else in the next round. Returns who has no place after that.
    private readonly List<int> Bid(List<int> units)
    {
        var arcs = arcOf;
        var without = units.FindAll(unit => arcs[unit] < 0);

        // Units that push each other out in small steps are left to the searches.
        var bidsLeft = 8L * units.Count;
        for (var round = 0; round < 2; round++)
        {
            var later = new List<int>();
            foreach (var first in without)
            {
                for (var unit = first; unit >= 0;)
                {
                    if (bidsLeft-- <= 0)
                    {
                        later.Add(unit);
                        break;
                    }

                    var (putOut, gained) = Bid(unit);
                    if (putOut >= 0 && !gained)
                    {
                        later.Add(putOut);
                    }

                    unit = gained ? putOut : -1;
                }
            }

            without = later;
        }

        return without;
    }

    // Returns the unit that had the place before, or -1, and whether this one gained by taking it.
    private readonly (int PutOut, bool Gained) Bid(int unit)
    {
        var (arc, first, secondArc, second) = Best(unit);
        var gained = secondArc >= 0 && first < second;
        if (gained)
        {
            worth[to[arc]] -= second - first;
        }
        else if (secondArc >= 0 && unitAt[to[arc]] >= 0)
        {
            arc = secondArc;
        }

        if (arc < 0)
        {
            return (unit, false);
        }

        var place = to[arc];
        var putOut = unitAt[place];
        if (putOut >= 0)
        {
            arcOf[putOut] = -1;
        }

        (arcOf[unit], unitAt[place]) = (arc, unit);
        return (putOut, gained);
    }

    // One search from a unit to the nearest place that nobody has; then each unit on the way takes the place that it was passed on to.
    private bool Augment(int unit)
    {
        Array.Fill(distance, Far);
        (done, due, here, free) = (0, 0, -Far, -1);
        LookFrom(unit, 0);
        var nearer = 0;
        while (free < 0)
        {
            if (done == due)
            {
                nearer = done;
                if (!TakeNearest())
                {
                    return false;
                }

                continue;
            }

            var place = row[done++];
            var owner = unitAt[place];
            LookFrom(owner, here - cost[arcOf[owner]] + worth[place]);
        }

        for (var at = 0; at < nearer; at++)
        {
            worth[row[at]] += distance[row[at]] - here;
        }

        while (free >= 0)
        {
            var arc = cameBy[free];
            var taker = from[arc];
            var had = arcOf[taker];
            (arcOf[taker], unitAt[free]) = (arc, taker);
            free = had < 0 ? -1 : to[had];
        }

        return true;
    }

    private void LookFrom(int unit, long passed)
    {
        var (worth, distance, end) = (this.worth, this.distance, start[unit + 1]);
        var to = this.to;
        var cost = this.cost;
        for (var arc = start[unit]; arc < end; arc++)
        {
            var place = to[arc];
            var there = passed + cost[arc] - worth[place];
            if (there < distance[place])
            {
                (distance[place], cameBy[place]) = (there, arc);
                if (there == here)
                {
                    MakeDue(standsAt[place]);
                }
            }
        }
    }

    // All places that are nearest among the others are due next; false when there is none that can be reached.
    private bool TakeNearest()
    {
        here = Far;
        for (var at = done; at < row.Length; at++)
        {
            here = Math.Min(here, distance[row[at]]);
        }

        for (var at = done; at < row.Length && here < Far; at++)
        {
            if (distance[row[at]] == here)
            {
                MakeDue(at);
            }
        }

        return here < Far;
    }

    private void MakeDue(int at)
    {
        var place = row[at];
        (row[at], row[due]) = (row[due], place);
        (standsAt[row[at]], standsAt[place]) = (at, due++);
        free = unitAt[place] < 0 ? place : free;
    }

    private readonly FlowSolution Read(List<int> units)
    {
        var (flow, price, total) = (new long[to.Length], new long[worth.Length], 0L);
        foreach (var unit in units)
        {
            var arc = arcOf[unit];
            (flow[arc], price[unit], price[to[arc]]) = (1, cost[arc] - worth[to[arc]], -worth[to[arc]]);
            total = checked(total + cost[arc]);
        }

        return new FlowSolution(flow, price, total);
    }
}
