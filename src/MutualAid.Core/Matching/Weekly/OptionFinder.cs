using System.Numerics;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Planning;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// Who may be asked for each part, and at how many points: <see cref="HardRules"/> and <see cref="MatchScore"/> over a whole network in numbers.
/// Helpers are looked up by kind and cell, so that a part meets those in its reach and nobody else; a test holds that both say the same.
/// </summary>
internal sealed class OptionFinder
{
    // A tie between strangers is free; the cost of a pair is what it lacks to a perfect match, and the stability on top.
    private const int Perfect = MatchScore.Max + WeekProblem.Stability;

    private readonly WeekFacts facts;
    private readonly WeekHelper[] helpers;
    private readonly uint[] quarters;
    private readonly int nearness, continuity, language, timeFit;
    private readonly Dictionary<int, KindMap> kinds = [];
    private readonly Dictionary<Guid, int> numbers = [];
    private readonly int[] scarcity;
    private readonly uint[] busy, full;
    private readonly int[] held, room;
    private readonly int[]?[] days;
    private readonly ILookup<Guid, int> last;
    private readonly DateOnly week;
    private readonly List<PlanOption> found = [];
    private readonly (EmptyBecause Because, int Fell)[] why;

    public OptionFinder(WeekFacts facts, Weights weights)
    {
        (this.facts, helpers, quarters) = (facts, [.. facts.Helpers], new uint[facts.Helpers.Count]);
        (nearness, continuity) = (weights.Of(MatchFeature.Nearness), weights.Of(MatchFeature.Continuity));
        (language, timeFit) = (weights.Of(MatchFeature.LanguageComfort), weights.Of(MatchFeature.TimeFit));
        week = NetworkClock.WeekOf(facts.Today);
        var count = facts.Helpers.Count;
        Nodes = facts.Parts.Any(part => WeekNumber(part) > 0) ? 2 * count : count;
        (scarcity, busy, full) = (new int[count], new uint[count], new uint[Nodes]);
        (held, room, days) = (new int[Nodes], new int[Nodes], new int[]?[Nodes]);
        why = new (EmptyBecause, int)[facts.Parts.Count];
        for (var i = 0; i < count; i++)
        {
            Add(i, facts.Helpers[i], weights.Of(MatchFeature.ScarcityGuard));
        }

        last = facts.LastPlan.Where(pair => numbers.ContainsKey(pair.Helper)).ToLookup(pair => pair.Part, pair => numbers[pair.Helper]);
        foreach (var kind in kinds.Values)
        {
            kind.Sort(facts.Helpers);
        }
    }

    /// <summary>Numbers of helpers in the problem: one each, or two when the days reach into a second week.</summary>
    public int Nodes { get; }

    public IReadOnlyList<(EmptyBecause Because, int Fell)> Why => why;

    public static int Metres(Cell a, Cell b) => (int)Math.Round(double.Hypot((double)(a.East - b.East) * Cell.Size, (double)(a.North - b.North) * Cell.Size));

    public int Held(int node) => held[node];

    public int Room(int node) => room[node];

    /// <summary>What a helper who limits their days can still do on each, Monday first.</summary>
    public int[]? DayRoom(int node) => days[node];

    /// <summary>The number under which a helper stands for the week of a part.</summary>
    public int Node(int part, int helper) => (WeekNumber(facts.Parts[part]) * facts.Helpers.Count) + helper;

    /// <summary>Everybody who may be asked for a part.</summary>
    public PlanOption[] Find(int number)
    {
        found.Clear();
        var part = facts.Parts[number];
        var look = new PartLook(this, part);
        if (kinds.TryGetValue(part.Kind, out var kind))
        {
            look.Tally[0] = kind.All.Count;
            if (part.Cell is { } cell)
            {
                foreach (var group in kind.Cells)
                {
                    var metres = Metres(cell, group.Cell);
                    foreach (var helper in group.Helpers)
                    {
                        var own = helpers[helper];
                        if (metres > own.Radius + HardRules.HalfCellDiagonal + part.WiderBy)
                        {
                            break;
                        }

                        look.Try(own, helper, metres);
                    }
                }
            }

            foreach (var helper in part.Cell is null ? kind.All : kind.Placeless)
            {
                var own = helpers[helper];
                if (part.WiderBy > 0 || (part.AreaId is not null && part.AreaId == own.AreaId))
                {
                    look.Try(own, helper, null);
                }
            }
        }

        if (found.Count == 0)
        {
            why[number] = look.Why();
        }

        return [.. found];
    }

    private int WeekNumber(WeekPart part) => HelperLoads.WeekOf(part.Time, facts.Today) > week ? 1 : 0;

    private void Add(int number, WeekHelper helper, int weight)
    {
        numbers[helper.Id] = number;
        quarters[number] = helper.Hours.Quarters();
        busy[number] = facts.Busy.GetValueOrDefault(helper.Id);
        var skills = BitOperations.PopCount((ulong)(helper.Kinds & long.MaxValue));
        scarcity[number] = -MatchScore.ScarcityOf(skills) * weight / 100;
        for (var node = number; node < Nodes; node += facts.Helpers.Count)
        {
            var monday = week.AddDays(node == number ? 0 : 7);
            held[node] = facts.Held.GetValueOrDefault((helper.Id, monday));
            LimitDays(node, helper, monday);
            room[node] = Math.Clamp(
                Math.Min(helper.Capacity - held[node], facts.MostInHand - facts.InHand.GetValueOrDefault(helper.Id)), 0, HelperProfile.MaxWeeklyCapacity);
        }

        for (var left = (ulong)(helper.Kinds & long.MaxValue); left != 0; left &= left - 1)
        {
            var kind = BitOperations.TrailingZeroCount(left);
            (kinds.TryGetValue(kind, out var map) ? map : kinds[kind] = new KindMap()).Add(number, helper.Cell);
        }
    }

    private void LimitDays(int node, WeekHelper helper, DateOnly monday)
    {
        if (helper.MostADay is not { } most)
        {
            return;
        }

        int[] rooms = [.. Enumerable.Range(0, PlanProblem.DaysInWeek).Select(day => Math.Max(0, most - facts.HeldDays.GetValueOrDefault((helper.Id, monday.AddDays(day)))))];
        (days[node], full[node]) = (rooms, PlanHelper.FullDaysOf(rooms));
    }

    /// <summary>One part being looked at: what is the same for all helpers is worked out once.</summary>
    private readonly struct PartLook
    {
        private readonly OptionFinder of;
        private readonly WeekPart part;
        private readonly WeekHours wanted, wantedThisWeek;
        private readonly int enough;
        private readonly int node;
        private readonly uint wantedQuarters, quarters;
        private readonly bool mustBeThen;
        private readonly DateOnly vettedOn;
        private readonly HashSet<int>? barred;
        private readonly Dictionary<Guid, (int Count, DateOnly Since)>? together;
        private readonly HashSet<int>? last;

        public PartLook(OptionFinder of, WeekPart part)
        {
            (this.of, this.part) = (of, part);
            var today = of.facts.Today;
            wanted = part.Time.Hours(today);
            enough = Math.Min(wanted.Count, WeekHours.HoursInPart);
            vettedOn = part.Time.DayOrToday(today);
            (wantedThisWeek, mustBeThen) = Then(part.Time, today);
            quarters = wantedThisWeek.Quarters();
            var (asked, apart) = (of.facts.Asked[part.Id], of.facts.Apart[part.AskerId]);
            var own = of.numbers.ContainsKey(part.AskerId);
            barred = own || asked.Any() || apart.Any() ? [.. asked.Concat(apart).Append(part.AskerId).Where(of.numbers.ContainsKey).Select(id => of.numbers[id])] : null;
            node = of.WeekNumber(part) * of.helpers.Length;
            wantedQuarters = wanted.Quarters();
            var known = of.facts.Together[part.AskerId];
            together = known.Any() ? known.ToDictionary(k => k.Helper, k => (k.Count, k.Since)) : null;
            last = of.last[part.Id].Any() ? [.. of.last[part.Id]] : null;
        }

        /// <summary>How many were left after each rule, in the order of <see cref="EmptyBecause"/> from the kind to the room on that day.</summary>
        public int[] Tally { get; } = new int[9];

        public void Try(WeekHelper helper, int number, int? metres)
        {
            Tally[1]++;
            if (helper.Vetting.On(helper.CheckedUntil, vettedOn) < part.LowestVetting)
            {
                return;
            }

            Tally[2]++;
            var shared = -1;
            for (var i = 0; i < part.Languages.Length && shared < 0; i++)
            {
                shared = part.Languages[i] < 64 && (helper.Languages >> part.Languages[i] & 1) != 0 ? i : -1;
            }

            if (shared < 0 && part.Languages.Length > 0)
            {
                return;
            }

            Tally[3]++;
            if ((of.quarters[number] & wantedQuarters) == 0)
            {
                return;
            }

            var common = helper.Hours.Among(wanted);
            var slots = 0u;
            if (common.IsEmpty || (quarters != 0 && (slots = Slots(helper, number)) == 0 && mustBeThen))
            {
                return;
            }

            Tally[4]++;
            if (helper.RestUntil >= of.facts.Today)
            {
                return;
            }

            Tally[5]++;
            if (barred?.Contains(number) == true)
            {
                return;
            }

            Tally[6]++;
            if (of.room[node + number] == 0)
            {
                return;
            }

            Tally[7]++;
            if (slots != 0 && (slots &= ~of.full[node + number]) == 0 && mustBeThen)
            {
                return;
            }

            Tally[8]++;
            var score = Nearness(helper, metres) + Continuity(helper.Id) + (shared >= 0 ? MatchScore.LanguageOf(shared) * of.language / 100 : 0)
                + (MatchScore.TimeOf(common.Count, enough) * of.timeFit / 100) + of.scarcity[number];
            var cost = Perfect - Math.Clamp(score, 0, MatchScore.Max) - (last?.Contains(number) == true ? WeekProblem.Stability : 0);
            of.found.Add(new PlanOption(node + number, cost, slots));
        }

        public (EmptyBecause Because, int Fell) Why()
        {
            var stage = Array.FindIndex(Tally, left => left == 0);
            return ((EmptyBecause)stage, stage == 0 ? 0 : Tally[stage - 1]);
        }

        // The hours that bind somebody to a quarter of these days, and whether it can be at no other time.
        private static (WeekHours Hours, bool Must) Then(PartTime time, DateOnly today)
        {
            var sunday = NetworkClock.WeekOf(today).AddDays(6);
            return time switch
            {
                { When: PartWhen.OnDay, Day: { } day } when day >= today => (WeekHours.On(day, time.Start, time.End), true),
                { When: PartWhen.Before, Day: { } day } when day >= today => (WeekHours.Between(today, day < sunday ? day : sunday), day <= sunday),
                _ => (WeekHours.Never, false),
            };
        }

        // What begins at a set hour takes the first quarter in which both can.
        private uint Slots(WeekHelper helper, int number)
        {
            var both = helper.Hours.Among(wantedThisWeek);
            var slots = 0u;
            for (var left = quarters; left != 0; left &= left - 1)
            {
                slots |= both.Touches(BitOperations.TrailingZeroCount(left)) ? left & (~left + 1) : 0;
            }

            slots = part.Time.Start is null ? slots : slots & (~slots + 1);
            return slots & ~of.busy[number];
        }

        private int Nearness(WeekHelper helper, int? metres) =>
            MatchScore.NearnessOf(metres, helper.Radius, part.AreaId is not null && part.AreaId == helper.AreaId) * of.nearness / 100;

        private int Continuity(Guid helper) => together is not null && together.TryGetValue(helper, out var pair)
            ? MatchScore.ContinuityOf(pair.Count, pair.Since, of.facts.Today) * of.continuity / 100
            : 0;
    }

    /// <summary>Who does one kind of help, by cell.</summary>
    private sealed class KindMap
    {
        private readonly Dictionary<Cell, List<int>> byCell = [];

        public List<int> All { get; } = [];

        public List<int> Placeless { get; } = [];

        public (Cell Cell, int[] Helpers)[] Cells { get; private set; } = [];

        public void Add(int helper, Cell? cell)
        {
            All.Add(helper);
            if (cell is not { } at)
            {
                Placeless.Add(helper);
                return;
            }

            (byCell.TryGetValue(at, out var there) ? there : byCell[at] = []).Add(helper);
        }

        // Those who go furthest first: the first whom a part is too far for ends its look into the cell.
        public void Sort(IReadOnlyList<WeekHelper> helpers) => Cells =
            [.. byCell.Select(group => (group.Key, group.Value.OrderByDescending(h => helpers[h].Radius).ToArray()))];
    }
}
