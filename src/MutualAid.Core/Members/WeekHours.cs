using System.Collections;
using System.Numerics;

namespace MutualAid.Core.Members;

/// <summary>
/// Which of the 168 hours of a week, in the network's own time. Hour 0 is Monday from midnight to 1, hour 167 is Sunday from 23 to midnight.
/// A value that never changes: setting hours gives a new week. PostgreSQL keeps it as <c>bit(168)</c>.
/// </summary>
public readonly record struct WeekHours
{
    public const int HoursInDay = 24;
    public const int HoursInPart = 6;
    public const int Length = 7 * HoursInDay;

    // Hours 0 to 127 and 128 to 167: two words make a common hour one AND, and the value comparable by itself.
    private readonly UInt128 early;
    private readonly ulong late;

    private WeekHours(UInt128 early, ulong late) => (this.early, this.late) = (early, late);

    /// <summary>No hour at all.</summary>
    public static WeekHours Never => default;

    /// <summary>Every hour of the week.</summary>
    public static WeekHours Always { get; } = new(UInt128.MaxValue, (1UL << (Length - 128)) - 1);

    /// <summary>How many hours there are.</summary>
    public int Count => (int)UInt128.PopCount(early) + BitOperations.PopCount(late);

    public bool IsEmpty => early == UInt128.Zero && late == 0;

    /// <summary>Whether the hour, 0 to 167, is one of them.</summary>
    public bool Has(int hour) => hour is >= 0 and < Length && ((hour < 128 ? early >> hour : late >> (hour - 128)) & 1) != 0;

    /// <summary>Whether every hour of that part of the day is one of them: a ticked box.</summary>
    public bool Has(DayOfWeek day, DayPart part) => Among(Part(day, part)) == Part(day, part);

    /// <summary>These hours and that part of the day: a box being ticked.</summary>
    public WeekHours With(DayOfWeek day, DayPart part) => And(Part(day, part));

    /// <summary>These hours without that part of the day: a box being cleared.</summary>
    public WeekHours Without(DayOfWeek day, DayPart part)
    {
        var cleared = Part(day, part);
        return new WeekHours(early & ~cleared.early, late & ~cleared.late);
    }

    /// <summary>The hours of either week.</summary>
    public WeekHours And(WeekHours other) => new(early | other.early, late | other.late);

    /// <summary>The hours the two weeks have in common.</summary>
    public WeekHours Among(WeekHours other) => new(early & other.early, late & other.late);

    /// <summary>Whether the two weeks have an hour in common.</summary>
    public bool Overlaps(WeekHours other) => !Among(other).IsEmpty;

    /// <summary>The first of these hours counted from the start of a day, going round the week; null when there is none.</summary>
    public int? FirstFrom(DayOfWeek day)
    {
        for (var i = 0; i < Length; i++)
        {
            var hour = (HourOf(day) + i) % Length;
            if (Has(hour))
            {
                return hour;
            }
        }

        return null;
    }

    public static WeekHours Part(DayOfWeek day, DayPart part) => Stretch(HourOf(day) + ((int)part * HoursInPart), HoursInPart);

    /// <summary>
    /// The hours of one date. Without times the whole day; with a start alone the hour it falls in, because a helper free only later would be late;
    /// with both, every hour that the time touches.
    /// </summary>
    public static WeekHours On(DateOnly date, TimeOnly? start = null, TimeOnly? end = null)
    {
        var first = start?.Hour ?? 0;
        var after = (start, end) switch
        {
            (_, { } to) => (int)Math.Ceiling(to.ToTimeSpan().TotalHours),
            ({ } from, null) => from.Hour + 1,
            _ => HoursInDay,
        };
        return Stretch(HourOf(date.DayOfWeek) + first, Math.Max(after - first, 0));
    }

    /// <summary>Any time from one day up to and including another; a week or more is every hour. A last day before the first means that last day alone.</summary>
    public static WeekHours Between(DateOnly from, DateOnly upTo)
    {
        var first = from < upTo ? from : upTo;
        var days = Math.Min(upTo.DayNumber - first.DayNumber + 1, 7);
        return Enumerable.Range(0, days).Aggregate(Never, (hours, i) => hours.And(On(first.AddDays(i))));
    }

    /// <summary>The week as the database keeps it.</summary>
    public BitArray ToBits()
    {
        var bits = new BitArray(Length);
        for (var hour = 0; hour < Length; hour++)
        {
            bits[hour] = Has(hour);
        }

        return bits;
    }

    /// <summary>The week the database keeps; hours missing at the end count as not there.</summary>
    public static WeekHours From(BitArray bits)
    {
        var words = new int[Math.Max((bits.Length + 31) / 32, 6)];
        bits.CopyTo(words, 0);
        UInt128 early = 0;
        for (var i = 3; i >= 0; i--)
        {
            early = early << 32 | (uint)words[i];
        }

        // What is set beyond the week's last hour is not there.
        return new WeekHours(early, ((ulong)(uint)words[5] << 32 | (uint)words[4]) & Always.late);
    }

    /// <summary>Whether any hour of that quarter of a day is one of them; 0 is Monday's first, 27 is Sunday's last.</summary>
    public bool Touches(int quarter)
    {
        var first = quarter * HoursInPart;
        var six = first >= 128 ? late >> (first - 128) : (ulong)(early >> first) | (first > 128 - HoursInPart ? late << (128 - first) : 0);
        return (six & 0b111111) != 0;
    }

    /// <summary>The quarters of a day that any of these hours touches, as 28 bits from Monday's first.</summary>
    public uint Quarters()
    {
        var quarters = 0u;
        for (var quarter = 0; quarter < Length / HoursInPart && !IsEmpty; quarter++)
        {
            quarters |= Touches(quarter) ? 1u << quarter : 0;
        }

        return quarters;
    }

    public static DayOfWeek DayOf(int hour) => (DayOfWeek)((hour / HoursInDay + 1) % 7);

    public static DayPart PartOf(int hour) => (DayPart)(hour % HoursInDay / HoursInPart);

    public override string ToString() => $"{Count} hours";

    // Monday is 0 in our weeks and 1 in DayOfWeek.
    private static int HourOf(DayOfWeek day) => ((int)day + 6) % 7 * HoursInDay;

    private static WeekHours Stretch(int first, int count)
    {
        UInt128 early = 0;
        ulong late = 0;
        for (var hour = first; hour < first + count; hour++)
        {
            if (hour < 128)
            {
                early |= UInt128.One << hour;
            }
            else
            {
                late |= 1UL << (hour - 128);
            }
        }

        return new WeekHours(early, late);
    }
}
