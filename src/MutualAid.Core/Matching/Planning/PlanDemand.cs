using System.Collections.Immutable;

namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// What the flow carries from: a part with the places that are not pinned, or one pinned pair. Pins and forbids are gone from it: who is pinned is
/// no option for the rest of the part any more, nor is their household where households must differ.
/// </summary>
/// <param name="Part">The number of its part.</param>
/// <param name="Places">Units to carry.</param>
/// <param name="Penalty">Points for a unit that is not carried; for a pin so many that no plan takes it who can do otherwise.</param>
/// <param name="Apart">Whether its helpers must come from different households.</param>
/// <param name="Kind">Its kind of help when that kind is limited, else -1.</param>
/// <param name="Pinned">Whether it is a pinned pair.</param>
internal readonly record struct PlanDemand(int Part, int Places, long Penalty, ImmutableArray<PlanOption> Options, bool Apart, int Kind, bool Pinned)
{
    /// <summary>More than all points of a plan that holds every pin can come to, as long as there are fewer than a million parts.</summary>
    public const long PinPenalty = 1_000_000_000_000;

    public static List<PlanDemand> Of(PlanProblem problem)
    {
        var pins = problem.Pins.ToLookup(pin => pin.Part, pin => pin.Helper);
        var crossedOut = problem.Forbids.ToLookup(pair => pair.Part, pair => pair.Helper);
        var demands = new List<PlanDemand>(problem.Parts.Count + problem.Pins.Count);
        for (var part = 0; part < problem.Parts.Count; part++)
        {
            demands.Add(Of(problem, part, [.. pins[part]], [.. crossedOut[part]]));
        }

        foreach (var pin in problem.Pins)
        {
            demands.Add(new PlanDemand(pin.Part, 1, PinPenalty, [problem.OptionOf(pin)!.Value], false, -1, true));
        }

        return demands;
    }

    private static PlanDemand Of(PlanProblem problem, int number, int[] pinned, int[] crossedOut)
    {
        var part = problem.Parts[number];
        var options = part.Options;
        if (pinned.Length + crossedOut.Length > 0)
        {
            var homes = part.Apart ? pinned.Select(helper => problem.Helpers[helper].Household).Where(home => home != 0).ToArray() : [];
            options = [.. options.Where(o => !pinned.Contains(o.Helper) && !crossedOut.Contains(o.Helper) && !homes.Contains(problem.Helpers[o.Helper].Household))];
        }

        var places = part.Places - pinned.Length;
        return new PlanDemand(
            number, places, part.Penalty, options, part.Apart && places > 1, problem.Caps.ContainsKey(part.Category) ? part.Category : -1, false);
    }
}
