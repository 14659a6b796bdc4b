using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>Turns a flow and its prices, whichever engine found them, into rows, gaps with their reasons, and prices. What it costs the certificate says.</summary>
internal static class PlanReader
{
    public static Plan Read(
        PlanProblem problem, List<PlanDemand> demands, PlanNetwork network, Func<int, long> flowOn, ReadOnlySpan<long> prices, long[] slots, int rounds)
    {
        var rows = new List<PlanRow>();
        var left = problem.Parts.Select(part => part.Places).ToArray();
        for (var arc = 0; arc < network.Flow.Arcs; arc++)
        {
            if (network.DemandOf(arc) is >= 0 and var demand && flowOn(arc) > 0)
            {
                var (helper, slot) = network.PlaceOf(arc);
                var cost = (int)network.Flow.Cost[arc];
                rows.Add(new PlanRow(demands[demand].Part, helper, slot == PlanNetwork.OwnTime ? -1 : slot, cost, demands[demand].Pinned));
                left[demands[demand].Part]--;
            }
        }

        rows.Sort((a, b) => (a.Part, a.Helper).CompareTo((b.Part, b.Helper)));
        var gaps = new List<PlanGap>();
        for (var part = 0; part < left.Length; part++)
        {
            if (left[part] > 0)
            {
                gaps.Add(new PlanGap(part, left[part], PlanReasons.WhyEmpty(problem, part)));
            }
        }

        var certificate = Prices(problem, demands, network, prices, slots);
        return new Plan(rows, gaps, 0, 0, certificate, new PlanEffort(demands.Sum(demand => (long)demand.Options.Length), network.Flow.Arcs, rounds));
    }

    // The sink's price is the zero that all others are counted from. "Slots" is the room for those of slots, whatever is in it.
    private static PlanPrices Prices(PlanProblem problem, List<PlanDemand> demands, PlanNetwork network, ReadOnlySpan<long> engine, long[] slots)
    {
        var prices = engine.ToArray();
        var zero = prices[PlanNetwork.Sink];
        for (var node = 0; node < prices.Length; node++)
        {
            prices[node] -= zero;
        }

        network.ReadSlotPrices(prices, slots);

        // A household that is dearer than its part is one that nobody of goes; it may be counted as cheap as the part.
        var homes = network.HouseholdNodes.ToDictionary(
            home => (demands[home.Key.Demand].Part, home.Key.Household), home => Math.Min(prices[home.Value], prices[network.DemandNode(home.Key.Demand)]));
        return new PlanPrices(
            [.. Enumerable.Range(0, demands.Count).Where(demand => !demands[demand].Pinned).Select(demand => prices[network.DemandNode(demand)])],
            [.. Enumerable.Range(0, problem.Helpers.Count).Select(helper => slots[(helper * PlanNetwork.Stride) + PlanNetwork.OwnTime])],
            slots,
            network.DayNodes.ToDictionary(day => day.Key, day => prices[day.Value]),
            homes,
            network.KindNodes.ToDictionary(kind => kind.Key, kind => network.DearestPenalty - prices[kind.Value]));
    }
}

/// <summary>Why a place stays empty, in one sentence for the coordinator.</summary>
internal static class PlanReasons
{
    public static Phrase WhyEmpty(PlanProblem problem, int number)
    {
        var part = problem.Parts[number];
        if (part.Options.IsEmpty)
        {
            return Phrase.Of("Nobody within reach can take this on at that time.");
        }

        var allowed = part.Options.Where(o => !problem.Forbids.Contains(new PlanPair(number, o.Helper))).ToList();
        if (allowed.Count == 0)
        {
            return Phrase.Of("Everybody who could take this on is crossed out.");
        }

        var free = allowed.Where(o => problem.Helpers[o.Helper].Capacity > 0).ToList();
        if (free.Count == 0)
        {
            return Phrase.Of("Everybody who could take this on has done enough for this week.");
        }

        if (problem.Caps.TryGetValue(part.Category, out var cap))
        {
            return Phrase.Of("This plan holds at most {0} of this kind of help, or all who could take it on are needed elsewhere.", cap);
        }

        if (part.Apart && free.Select(o => problem.Helpers[o.Helper].Household is var home && home == 0 ? -1 - o.Helper : home).Distinct().Count() < part.Places)
        {
            return Phrase.Of("There are not enough different homes among those who could take this on.");
        }

        if (part.Whole)
        {
            return Phrase.Of("It is of no use half filled, and not enough people can come together.");
        }

        return free.Count < part.Places
            ? Phrase.Of("Fewer people could take this on than it wants.")
            : Phrase.Of("Whoever could take this on is needed more elsewhere.");
    }
}
