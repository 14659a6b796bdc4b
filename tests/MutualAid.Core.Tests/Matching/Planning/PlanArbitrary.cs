using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Tests.Matching.Planning;

/// <summary>Small weeks made by chance, so crowded that slots, days, households, pins and limits all get in each other's way.</summary>
internal static class PlanArbitrary
{
    public static Arbitrary<PlanProblem> Problem(bool withCaps = true) =>
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         select Make(new Random(seed), withCaps, unevenDays: seed % 2 == 0)).Where(problem => problem is not null).Select(problem => problem!).ToArbitrary();

    /// <summary>With <paramref name="unevenDays"/> somebody has something on already on some days, so that they hold less or nothing more.</summary>
    public static PlanProblem? Make(Random random, bool withCaps, bool unevenDays = false)
    {
        var helpers = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => new PlanHelper
        {
            Capacity = random.Next(4),
            Household = random.Next(3),
            DayRoom = random.Next(3) is var most && most == 0 ? null : [.. Enumerable.Range(0, 7).Select(_ => unevenDays ? Math.Max(0, most - random.Next(3)) : most)],
        }).ToArray();
        var parts = Enumerable.Range(0, 1 + random.Next(7)).Select(_ => Part(random, helpers)).ToArray();
        var pairs = parts.SelectMany((part, i) => part.Options.Select(option => new PlanPair(i, option.Helper))).ToList();
        var pins = random.Next(3) == 0 ? pairs.Where(_ => random.Next(6) == 0).ToList() : [];
        var forbids = random.Next(3) == 0 ? pairs.Where(pair => random.Next(6) == 0 && !pins.Contains(pair)).ToList() : [];
        var caps = withCaps && random.Next(4) == 0 ? new Dictionary<int, int> { [random.Next(3)] = random.Next(3) } : null;
        var problem = PlanProblem.Create(parts, helpers, pins, forbids, caps);
        return problem.Ok ? problem.Value : null;
    }

    private static PlanPart Part(Random random, PlanHelper[] helpers)
    {
        var several = random.Next(3) == 0;
        return new PlanPart
        {
            Places = several ? 2 + random.Next(2) : 1,
            Penalty = random.Next(800),
            Category = random.Next(3),
            Apart = random.Next(2) == 0,
            Options =
            [
                .. Enumerable.Range(0, helpers.Length).Where(_ => random.Next(3) > 0).Select(helper => new PlanOption(
                    helper,
                    random.Next(300),
                    (several ? (random.Next(2) == 0 ? 0u : 1u << random.Next(8)) : (uint)random.Next(256) & (uint)random.Next(256)) & ~helpers[helper].FullDays)),
            ],
        };
    }
}

/// <summary>Tries every plan there is: the answer nobody can argue with, for problems of a few options.</summary>
internal static class EveryPlan
{
    public static long Cheapest(PlanProblem problem)
    {
        var choices = problem.Parts.SelectMany((part, i) => part.Options.SelectMany(option => SlotsOf(option)
            .Select(slot => new PlanRow(i, option.Helper, slot, option.Cost, problem.Pins.Contains(new PlanPair(i, option.Helper)))))).ToArray();
        var best = long.MaxValue;
        var rows = new List<PlanRow>();
        Try(0);
        return best;

        void Try(int at)
        {
            if (at == choices.Length)
            {
                var gaps = problem.Parts.Select((part, i) => new PlanGap(i, part.Places - rows.Count(row => row.Part == i), null!)).ToList();
                var nothing = new PlanPrices(new long[problem.Parts.Count], new long[problem.Helpers.Count], new long[problem.Helpers.Count * 32],
                    new Dictionary<(int, int), long>(), new Dictionary<(int, int), long>(), new Dictionary<int, long>());
                var verdict = PlanCertificate.Check(problem, new Plan(rows, gaps, 0, 0, nothing, default));
                best = verdict.KeepsRules ? Math.Min(best, verdict.Cost) : best;
                return;
            }

            Try(at + 1);
            rows.Add(choices[at]);
            Try(at + 1);
            rows.RemoveAt(rows.Count - 1);
        }
    }

    private static IEnumerable<int> SlotsOf(PlanOption option) =>
        option.Slots == 0 ? [-1] : Enumerable.Range(0, PlanProblem.SlotsInWeek).Where(slot => (option.Slots >> slot & 1) != 0);
}
