namespace MutualAid.Core.Matching.Planning;

internal sealed partial class LivePlan
{
    // A part that was tried so often stays out: each try costs somebody else something, and they could go round for ever.
    private const int Tries = 3;

    /// <summary>
    /// Makes every part that is of no use half filled either whole or empty. That is no flow any more, so it is a search: what the flow left half
    /// filled is forced in where that costs less than leaving it, else dropped; what that breaks is looked at in turn; at the end every dropped part
    /// gets another chance. The flow's own cost stays the bound that no plan can go below.
    /// </summary>
    public void MakeWhole(CancellationToken ct)
    {
        var whole = Enumerable.Range(0, demands.Count).Where(CanBeMadeWhole).ToArray();
        var (tries, dropped) = (new Dictionary<int, int>(), new HashSet<int>());
        Settle(whole, tries, dropped, ct);
        for (var round = 0; round < Tries && dropped.Count > 0; round++)
        {
            var gained = false;
            foreach (var demand in dropped.OrderByDescending(d => demands[d].Penalty).ToArray())
            {
                ct.ThrowIfCancellationRequested();
                gained |= Readmit(demand, whole, dropped);
            }

            if (!gained)
            {
                break;
            }
        }

        // Taking back a chance that gained nothing can leave another part half filled.
        Settle(whole, tries, dropped, ct);
    }

    // Parts of a limited kind are LimitedWholes' to look after.
    private bool CanBeMadeWhole(int demand) =>
        demands[demand] is { Pinned: false, Places: > 1, Kind: < 0 } d && problem.Parts[d.Part].Whole && d.Places == problem.Parts[d.Part].Places;

    private void Settle(int[] whole, Dictionary<int, int> tries, HashSet<int> dropped, CancellationToken ct)
    {
        while (whole.Where(d => !dropped.Contains(d) && IsHalf(d)).ToArray() is { Length: > 0 } halves)
        {
            foreach (var demand in halves.OrderByDescending(d => demands[d].Penalty))
            {
                ct.ThrowIfCancellationRequested();
                if (dropped.Contains(demand) || !IsHalf(demand))
                {
                    continue;
                }

                var before = TrueCost(whole, dropped);
                Drop(demand);
                dropped.Add(demand);
                var without = TrueCost(whole, dropped);
                tries[demand] = tries.GetValueOrDefault(demand) + 1;
                if (tries[demand] <= Tries && TakeInWhole(demand))
                {
                    dropped.Remove(demand);
                    if (TrueCost(whole, dropped) > Math.Min(before, without))
                    {
                        Drop(demand);
                        dropped.Add(demand);
                    }
                }
            }
        }
    }

    // One that was dropped is forced in; what breaks by that is dropped; kept when the whole is cheaper than before.
    private bool Readmit(int demand, int[] whole, HashSet<int> dropped)
    {
        var before = TrueCost(whole, dropped);
        if (!TakeInWhole(demand))
        {
            return false;
        }

        dropped.Remove(demand);
        var broken = new List<int>();
        foreach (var half in whole.Where(d => !dropped.Contains(d) && IsHalf(d)).ToArray())
        {
            Drop(half);
            dropped.Add(half);
            broken.Add(half);
        }

        if (TrueCost(whole, dropped) < before)
        {
            return true;
        }

        Drop(demand);
        dropped.Add(demand);
        foreach (var half in broken)
        {
            if (TakeInWhole(half))
            {
                dropped.Remove(half);
            }
        }

        return false;
    }

    private bool IsHalf(int demand) => engine.FlowOn(network.EmptyArc(demand)) is var empty && empty > 0 && empty < demands[demand].Places;

    // What the flow costs, and the penalties of parts that are out of it or only half in.
    private long TrueCost(int[] whole, HashSet<int> dropped)
    {
        var cost = engine.Spent;
        foreach (var demand in whole)
        {
            var (places, penalty) = (demands[demand].Places, demands[demand].Penalty);
            cost += dropped.Contains(demand) ? places * penalty
                : IsHalf(demand) ? (places - engine.FlowOn(network.EmptyArc(demand))) * penalty : 0;
        }

        return cost;
    }
}
