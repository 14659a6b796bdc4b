using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>A repeat in words: "Every Monday", "Every 2 months, on the last Friday".</summary>
public static class RepeatWords
{
    /// <summary>The words of a rule this network made, from its first day; null for a rule it cannot read.</summary>
    public static Phrase? Of(string? rule, DateOnly first) => rule is null || Recurrence.Read(rule) is not { } read ? null : read switch
    {
        { Frequency: Frequency.Daily, Interval: 1 } => Phrase.Of("Every day"),
        { Frequency: Frequency.Daily } => Phrase.Of("Every {0} days", read.Interval),
        { Frequency: Frequency.Weekly, Interval: 1 } => Phrase.Of("Every {0}", Weekdays(read, first)),
        { Frequency: Frequency.Weekly } => Phrase.Of("Every {0} weeks, on {1}", read.Interval, Weekdays(read, first)),
        { Frequency: Frequency.Monthly, Days: [var day], Interval: 1 } => Phrase.Of("Every month, on the {0} {1}", Nth(day.Nth), day.Day),
        { Frequency: Frequency.Monthly, Days: [var day] } => Phrase.Of("Every {0} months, on the {1} {2}", read.Interval, Nth(day.Nth), day.Day),
        { Frequency: Frequency.Monthly, Interval: 1 } => Phrase.Of("Every month, on day {0}", first.Day),
        { Frequency: Frequency.Monthly } => Phrase.Of("Every {0} months, on day {1}", read.Interval, first.Day),
        _ => null,
    };

    // "Monday", "Monday and Thursday", "Monday, Wednesday and Friday".
    private static object Weekdays(Recurrence rule, DateOnly first)
    {
        if (rule.Days.Count == 0)
        {
            return first.DayOfWeek;
        }

        var said = (object)rule.Days[0].Day;
        for (var i = 1; i < rule.Days.Count; i++)
        {
            said = i == rule.Days.Count - 1 ? Phrase.Of("{0} and {1}", said, rule.Days[i].Day) : Phrase.Of("{0}, {1}", said, rule.Days[i].Day);
        }

        return said;
    }

    private static Phrase Nth(int nth) => nth switch
    {
        1 => Phrase.Of("first"),
        2 => Phrase.Of("second"),
        3 => Phrase.Of("third"),
        4 => Phrase.Of("fourth"),
        _ => Phrase.Of("last"),
    };
}
