using System.Numerics;
using System.Runtime.InteropServices;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// The plan as a flow. Each part gives as many units as it has places; a unit goes to a helper and from there to the sink over arcs that get
/// dearer with each thing of the week, or to the sink at once and stays empty. On the way stand nodes of capacity one where two things exclude each
/// other: a helper's quarter of a day and their day, and a household for a part that wants different ones; only where they can matter.
/// A kind of help that is limited gives its units itself, as many as the limit, and its parts pass them on.
/// Options are added as the search asks for them.
/// </summary>
internal sealed partial class PlanNetwork
{
    public const int Sink = 0;

    /// <summary>The place of a time of their own among a helper's slots, which are counted in steps of <see cref="Stride"/>.</summary>
    public const int OwnTime = 31;

    public const int Stride = 32;

    private const long Unaffordable = 2 * PlanDemand.PinPenalty;

    private readonly PlanProblem problem;
    private readonly List<PlanDemand> demands;
    private readonly List<int> demandNodes = [];
    private readonly Dictionary<int, int> demandAt = [];
    private readonly List<int> emptyArcs = [];
    private readonly Dictionary<int, int> kindArcs = [];
    private readonly int[] slotNodes;
    private readonly Dictionary<(int Helper, int Day), int> dayNodes = [];
    private readonly Dictionary<(int Demand, int Household), int> householdNodes = [];
    private readonly Dictionary<int, int> kindNodes = [];
    private readonly Dictionary<int, List<int>> innerNodes = [];
    private readonly Dictionary<int, HashSet<int>> sharedHomes = [];
    private readonly long dearest;
    private Func<int, long>? priceOf;
    private int roundFrom;
    private int[] optionDemand = [];
    private int[] optionPlace = [];

    public PlanNetwork(PlanProblem problem, List<PlanDemand> demands, int expectedArcs)
    {
        (this.problem, this.demands) = (problem, demands);
        Flow = new FlowNetwork(1 + problem.Helpers.Count, expectedArcs);
        slotNodes = new int[problem.Helpers.Count * Stride];
        dearest = demands.Where(d => d.Kind >= 0).Select(d => d.Penalty).DefaultIfEmpty().Max();
        for (var helper = 0; helper < problem.Helpers.Count; helper++)
        {
            AddLoad(helper);
        }

        for (var demand = 0; demand < demands.Count; demand++)
        {
            AddDemand(demand);
        }
    }

    public FlowNetwork Flow { get; }

    /// <summary>The highest penalty among parts of a limited kind: what such a kind counts its prices down from.</summary>
    public long DearestPenalty => dearest;

    /// <summary>Prices that new nodes start at, for an engine that is already running; none while there is no engine.</summary>
    public List<long> PricesOfNewNodes { get; } = [];

    public static int HelperNode(int helper) => 1 + helper;

    public int DemandNode(int demand) => demandNodes[demand];

    /// <summary>The arc over which a demand's units stay empty; that of its kind when the kind is limited.</summary>
    public int EmptyArc(int demand) => emptyArcs[demand];

    /// <summary>Where units start, and what it costs to leave one empty there.</summary>
    public IEnumerable<(int Node, long Penalty)> Sources() => demandNodes
        .Select((node, demand) => (Node: node, demands[demand].Penalty, demands[demand].Kind))
        .Where(source => source.Kind < 0).Select(source => (source.Node, source.Penalty))
        .Concat(kindNodes.Values.Select(node => (node, dearest)));

    /// <summary>Where a slot stands among those of a helper: its only bit, or a time of their own.</summary>
    public static int PlaceOf(uint slot) => slot == 0 ? OwnTime : BitOperations.TrailingZeroCount(slot);

    /// <summary>Whether the engine has an arc for this option and slot already.</summary>
    public bool Holds(int demand, PlanOption option, uint slot, AugmentingPaths engine)
    {
        var helper = problem.Helpers[option.Helper];
        var head = slot == 0 || helper.Capacity <= 1 ? HelperNode(option.Helper)
            : helper.RoomOn(PlaceOf(slot) / PlanProblem.SlotsInDay) == 1 ? dayNodes.GetValueOrDefault((option.Helper, PlaceOf(slot) / PlanProblem.SlotsInDay))
            : slotNodes[(option.Helper * Stride) + PlaceOf(slot)];
        var tail = HouseholdNode(demand, option.Helper) is > 0 and var home ? home : demandNodes[demand];
        return (head > 0 && head < engine.Prices.Length && tail < engine.Prices.Length && engine.Joins(tail, head)) || JustAdded(tail, head);
    }

    /// <summary>The demand whose own node this is, or -1.</summary>
    public int DemandAt(int node) => demandAt.GetValueOrDefault(node, -1);

    public IReadOnlyDictionary<int, int> KindNodes => kindNodes;

    public IReadOnlyDictionary<(int Helper, int Day), int> DayNodes => dayNodes;

    public IReadOnlyDictionary<(int Demand, int Household), int> HouseholdNodes => householdNodes;

    /// <summary>The nodes that only this demand leads to.</summary>
    public ReadOnlySpan<int> InnerNodes(int demand) =>
        innerNodes.TryGetValue(demand, out var inner) ? CollectionsMarshal.AsSpan(inner) : [];

    /// <summary>The demand an arc is an option of, or -1 for an arc of another sort.</summary>
    public int DemandOf(int arc) => arc < optionDemand.Length ? optionDemand[arc] - 1 : -1;

    /// <summary>The helper of an option's arc, and its quarter of the week or <see cref="OwnTime"/>.</summary>
    public (int Helper, int Slot) PlaceOf(int arc) => (optionPlace[arc] / Stride, optionPlace[arc] % Stride);

    /// <summary>The node of a household for a demand that wants different ones, when there is one already.</summary>
    public int HouseholdNode(int demand, int helper) =>
        demands[demand].Apart ? householdNodes.GetValueOrDefault((demand, problem.Helpers[helper].Household)) : 0;

    public void AddDemand(int demand)
    {
        var (places, kind) = (demands[demand].Places, demands[demand].Kind);
        var node = NewNode(kind < 0 ? places : 0, 0);
        demandNodes.Add(node);
        demandAt[node] = demand;
        Flow.Supply[Sink] -= kind < 0 ? places : 0;
        if (kind < 0)
        {
            emptyArcs.Add(Flow.AddArc(node, Sink, places, demands[demand].Penalty));
        }
        else
        {
            var kindNode = KindNode(kind);
            emptyArcs.Add(kindArcs[kind]);
            Flow.AddArc(kindNode, node, places, dearest - demands[demand].Penalty);
        }
    }

    /// <summary>From here on arcs are news to the engine.</summary>
    public void BeginAddingTo() => roundFrom = Flow.Arcs;

    /// <summary>Adds the option's arcs, one for each quarter it may be in; a helper whom one thing fills needs only one arc, and a day that holds one thing one.</summary>
    public void AddOption(int demand, PlanOption option, uint slots)
    {
        var helper = problem.Helpers[option.Helper];
        if (helper.Capacity == 0)
        {
            return;
        }

        var tail = Household(demand, option.Helper);
        if (slots == 0 || helper.Capacity == 1)
        {
            var slot = slots == 0 ? OwnTime : BitOperations.TrailingZeroCount(slots);
            AddArc(tail, HelperNode(option.Helper), option, demand, slot);
            return;
        }

        while (slots != 0)
        {
            var slot = BitOperations.TrailingZeroCount(slots);
            var day = slot / PlanProblem.SlotsInDay;
            AddArc(tail, Slot(option.Helper, slot), option, demand, slot);

            // Where a day holds one thing, one quarter stands for the day.
            slots &= helper.RoomOn(day) == 1 ? ~PlanProblem.QuartersOf(day) : slots - 1;
        }
    }

    /// <summary>
    /// Prices of everybody's slots: <see cref="Stride"/> for each helper, the slot's own node where it has one, else its day's, else the helper's.
    /// </summary>
    public void ReadSlotPrices(ReadOnlySpan<long> prices, long[] into)
    {
        for (var helper = 0; helper < problem.Helpers.Count; helper++)
        {
            // Nobody can be had of whom there is nothing left.
            into.AsSpan(helper * Stride, Stride).Fill(problem.Helpers[helper].Capacity > 0 ? prices[HelperNode(helper)] : Unaffordable);
        }

        foreach (var ((helper, day), node) in dayNodes)
        {
            into.AsSpan((helper * Stride) + (day * PlanProblem.SlotsInDay), PlanProblem.SlotsInDay).Fill(prices[node]);
        }

        for (var place = 0; place < slotNodes.Length; place++)
        {
            if (slotNodes[place] > 0)
            {
                into[place] = prices[slotNodes[place]];
            }
        }
    }

    // Several slots of one option may turn out cheaper in one round, and share a node.
    private bool JustAdded(int tail, int head)
    {
        if (priceOf is null || head == 0)
        {
            return false;
        }

        for (var arc = Flow.Arcs - 1; arc >= roundFrom; arc--)
        {
            if (Flow.From[arc] == tail && Flow.To[arc] == head)
            {
                return true;
            }
        }

        return false;
    }

    // Things of the same cost share an arc.
    private void AddLoad(int helper)
    {
        var who = problem.Helpers[helper];
        for (var k = 0; k < who.Capacity;)
        {
            var step = who.Step(k);
            var units = 1;
            while (k + units < who.Capacity && who.Step(k + units) == step)
            {
                units++;
            }

            Flow.AddArc(HelperNode(helper), Sink, units, step);
            k += units;
        }
    }

    private void AddArc(int tail, int head, PlanOption option, int demand, int slot)
    {
        var arc = Flow.AddArc(tail, head, 1, option.Cost);
        if (arc >= optionDemand.Length)
        {
            var size = Math.Max(arc + 1, Math.Max(Flow.Arcs * 2, 1_024));
            Array.Resize(ref optionDemand, size);
            Array.Resize(ref optionPlace, size);
        }

        (optionDemand[arc], optionPlace[arc]) = (demand + 1, (option.Helper * Stride) + slot);
    }
}
