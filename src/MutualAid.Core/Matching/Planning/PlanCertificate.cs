using System.Numerics;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// Checks a plan against the problem alone, with none of the solver's code: the rows keep every rule, and no plan at all can cost less than the
/// bound that the prices give (linear programming duality, over every option of every part, whether the search looked at it or not).
/// Whatever the prices are, the bound holds; a plan that costs exactly as much is therefore the best. Whole numbers, so "exactly" means equal.
/// </summary>
public static class PlanCertificate
{
    /// <summary>What the check found.</summary>
    /// <param name="KeepsRules">Every row is an allowed option, nobody and nothing is used twice, every pin holds.</param>
    /// <param name="Cost">Points of rows, loads and empty places, added up anew.</param>
    /// <param name="LowerBound">Points that no plan can stay below.</param>
    /// <param name="Halves">Parts that are half filled and of no use so.</param>
    public readonly record struct Verdict(bool KeepsRules, long Cost, long LowerBound, int Halves)
    {
        public bool ProvesBest => KeepsRules && Cost == LowerBound;
    }

    public static Verdict Check(PlanProblem problem, Plan plan) =>
        new(KeepsRules(problem, plan), CostOf(problem, plan.Rows), Bound(problem, plan.Prices), plan.Gaps.Count(gap => IsHalf(problem, gap)));

    private static bool IsHalf(PlanProblem problem, PlanGap gap) => problem.Parts[gap.Part] is { Whole: true } part && gap.Places < part.Places;

    private static bool KeepsRules(PlanProblem problem, Plan plan)
    {
        var pairs = new HashSet<PlanPair>();
        var homes = new HashSet<(int Part, int Household)>();
        var quarters = new HashSet<(int Helper, int Slot)>();
        var days = new Dictionary<(int Helper, int Day), int>();
        var (filled, load, kinds) = (new int[problem.Parts.Count], new int[problem.Helpers.Count], new Dictionary<int, int>());
        foreach (var row in plan.Rows)
        {
            var (part, helper, pair) = (problem.Parts[row.Part], problem.Helpers[row.Helper], new PlanPair(row.Part, row.Helper));
            var allowed = problem.OptionOf(pair) is { } option && option.Cost == row.Cost
                && (option.Slots == 0 ? row.Slot == -1 : row.Slot is >= 0 and < PlanProblem.SlotsInWeek && (option.Slots >> row.Slot & 1) != 0);
            var day = row.Slot < 0 ? 0 : days[(row.Helper, row.Slot / PlanProblem.SlotsInDay)] =
                days.GetValueOrDefault((row.Helper, row.Slot / PlanProblem.SlotsInDay)) + 1;
            var kind = kinds[part.Category] = kinds.GetValueOrDefault(part.Category) + 1;
            if (!allowed || !pairs.Add(pair) || ++filled[row.Part] > part.Places || ++load[row.Helper] > helper.Capacity
                || (row.Slot >= 0 && (!quarters.Add((row.Helper, row.Slot)) || day > helper.RoomOn(row.Slot / PlanProblem.SlotsInDay)))
                || (part.Apart && helper.Household != 0 && !homes.Add((row.Part, helper.Household)))
                || (problem.Caps.TryGetValue(part.Category, out var cap) && kind > cap))
            {
                return false;
            }
        }

        foreach (var gap in plan.Gaps)
        {
            filled[gap.Part] += gap.Places;
        }

        return problem.Pins.All(pairs.Contains) && Enumerable.Range(0, filled.Length).All(part => filled[part] == problem.Parts[part].Places);
    }

    private static long CostOf(PlanProblem problem, IReadOnlyList<PlanRow> rows)
    {
        var (empty, load, cost) = (problem.Parts.Select(part => part.Places).ToArray(), new int[problem.Helpers.Count], 0L);
        foreach (var row in rows)
        {
            empty[row.Part]--;
            cost = checked(cost + row.Cost + problem.Helpers[row.Helper].Step(load[row.Helper]++));
        }

        for (var part = 0; part < empty.Length; part++)
        {
            cost = checked(cost + (empty[part] * problem.Parts[part].Penalty));
        }

        return cost;
    }

    private static long Bound(PlanProblem problem, PlanPrices prices)
    {
        var bound = 0L;
        var pinned = problem.Pins.ToLookup(pin => pin.Part, pin => pin.Helper);
        for (var part = 0; part < problem.Parts.Count; part++)
        {
            bound = checked(bound + OfPart(problem, part, [.. pinned[part]], prices));
        }

        for (var helper = 0; helper < problem.Helpers.Count; helper++)
        {
            bound = checked(bound + OfHelper(problem.Helpers[helper], helper, prices));
        }

        foreach (var (kind, cap) in problem.Caps)
        {
            var held = problem.Pins.Count(pin => problem.Parts[pin.Part].Category == kind);
            var wanted = problem.Parts.Where(part => part.Category == kind).Sum(part => (long)part.Places);
            bound = checked(bound - (Math.Max(0, prices.Kinds.GetValueOrDefault(kind)) * (Math.Min(cap, wanted) - held)));
        }

        return bound;
    }

    // A pinned place costs what it costs; each other one the part's price or the penalty, less all that its options could save at these prices.
    private static long OfPart(PlanProblem problem, int number, int[] pinned, PlanPrices prices)
    {
        var part = problem.Parts[number];
        var scarce = problem.Caps.ContainsKey(part.Category) ? Math.Max(0, prices.Kinds.GetValueOrDefault(part.Category)) : 0;
        var price = prices.Parts[number];
        var bound = (part.Places - pinned.Length) * Math.Min(price + scarce, part.Penalty);
        var homes = new HashSet<int>();
        if (pinned.Length > 0)
        {
            foreach (var option in part.Options.Where(o => pinned.Contains(o.Helper)))
            {
                bound += option.Cost + Cheapest(option, prices.Slots);
                homes.Add(part.Apart ? problem.Helpers[option.Helper].Household : 0);
            }

            homes.Remove(0);
        }

        var (special, seen) = (part.Apart || pinned.Length > 0 || problem.Forbids.Count > 0, new Dictionary<int, long>());
        foreach (var option in part.Options.AsSpan())
        {
            var most = price;
            if (special)
            {
                var home = problem.Helpers[option.Helper].Household;
                if (pinned.Contains(option.Helper) || homes.Contains(home) || problem.Forbids.Contains(new PlanPair(number, option.Helper)))
                {
                    continue;
                }

                if (part.Apart && prices.Households.TryGetValue((number, home), out var ofHome))
                {
                    (most, seen[home]) = (ofHome, ofHome);
                }
            }

            bound += Math.Min(0, Cheapest(option, prices.Slots) + option.Cost - most);
        }

        return bound + seen.Values.Sum(ofHome => Math.Min(0, ofHome - price));
    }

    private static long OfHelper(PlanHelper helper, int number, PlanPrices prices)
    {
        var (bound, own) = (0L, prices.Helpers[number]);
        var slots = prices.Slots.AsSpan(number * 32, PlanProblem.SlotsInWeek);
        for (var k = 0; k < helper.Capacity; k++)
        {
            var saves = helper.Step(k) - own;
            if (saves >= 0)
            {
                break;
            }

            bound += saves;
        }

        for (var day = 0; day < slots.Length / PlanProblem.SlotsInDay; day++)
        {
            var ofDay = helper.DayRoom is not null && prices.Days.TryGetValue((number, day), out var price) ? price : own;
            bound += helper.RoomOn(day) * Math.Min(0, own - ofDay);
            foreach (var slot in slots.Slice(day * PlanProblem.SlotsInDay, PlanProblem.SlotsInDay))
            {
                bound += Math.Min(0, ofDay - slot);
            }
        }

        return bound;
    }

    // What the option's helper is worth in the cheapest of its slots: one helper fills one place of a part, so only one slot can count.
    private static long Cheapest(PlanOption option, long[] slots)
    {
        var at = option.Helper * 32;
        if (option.Slots == 0)
        {
            return slots[at + 31];
        }

        var cheapest = long.MaxValue;
        for (var left = option.Slots; left != 0; left &= left - 1)
        {
            cheapest = Math.Min(cheapest, slots[at + BitOperations.TrailingZeroCount(left)]);
        }

        return cheapest;
    }
}
