using System.Globalization;
using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>How a repeat comes round.</summary>
public enum RepeatEvery
{
    Week,
    Day,

    /// <summary>On the same day of the month.</summary>
    MonthDay,

    /// <summary>On the same weekday of the month, such as every third Tuesday.</summary>
    MonthWeekday,
}

/// <summary>A repeat as somebody typed it.</summary>
public sealed record PostRepeat
{
    public const int MaxInterval = 12;

    /// <summary>More than this many times is read as this many; what is kept is capped long before.</summary>
    private const int Plenty = 1_000;

    public RepeatEvery Every { get; init; }

    /// <summary>Every how many days, weeks or months.</summary>
    public int? Interval { get; init; } = 1;

    /// <summary>The weekdays of a weekly repeat; none means the weekday of the first day.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    public DateOnly? First { get; init; }

    public int? Times { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>The iCalendar rule for so many dates; its end is always a number, which everybody reads the same.</summary>
    public string Rule(int count)
    {
        var interval = Interval > 1 ? string.Create(CultureInfo.InvariantCulture, $";INTERVAL={Interval}") : "";
        var frequency = Every switch
        {
            RepeatEvery.Day => "DAILY",
            RepeatEvery.Week => "WEEKLY" + ByDay(),
            RepeatEvery.MonthDay => "MONTHLY",
            _ => "MONTHLY;BYDAY=" + Nth(First!.Value),
        };
        return string.Create(CultureInfo.InvariantCulture, $"FREQ={frequency}{interval};COUNT={count}");
    }

    /// <summary>The dates, in order. The repeat has been looked at before.</summary>
    public IEnumerable<DateOnly> Dates() =>
        Recurrence.Read(Rule(Math.Min(Times ?? Plenty, Plenty)))!
            .From(First!.Value.ToDateTime(TimeOnly.MinValue)).Select(DateOnly.FromDateTime)
            .TakeWhile(day => Until is null || day <= Until);

    /// <summary>What is wrong with it: no first day, one that has passed, an end before the start, or no end at all.</summary>
    public IEnumerable<FieldRefusal> Look(DateOnly today)
    {
        foreach (var wrong in new PartTime(PartWhen.OnDay, First).Look(today))
        {
            yield return wrong with { Field = nameof(First) };
        }

        if (!Enum.IsDefined(Every))
        {
            yield return new FieldRefusal(nameof(Every), Phrase.Of("Pick how often it comes round."));
        }

        if (Weekdays.Any(day => !Enum.IsDefined(day)))
        {
            yield return new FieldRefusal(nameof(Weekdays), Phrase.Of("Pick how often it comes round."));
        }

        if (Interval is not (>= 1 and <= MaxInterval))
        {
            yield return new FieldRefusal(nameof(Interval), Phrase.Of("Write a number from 1 to {0}.", MaxInterval));
        }

        if (Times is null && Until is null)
        {
            yield return new FieldRefusal(nameof(Times), Phrase.Of("A repeat needs an end. Say how many times, or until which day. You can ask again later."));
        }

        if (Times < 1)
        {
            yield return new FieldRefusal(nameof(Times), Phrase.Of("Write how many times: 1 or more."));
        }

        if (Until < First)
        {
            yield return new FieldRefusal(nameof(Until), Phrase.Of("The last day comes before the first. Pick a later one."));
        }
    }

    // Named from Monday on, each once; a single one needs no name when the first day says it already.
    private string ByDay()
    {
        var days = Weekdays.Distinct().OrderBy(FromMonday).ToList();
        return days.Count == 0 || (days.Count == 1 && days[0] == First?.DayOfWeek) ? "" : ";BYDAY=" + string.Join(',', days.Select(Short));
    }

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;

    private static string Short(DayOfWeek day) => day.ToString()[..2].ToUpperInvariant();

    // A fifth Tuesday is missing in most months; whoever picks one means the last.
    private static string Nth(DateOnly day)
    {
        var nth = ((day.Day - 1) / 7) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{(nth == 5 ? -1 : nth)}{Short(day.DayOfWeek)}");
    }
}
