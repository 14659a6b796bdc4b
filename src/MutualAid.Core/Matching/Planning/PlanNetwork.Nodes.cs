namespace MutualAid.Core.Matching.Planning;

/// <summary>The nodes on the way, each made when something first needs it.</summary>
internal sealed partial class PlanNetwork
{
    private int KindNode(int kind)
    {
        if (kindNodes.TryGetValue(kind, out var node))
        {
            return node;
        }

        var wanted = demands.Where(d => d.Kind == kind).Sum(d => (long)d.Places);
        var pinned = problem.Pins.Count(pin => problem.Parts[pin.Part].Category == kind);
        var units = Math.Min(wanted, problem.Caps[kind] - pinned);
        node = kindNodes[kind] = NewNode(units, 0);
        Flow.Supply[Sink] -= units;
        // One more than it can give: the way out is never full, so what the limit is worth is never below nothing.
        kindArcs[kind] = Flow.AddArc(node, Sink, units + 1, dearest);
        return node;
    }

    private int Slot(int helper, int slot)
    {
        ref var node = ref slotNodes[(helper * Stride) + slot];
        if (node == 0)
        {
            var (who, day) = (problem.Helpers[helper], slot / PlanProblem.SlotsInDay);
            var room = who.RoomOn(day);
            var above = room < who.Capacity ? Day(helper, day, room) : HelperNode(helper);
            if (room == 1)
            {
                node = above;
            }
            else
            {
                node = NewNode(0, above);
                Flow.AddArc(node, above, 1, 0);
            }
        }

        return node;
    }

    private int Day(int helper, int day, int room)
    {
        if (!dayNodes.TryGetValue((helper, day), out var node))
        {
            node = dayNodes[(helper, day)] = NewNode(0, HelperNode(helper));
            Flow.AddArc(node, HelperNode(helper), room, 0);
        }

        return node;
    }

    // A household needs a node only when two of it could come.
    private int Household(int demand, int helper)
    {
        var home = problem.Helpers[helper].Household;
        if (!demands[demand].Apart || home == 0)
        {
            return demandNodes[demand];
        }

        if (!sharedHomes.TryGetValue(demand, out var shared))
        {
            shared = sharedHomes[demand] =
                [.. demands[demand].Options.GroupBy(o => problem.Helpers[o.Helper].Household).Where(g => g.Key != 0 && g.Count() > 1).Select(g => g.Key)];
        }

        if (!shared.Contains(home))
        {
            return demandNodes[demand];
        }

        if (!householdNodes.TryGetValue((demand, home), out var node))
        {
            node = householdNodes[(demand, home)] = NewNode(0, demandNodes[demand]);
            Flow.AddArc(demandNodes[demand], node, 1, 0);
            (innerNodes.TryGetValue(demand, out var inner) ? inner : innerNodes[demand] = []).Add(node);
        }

        return node;
    }

    /// <summary>From now on new nodes get the price of the node they lead to or from, so that a running engine can go on.</summary>
    public void PriceNewNodes(Func<int, long> current) => priceOf = current;

    private int NewNode(long supply, int like)
    {
        var node = Flow.AddNode(supply);
        if (priceOf is not null)
        {
            var known = Flow.Nodes - 1 - PricesOfNewNodes.Count;
            PricesOfNewNodes.Add(like < known ? priceOf(like) : PricesOfNewNodes[like - known]);
        }

        return node;
    }
}
