using System.Numerics;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// What people do without a plan, on the same problem and under the same rules: need after need as they came, and each takes whoever is nearest,
/// or whoever suits best, among those who are still free. Only there to be put beside a plan.
/// </summary>
internal sealed class ByHand
{
    private readonly PlanProblem problem;
    private readonly int[] load;
    private readonly uint[] taken;
    private readonly Dictionary<int, int> left;
    private readonly List<PlanRow> rows = [];

    private ByHand(PlanProblem problem)
    {
        this.problem = problem;
        (load, taken) = (new int[problem.Helpers.Count], new uint[problem.Helpers.Count]);
        left = new Dictionary<int, int>(problem.Caps);
    }

    /// <summary>Each need, in the order they came, takes the nearest who is free.</summary>
    public static List<PlanRow> NearestFirst(PlanProblem problem, Func<int, int, int> metres) =>
        new ByHand(problem).Each((part, option) => metres(part, option.Helper));

    /// <summary>Each need, in the order they came, takes whoever suits best by the same points.</summary>
    public static List<PlanRow> FirstCome(PlanProblem problem) => new ByHand(problem).Each((_, option) => option.Cost);

    private List<PlanRow> Each(Func<int, PlanOption, int> cost)
    {
        for (var part = 0; part < problem.Parts.Count; part++)
        {
            var homes = problem.Parts[part].Apart ? new HashSet<int>() : null;
            var (before, places) = (rows.Count, problem.Parts[part].Places);
            while (rows.Count - before < places && Take(part, homes, cost))
            {
            }

            if (problem.Parts[part].Whole && rows.Count - before < places)
            {
                LetGo(before);
            }
        }

        return rows;
    }

    // Nobody goes where one alone is of no use.
    private void LetGo(int from)
    {
        foreach (var row in rows.Skip(from))
        {
            load[row.Helper]--;
            taken[row.Helper] &= row.Slot >= 0 ? ~(1u << row.Slot) : uint.MaxValue;
            if (problem.Parts[row.Part].Category is var kind && left.ContainsKey(kind))
            {
                left[kind]++;
            }
        }

        rows.RemoveRange(from, rows.Count - from);
    }

    private bool Take(int part, HashSet<int>? homes, Func<int, PlanOption, int> cost)
    {
        var kind = problem.Parts[part].Category;
        if (left.TryGetValue(kind, out var more) && more == 0)
        {
            return false;
        }

        var (best, least, at) = (default(PlanOption?), int.MaxValue, -1);
        foreach (var option in problem.Parts[part].Options)
        {
            if (load[option.Helper] < problem.Helpers[option.Helper].Capacity && cost(part, option) is var points && points < least
                && !Holds(part, option.Helper, homes) && Slot(option) is var slot && slot >= -1)
            {
                (best, least, at) = (option, points, slot);
            }
        }

        if (best is not { } taking)
        {
            return false;
        }

        if (left.ContainsKey(kind))
        {
            left[kind]--;
        }

        load[taking.Helper]++;
        taken[taking.Helper] |= at >= 0 ? 1u << at : 0;
        homes?.Add(problem.Helpers[taking.Helper].Household);
        rows.Add(new PlanRow(part, taking.Helper, at, taking.Cost, Pinned: false));
        return true;
    }

    private bool Holds(int part, int helper, HashSet<int>? homes)
    {
        for (var i = rows.Count - 1; i >= 0 && rows[i].Part == part; i--)
        {
            if (rows[i].Helper == helper)
            {
                return true;
            }
        }

        return problem.Forbids.Contains(new PlanPair(part, helper))
            || (homes is not null && problem.Helpers[helper].Household is var home && home != 0 && homes.Contains(home));
    }

    // The quarter in which it could be, -1 for a time of their own, -2 when all are taken.
    private int Slot(PlanOption option)
    {
        if (option.Slots == 0)
        {
            return -1;
        }

        var free = option.Slots & problem.Helpers[option.Helper].FreeBeside(taken[option.Helper]);
        return free == 0 ? -2 : BitOperations.TrailingZeroCount(free);
    }
}
