using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>The parts that an ask becomes: one for each thing and date.</summary>
/// <param name="Parts">In order of their dates.</param>
/// <param name="Dates">How many dates there are; none for a need that is not about dates.</param>
/// <param name="Capped">Whether there were more dates than are kept at once.</param>
/// <param name="Rule">The repeat's iCalendar rule; null when it is none.</param>
public sealed record PartsPlan(IReadOnlyList<NewPart> Parts, int Dates, bool Capped, string? Rule)
{
    /// <summary>Things that can be named at once; with a page of more nobody reads to the end.</summary>
    public const int MostThings = 8;

    /// <summary>The plan for an ask that has been looked at.</summary>
    public static PartsPlan Of(PostNeed asked, DateOnly today)
    {
        var things = asked.SeveralThings ? asked.Things.Where(thing => !thing.IsEmpty).ToList() : [];
        if (things.Count == 0)
        {
            things = [new PostThing { Kind = asked.KindId, Helpers = asked.When == WantedWhen.SeveralDays ? asked.Helpers : 1 }];
        }

        if (asked.When != WantedWhen.SeveralDays)
        {
            return new PartsPlan([.. things.Select(thing => Part(thing, Time(thing, asked, today)))], 0, false, null);
        }

        // Whole dates are kept: a day on which somebody shops and nobody cooks helps no one. A thing with a time of its own comes once.
        var (once, daily) = (things.Where(thing => thing.When is not null).ToList(), things.Where(thing => thing.When is null).ToList());
        var most = daily.Count == 0 ? 0 : (Need.MaxParts - once.Count) / daily.Count;
        var horizon = today.AddYears(1);
        var dates = daily.Count == 0 ? [] : DatesOf(asked).Take(most + 1).ToList();
        var kept = dates.Take(most).Where(date => date.Day <= horizon).ToList();
        var parts = once.Select(thing => Part(thing, Time(thing, asked, today)))
            .Concat(kept.SelectMany(date => daily.Select(thing => Part(thing, OnDate(thing, date)))));
        var rule = asked.Days == DaysWanted.Again && kept.Count > 0 ? asked.Repeat.Rule(kept.Count) : null;
        return new PartsPlan([.. parts], kept.Count, kept.Count < dates.Count, rule);
    }

    // Each with its hours: its own, or those of every date.
    private static IEnumerable<PartTime> DatesOf(PostNeed asked) => asked.Days == DaysWanted.Again
        ? asked.Repeat.Dates().Select(day => new PartTime(PartWhen.OnDay, day, asked.DatesStart, asked.DatesEnd))
        : asked.Dates.Where(date => !date.IsEmpty)
            .Select(date => date.Start is null ? date.Time with { Start = asked.DatesStart, End = asked.DatesEnd } : date.Time)
            .Distinct().OrderBy(date => date.Day).ThenBy(date => date.Start);

    private static NewPart Part(PostThing thing, PartTime time) => new(thing.Kind!, TypedText.Clean(thing.What), time, (short)thing.Helpers!.Value);

    /// <summary>The time of a thing among several.</summary>
    internal static PartTime Time(PostThing thing, PostNeed asked, DateOnly today)
    {
        var own = asked.Time(today);
        return thing.When switch
        {
            null when own.When == PartWhen.OnDay && thing.Start is not null => own with { Start = thing.Start, End = thing.End },
            null => own,
            _ => new PostNeed { When = thing.When, Day = thing.Day, Start = thing.Start, End = thing.End }.Time(today),
        };
    }

    private static PartTime OnDate(PostThing thing, PartTime date) => thing.Start is null ? date : date with { Start = thing.Start, End = thing.End };
}
