using System.Globalization;
using MutualAid.Core.Common;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>How often a rule comes round; the order is that of RFC 5545, shortest first.</summary>
public enum Frequency
{
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A weekday, and which one of its month or year: 1 the first, -1 the last, 0 every one.</summary>
public readonly record struct NthDay(int Nth, DayOfWeek Day);

/// <summary>
/// An iCalendar recurrence rule (RFC 5545, 3.3.10) and the days and hours it gives. It is pure: no clock, no zone, no database.
/// Everything is local time, so an hour stays the hour on the wall when the clocks change; <see cref="Instants"/> makes instants of it.
/// </summary>
public sealed class Recurrence
{
    // A rule that never comes true ("30 February") must end all the same. 120,000 periods are 10,000 years of months, and a day and a half of seconds.
    private const int MostEmptyPeriods = 120_000;

    private readonly Dictionary<string, int[]> by = [];

    private Recurrence()
    {
    }

    public Frequency Frequency { get; private set; }

    public int Interval { get; private set; } = 1;

    /// <summary>How many times; null when it goes on, or ends with <see cref="Until"/>.</summary>
    public int? Count { get; private set; }

    /// <summary>The last instant it may have, in local time; null when it goes on, or ends with <see cref="Count"/>.</summary>
    public DateTime? Until { get; private set; }

    public DayOfWeek WeekStart { get; private set; } = DayOfWeek.Monday;

    /// <summary>The weekdays it names; empty when it names none.</summary>
    public IReadOnlyList<NthDay> Days { get; private set; } = [];

    /// <summary>Whether it ends by itself.</summary>
    public bool Ends => Count is not null || Until is not null;

    /// <summary>Reads a rule such as "FREQ=WEEKLY;INTERVAL=2;COUNT=6"; null when it is none.</summary>
    public static Recurrence? Read(string rule)
    {
        var read = new Recurrence();
        var named = false;
        foreach (var piece in rule.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = piece.Split('=', 2) is [var left, var right] ? (left.Trim().ToUpperInvariant(), right.Trim()) : ("", "");
            named |= name == "FREQ";
            if (!read.Take(name, value))
            {
                return null;
            }
        }

        return named ? read : null;
    }

    /// <summary>The local times the rule gives from its start on, in order. The start counts only when the rule itself names it.</summary>
    public IEnumerable<DateTime> From(DateTime start)
    {
        var left = Count ?? int.MaxValue;
        var empty = 0;
        var sets = new RecurrenceSets(this, by, start);
        for (var period = sets.First; empty < MostEmptyPeriods && left > 0; empty++)
        {
            foreach (var at in sets.In(period))
            {
                if (at > Until || left == 0)
                {
                    yield break;
                }

                if (at >= start)
                {
                    empty = 0;
                    left--;
                    yield return at;
                }
            }

            if (Until < period || !sets.Step(ref period))
            {
                yield break;
            }
        }
    }

    /// <summary>The instants the rule gives in a network: the hour on the wall stays the same through both changes of the clocks.</summary>
    public IEnumerable<DateTimeOffset> Instants(DateTime start, NetworkClock clock) =>
        From(start).Select(at => clock.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)));

    /// <summary>A local day, or a day and hour, as iCalendar writes it; the closing Z is read and left out. Null when it is none.</summary>
    public static DateTime? ReadTime(string text) =>
        DateTime.TryParseExact(
            text.TrimEnd('Z'), ["yyyyMMdd'T'HHmmss", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "FREQ":
                var known = Enum.TryParse<Frequency>(value, ignoreCase: true, out var frequency) && !char.IsDigit(value[0]);
                Frequency = frequency;
                return known;
            case "INTERVAL":
                Interval = Number(value) ?? 0;
                return Interval > 0;
            case "COUNT":
                Count = Number(value) ?? 0;
                return Count > 0;
            case "UNTIL":
                // A day without an hour is meant whole.
                Until = value.Contains('T', StringComparison.Ordinal) ? ReadTime(value) : ReadTime(value)?.AddDays(1).AddTicks(-1);
                return Until is not null;
            case "WKST":
                WeekStart = Weekday(value) ?? DayOfWeek.Monday;
                return Weekday(value) is not null;
            case "BYDAY":
                var days = value.Split(',').Select(Nth).ToList();
                Days = [.. days.OfType<NthDay>().Distinct()];
                return days.TrueForAll(day => day is not null);
            case "BYSECOND" or "BYMINUTE" or "BYHOUR" or "BYMONTHDAY" or "BYYEARDAY" or "BYWEEKNO" or "BYMONTH" or "BYSETPOS":
                var numbers = value.Split(',').Select(Number).ToList();
                by[name] = [.. numbers.OfType<int>().Distinct().Order()];
                return numbers.TrueForAll(number => number is not null);
            default:
                return false;
        }
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DayOfWeek? Weekday(string text) => text.ToUpperInvariant() switch
    {
        "MO" => DayOfWeek.Monday,
        "TU" => DayOfWeek.Tuesday,
        "WE" => DayOfWeek.Wednesday,
        "TH" => DayOfWeek.Thursday,
        "FR" => DayOfWeek.Friday,
        "SA" => DayOfWeek.Saturday,
        "SU" => DayOfWeek.Sunday,
        _ => null,
    };

    private static NthDay? Nth(string text) =>
        text.Length >= 2 && Weekday(text[^2..]) is { } day && (text.Length == 2 ? 0 : Number(text[..^2])) is { } nth ? new NthDay(nth, day) : null;
}
