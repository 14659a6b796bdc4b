using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Planning;

/// <summary>Pins that cannot all hold, found before anything is computed. What only shows in a whole week is found by the plan itself.</summary>
internal static class PlanPins
{
    public static Refusal? Contradiction(PlanProblem problem)
    {
        foreach (var pair in problem.Pins.Concat(problem.Forbids))
        {
            if ((uint)pair.Part >= (uint)problem.Parts.Count || (uint)pair.Helper >= (uint)problem.Helpers.Count)
            {
                return Refusal.Conflict(Phrase.Of("What was pinned or crossed out isn’t in this plan any more."));
            }
        }

        foreach (var pin in problem.Pins)
        {
            if (problem.Forbids.Contains(pin))
            {
                return Refusal.Conflict(Phrase.Of("A pair is both pinned and crossed out. Take one of the two back."));
            }

            if (problem.OptionOf(pin) is null)
            {
                return Refusal.Conflict(Phrase.Of("A helper is pinned to something they can’t take on. Take the pin back."));
            }
        }

        return OfParts(problem) ?? OfHelpers(problem) ?? OfKinds(problem);
    }

    private static Refusal? OfParts(PlanProblem problem)
    {
        foreach (var pins in problem.Pins.GroupBy(pin => pin.Part))
        {
            var part = problem.Parts[pins.Key];
            if (pins.Count() > part.Places)
            {
                return Refusal.Conflict(Phrase.Of("More people are pinned to something than it has places."));
            }

            var households = pins.Select(pin => problem.Helpers[pin.Helper].Household).Where(home => home != 0).ToList();
            if (part.Apart && households.Distinct().Count() < households.Count)
            {
                return Refusal.Conflict(Phrase.Of("Two people who live together are pinned to something that wants people from different homes."));
            }
        }

        return null;
    }

    private static Refusal? OfHelpers(PlanProblem problem) =>
        problem.Pins.GroupBy(pin => pin.Helper).Any(pins => pins.Count() > problem.Helpers[pins.Key].Capacity)
            ? Refusal.Conflict(Phrase.Of("More is pinned on a helper than they can do this week."))
            : null;

    private static Refusal? OfKinds(PlanProblem problem) =>
        problem.Pins.GroupBy(pin => problem.Parts[pin.Part].Category).Any(pins => problem.Caps.TryGetValue(pins.Key, out var cap) && pins.Count() > cap)
            ? Refusal.Conflict(Phrase.Of("More of one kind of help is pinned than this plan may hold."))
            : null;
}
