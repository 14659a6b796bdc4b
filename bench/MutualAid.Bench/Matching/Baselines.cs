using MutualAid.Core.Matching.Planning;

namespace MutualAid.Bench.Matching;

/// <summary>
/// What people do without a plan, on the same week and under the same rules: most urgent first with the best match, in the order they came with the
/// nearest, and a board where whoever looks by takes the nearest of the newest.
/// </summary>
public sealed class Baselines(MadeTown town, int seed)
{
    private readonly PlanProblem problem = town.Problem;
    private readonly int[] load = new int[town.Problem.Helpers.Count];
    private readonly uint[] taken = new uint[town.Problem.Helpers.Count];
    private readonly HashSet<(int Part, int Helper)> pairs = [];
    private readonly HashSet<(int Part, int Home)> homes = [];
    private readonly int[] left = [.. town.Problem.Parts.Select(part => part.Places)];

    /// <summary>Things each helper does, and places left empty of each part.</summary>
    public (int[] Load, int[] Empty) Outcome => (load, left);

    /// <summary>Most urgent first; each takes its best match, what the helper carries counted.</summary>
    public Baselines UrgentFirst() => Each(Enumerable.Range(0, left.Length).OrderByDescending(part => problem.Parts[part].Penalty),
        (part, i) => problem.Parts[part].Options[i].Cost + problem.Helpers[problem.Parts[part].Options[i].Helper].Step(load[problem.Parts[part].Options[i].Helper]));

    /// <summary>In the order they came, here a chance one; each takes the nearest who is free.</summary>
    public Baselines Nearest() => Each(Shuffled(left.Length), (part, i) => town.Metres[part][i]);

    /// <summary>People look by in a chance order until nobody finds anything; each sees the newest twenty they may take, and takes the nearest.</summary>
    public Baselines Board()
    {
        var seen = new List<(int Part, int Option)>[problem.Helpers.Count];
        foreach (var part in Shuffled(left.Length))
        {
            for (var i = 0; i < problem.Parts[part].Options.Length; i++)
            {
                (seen[problem.Parts[part].Options[i].Helper] ??= []).Add((part, i));
            }
        }

        for (var (again, round) = (true, 0); again; round++)
        {
            again = false;
            foreach (var helper in Shuffled(seen.Length).Where(helper => seen[helper] is not null && load[helper] == round))
            {
                var newest = seen[helper].Where(o => left[o.Part] > 0 && Slot(o.Part, o.Option) >= -1).Take(20).ToList();
                if (newest.Count > 0)
                {
                    var (part, option) = newest.MinBy(o => town.Metres[o.Part][o.Option]);
                    Take(part, option);
                    again = true;
                }
            }
        }

        return this;
    }

    private Baselines Each(IEnumerable<int> order, Func<int, int, long> cost)
    {
        foreach (var part in order)
        {
            while (left[part] > 0)
            {
                var (best, least) = (-1, long.MaxValue);
                for (var i = 0; i < problem.Parts[part].Options.Length; i++)
                {
                    if (Slot(part, i) >= -1 && cost(part, i) is var at && at < least)
                    {
                        (best, least) = (i, at);
                    }
                }

                if (best < 0)
                {
                    break;
                }

                Take(part, best);
            }
        }

        return this;
    }

    private IEnumerable<int> Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }

    private void Take(int part, int option)
    {
        var (helper, slot) = (problem.Parts[part].Options[option].Helper, Slot(part, option));
        taken[helper] |= slot >= 0 ? 1u << slot : 0;
        pairs.Add((part, helper));
        homes.Add((part, problem.Helpers[helper].Household));
        load[helper]++;
        left[part]--;
    }

    // The slot in which it could be, -1 for a time of their own, -2 when it cannot be.
    private int Slot(int part, int index)
    {
        var option = problem.Parts[part].Options[index];
        var helper = problem.Helpers[option.Helper];
        if (load[option.Helper] >= helper.Capacity || pairs.Contains((part, option.Helper))
            || (problem.Parts[part].Apart && helper.Household != 0 && homes.Contains((part, helper.Household))))
        {
            return -2;
        }

        if (option.Slots == 0)
        {
            return -1;
        }

        var free = option.Slots & helper.FreeBeside(taken[option.Helper]);
        return free == 0 ? -2 : System.Numerics.BitOperations.TrailingZeroCount(free);
    }
}
