using System.Numerics;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Waves;

/// <summary>
/// What plans teach the waves of a town, as in the product: each morning a plan of all that is open, by the network's own <see cref="Planner"/>; from it what
/// an hour of help was worth in each area, for each kind and quarter of the week. A new plan counts as much as all before it.
/// </summary>
internal sealed class TownPrices
{
    private const int Slots = PlanProblem.SlotsInWeek;
    private const int Stride = 32;
    private const int BaseCost = 1_030;
    private const double Quarter = WaveTown.Day / PlanProblem.SlotsInDay;

    private readonly int[,,] points = new int[WaveTown.AreasAcross * WaveTown.AreasAcross, WaveTown.Kinds, Slots];
    private readonly bool[] priced = new bool[WaveTown.AreasAcross * WaveTown.AreasAcross];

    /// <summary>Makes the plan of this moment and learns from it. The plan asks nobody.</summary>
    public void Learn(WaveRun run)
    {
        var open = Enumerable.Range(0, run.Needs.Count).TakeWhile(i => run.Town.Needs[i].Posted <= run.Now)
            .Where(i => run.IsOpen(i) && run.Town.Needs[i].Deadline > run.Now).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var numbers = new Dictionary<int, int>();
        var helpers = new List<PlanHelper>();
        var parts = open.Select(need => Part(run, need, numbers, helpers)).ToArray();
        if (PlanProblem.Create(parts, [.. helpers]) is not { Ok: true } problem || Planner.Make(problem.Value) is not { Ok: true } made)
        {
            return;
        }

        var plan = made.Value;
        var seen = plan.Rows.Where(row => row.Slot >= 0).Select(row => (Need: open[row.Part], row.Slot, Points: plan.Prices.Slots[(row.Helper * Stride) + row.Slot]))
            .Concat(plan.Gaps.SelectMany(gap => SlotsOf(run, open[gap.Part]).Select(slot => (Need: open[gap.Part], Slot: slot, Points: (long)HelpPrice.Most))));
        var learnt = seen.GroupBy(s => (run.Town.Needs[s.Need].Area, run.Town.Needs[s.Need].Facts.Kind, s.Slot))
            .ToDictionary(g => g.Key, g => (int)g.Average(s => Math.Clamp(s.Points, 0, HelpPrice.Most)));
        foreach (var area in open.Select(need => run.Town.Needs[need].Area).Distinct())
        {
            Keep(area, learnt);
        }
    }

    /// <summary>What this helper is worth elsewhere until the need's deadline; null where no plan has said anything yet.</summary>
    public int? Of(WaveRun run, int need, int helper)
    {
        var (who, what) = (run.Town.Helpers[helper], run.Town.Needs[need]);
        var area = WaveTown.AreaOf(who.At);
        if (!priced[area])
        {
            return null;
        }

        var others = who.Facts.Kinds & ~(1L << what.Facts.Kind);
        var least = HelpPrice.Most;
        foreach (var slot in SlotsOf(run, need))
        {
            var dearest = 0;
            for (var kinds = others; kinds != 0 && dearest < least; kinds &= kinds - 1)
            {
                dearest = Math.Max(dearest, points[area, BitOperations.TrailingZeroCount(kinds), slot]);
            }

            least = Math.Min(least, dearest);
        }

        return least;
    }

    private void Keep(int area, Dictionary<(int Area, int Kind, int Slot), int> learnt)
    {
        priced[area] = false;
        for (var kind = 0; kind < WaveTown.Kinds; kind++)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                ref var kept = ref points[area, kind, slot];
                kept = learnt.TryGetValue((area, kind, slot), out var now) ? (kept == 0 ? now : (kept + now) / 2) : kept / 2;
                priced[area] |= kept > 0;
            }
        }
    }

    private static PlanPart Part(WaveRun run, int need, Dictionary<int, int> numbers, List<PlanHelper> helpers)
    {
        var what = run.Town.Needs[need];
        var slots = SlotsOf(run, need).Aggregate(0u, (mask, slot) => mask | (1u << slot));
        var options = new List<PlanOption>();
        for (var place = 0; place < what.Within.Length; place++)
        {
            var helper = what.Within[place];
            if (!run.HasRoom(helper))
            {
                continue;
            }

            if (!numbers.TryGetValue(helper, out var number))
            {
                numbers[helper] = number = helpers.Count;
                helpers.Add(new PlanHelper { Capacity = run.Town.Helpers[helper].Facts.WeeklyCapacity - run.HeldThisWeek(helper) });
            }

            options.Add(new PlanOption(number, BaseCost - run.Town.PointsOfTheRested(need, place), slots));
        }

        return new PlanPart { Penalty = NeedPriority.Of(what.Urgency, TimeSpan.FromMinutes(run.Now - what.Posted)), Options = [.. options] };
    }

    // The quarters of the week from now to the deadline.
    private static IEnumerable<int> SlotsOf(WaveRun run, int need)
    {
        var (first, last) = ((int)(run.Now / Quarter), (int)(run.Town.Needs[need].Deadline / Quarter));
        for (var quarter = first; quarter <= last; quarter++)
        {
            yield return quarter % Slots;
        }
    }
}
