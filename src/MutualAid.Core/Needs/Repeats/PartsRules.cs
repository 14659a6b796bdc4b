using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>What the page of parts and days looks at: kinds, numbers of helpers, days and hours. Every sentence names its row.</summary>
public static class PartsRules
{
    /// <summary>Adds what needs another look. <paramref name="kinds"/> are the kinds of help there are.</summary>
    public static void Look(PostNeed asked, IReadOnlySet<string> kinds, DateOnly today, List<FieldRefusal> wrong)
    {
        if (asked.SeveralThings)
        {
            LookAtThings(asked, kinds, today, wrong);
        }

        if (asked.When == WantedWhen.SeveralDays)
        {
            LookAtDays(asked, today, wrong);
            if (!asked.SeveralThings)
            {
                LookAtHelpers(asked.Helpers, nameof(asked.Helpers), wrong);
            }
        }
    }

    private static void LookAtThings(PostNeed asked, IReadOnlySet<string> kinds, DateOnly today, List<FieldRefusal> wrong)
    {
        if (asked.Things.All(thing => thing.IsEmpty))
        {
            wrong.Add(new FieldRefusal("Things[0].Kind", Phrase.Of("Pick what would help. “I’m not sure” is a fine answer.")));
        }

        if (asked.Things.Count(thing => !thing.IsEmpty) > PartsPlan.MostThings)
        {
            wrong.Add(new FieldRefusal("", Phrase.Of("That is more than {0} things. Ask for the rest in a second need.", PartsPlan.MostThings)));
        }

        for (var i = 0; i < asked.Things.Count; i++)
        {
            if (!asked.Things[i].IsEmpty)
            {
                LookAtThing(asked.Things[i], $"Things[{i}].", asked, kinds, today, wrong);
            }
        }
    }

    private static void LookAtThing(PostThing thing, string row, PostNeed asked, IReadOnlySet<string> kinds, DateOnly today, List<FieldRefusal> wrong)
    {
        if (thing.Kind is not { } kind || !kinds.Contains(kind))
        {
            wrong.Add(new FieldRefusal(row + nameof(thing.Kind), Phrase.Of("Pick what would help. “I’m not sure” is a fine answer.")));
        }

        TypedText.Check(row + nameof(thing.What), thing.What, NeedPart.WhatMaxLength, wrong);
        LookAtHelpers(thing.Helpers, row + nameof(thing.Helpers), wrong);
        if (thing.When is not null || (thing.Start is null && thing.End is null && thing.Day is null))
        {
            wrong.AddRange((thing.When is null ? [] : PartsPlan.Time(thing, asked, today).Look(today)).Select(look => look with { Field = row + look.Field }));
        }
        else if (thing.Day is not null || (asked.When is not (WantedWhen.OnDay or WantedWhen.SeveralDays)))
        {
            // A day or an hour was written, and nothing picked that it belongs to.
            wrong.Add(new FieldRefusal(row + nameof(thing.When), Phrase.Of("Pick when it would be good. A guess is fine.")));
        }
        else
        {
            LookAtHours(thing.Start, thing.End, row, today, wrong);
        }
    }

    private static void LookAtDays(PostNeed asked, DateOnly today, List<FieldRefusal> wrong)
    {
        LookAtHours(asked.DatesStart, asked.DatesEnd, "", today, wrong);
        switch (asked.Days)
        {
            case DaysWanted.Picked when asked.Dates.All(date => date.IsEmpty):
                wrong.Add(new FieldRefusal("Dates[0].Day", Phrase.Of("Pick a day. A guess is fine.")));
                break;
            case DaysWanted.Picked:
                wrong.AddRange(asked.Dates.SelectMany((date, i) => date.IsEmpty ? [] : date.Time.Look(today).Select(look => look with { Field = $"Dates[{i}].{look.Field}" })));
                break;
            case DaysWanted.Again:
                wrong.AddRange(asked.Repeat.Look(today));
                break;
            default:
                wrong.Add(new FieldRefusal(nameof(asked.Days), Phrase.Of("Pick how the days go: a few days, or again and again.")));
                break;
        }
    }

    private static void LookAtHours(TimeOnly? start, TimeOnly? end, string row, DateOnly today, List<FieldRefusal> wrong) =>
        wrong.AddRange(new PartTime(PartWhen.OnDay, today, start, end).Look(today).Select(look => look with { Field = row + look.Field }));

    private static void LookAtHelpers(int? helpers, string field, List<FieldRefusal> wrong)
    {
        if (helpers is not (>= 1 and <= NeedPart.MaxHelpers))
        {
            wrong.Add(new FieldRefusal(field, Phrase.Of("Pick a number of helpers from 1 to {0}.", NeedPart.MaxHelpers)));
        }
    }
}
