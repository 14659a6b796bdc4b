using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Planning;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// The facts of some days as the engine's whole numbers. A helper whose days reach into a second week stands in it twice, once for each week,
/// because a weekly limit is one of the week. Everything here is pure: the same facts make the same problem to the byte.
/// </summary>
internal sealed class WeekProblem
{
    /// <summary>A pair of the plan before counts this much better: people should not find another proposal each morning for nothing.</summary>
    public const int Stability = 30;

    // With the dearest pair this stays below the smallest priority (1,500), so that nobody within reach is passed over to spare somebody a thing.
    private const int MostStep = 460;

    private readonly Dictionary<Guid, int> numbers;
    private readonly Dictionary<Guid, int> parts;
    private readonly OptionFinder finder;

    private WeekProblem(WeekFacts facts, OptionFinder finder)
    {
        (Facts, this.finder) = (facts, finder);
        numbers = Enumerable.Range(0, facts.Helpers.Count).ToDictionary(i => facts.Helpers[i].Id);
        parts = Enumerable.Range(0, facts.Parts.Count).ToDictionary(i => facts.Parts[i].Id);
    }

    public WeekFacts Facts { get; }

    public PlanProblem Problem { get; private set; } = null!;

    /// <summary>For parts without options, which rule left nobody and how many were left before it.</summary>
    public IReadOnlyList<(EmptyBecause Because, int Fell)> Why => finder.Why;

    /// <summary>The problem, or the sentence why there is none: pins that contradict each other or the rules.</summary>
    public static Result<WeekProblem> Of(WeekFacts facts, Weights weights, CancellationToken ct = default)
    {
        var finder = new OptionFinder(facts, weights);
        var week = new WeekProblem(facts, finder);
        var parts = new PlanPart[facts.Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            var part = facts.Parts[i];
            var together = part.InPairs && part.Places > 1;
            parts[i] = new PlanPart
            {
                Places = part.Places,
                Penalty = Priority(facts, part),
                Options = ImmutableCollectionsMarshal.AsImmutableArray(finder.Find(i)),
                Category = part.Kind,
                Apart = together,
                Whole = together,
            };
        }

        if (facts.Pins.Any(pin => week.parts.ContainsKey(pin.Part) && !week.numbers.ContainsKey(pin.Helper)))
        {
            return Refusal.Conflict(Phrase.Of("A helper is pinned to something they can’t take on. Take the pin back."));
        }

        var problem = PlanProblem.Create(parts, week.Helpers(weights), week.Pairs(facts.Pins), week.Pairs(facts.Forbids), facts.Limits);
        if (!problem.Ok)
        {
            return problem.Refusal!;
        }

        week.Problem = problem.Value;
        return week;
    }

    /// <summary>Points of priority of one place of a part.</summary>
    public static long Priority(WeekFacts facts, WeekPart part) =>
        (long)NeedPriority.Of(part.Urgency, facts.Now - part.PostedAt) * (part.AreaId is { } area ? facts.Equity.GetValueOrDefault(area, 100) : 100) / 100;

    /// <summary>Who stands behind a helper's number in the problem.</summary>
    public int HelperOf(int node) => node % Facts.Helpers.Count;

    /// <summary>What a helper carries already in the week of that number.</summary>
    public int HeldBy(int node) => finder.Held(node);

    public int LatelyOf(int node) => Facts.Lately.GetValueOrDefault(Facts.Helpers[HelperOf(node)].Id);

    /// <summary>The pair by its numbers, or null when part or helper are not in this problem.</summary>
    public PlanPair? PairOf(Guid partId, Guid helperId) =>
        parts.TryGetValue(partId, out var part) && numbers.TryGetValue(helperId, out var helper) ? new PlanPair(part, finder.Node(part, helper)) : null;

    /// <summary>From the middle of one square to the middle of the other; 0 when only areas are known.</summary>
    public int Metres(int part, int node) => Facts.Parts[part].Cell is { } a && Facts.Helpers[HelperOf(node)].Cell is { } b ? OptionFinder.Metres(a, b) : 0;

    private List<PlanPair> Pairs(IEnumerable<(Guid Part, Guid Helper)> wished) => [.. wished.Select(w => PairOf(w.Part, w.Helper)).OfType<PlanPair>()];

    private PlanHelper[] Helpers(Weights weights)
    {
        var helpers = new PlanHelper[finder.Nodes];
        var load = weights.Of(MatchFeature.LoadHeadroom);
        var homes = Facts.Helpers.Select(h => h.HomeId).OfType<Guid>().Distinct().Select((home, i) => (home, Number: i + 1)).ToDictionary(h => h.home, h => h.Number);
        for (var node = 0; node < helpers.Length; node++)
        {
            var (helper, held, room) = (Facts.Helpers[HelperOf(node)], finder.Held(node), finder.Room(node));
            var lately = 60L * LatelyOf(node) / Math.Max(helper.Capacity, 1);
            helpers[node] = new PlanHelper
            {
                Capacity = room,
                DayRoom = finder.DayRoom(node),
                Household = helper.HomeId is { } home ? homes[home] : 0,
                Steps = [.. Enumerable.Range(0, room).Select(k => (int)Math.Min(MostStep, (lately + (PlanHelper.LoadStep * (long)(held + k))) * load / 100))],
            };
        }

        return helpers;
    }
}
