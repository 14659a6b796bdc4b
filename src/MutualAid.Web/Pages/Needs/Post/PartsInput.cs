using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>Several things and several days, as the form sends them.</summary>
public sealed class PartsInput
{
    private const int FirstThings = 3;
    private const int FirstDates = 4;
    private const int MoreDates = 6;

    public List<ThingInput> Things { get; set; } = [];

    public int? Helpers { get; set; } = 1;

    public DaysWanted? Days { get; set; }

    public List<DateInput> Dates { get; set; } = [];

    public RepeatEvery Every { get; set; }

    public List<DayOfWeek> Weekdays { get; set; } = [];

    public int? Interval { get; set; } = 1;

    public string? First { get; set; }

    public int? Times { get; set; }

    public string? Until { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    /// <summary>Fills the form from what was said before; the first thing is the kind that was picked.</summary>
    public void Show(PostNeed asked)
    {
        Things = asked.Things.Count > 0 ? [.. asked.Things.Select(ThingInput.Of)] : [new ThingInput { Kind = asked.KindId }];
        Dates = [.. asked.Dates.Where(date => !date.IsEmpty).Select(DateInput.Of)];
        (Helpers, Days, Every, Interval, Times) = (asked.Helpers, asked.Days, asked.Repeat.Every, asked.Repeat.Interval, asked.Repeat.Times);
        Weekdays = [.. asked.Repeat.Weekdays];
        (First, Until) = (TypedDays.Write(asked.Repeat.First), TypedDays.Write(asked.Repeat.Until));
        (Start, End) = (TypedDays.Write(asked.DatesStart), TypedDays.Write(asked.DatesEnd));
        MakeRoom();
    }

    /// <summary>Empty rows to write in, as many as the page begins with, or more when <paramref name="press"/> asks for them.</summary>
    public void MakeRoom(string? press = null)
    {
        var things = press == "thing" ? Things.Count + 1 : Math.Max(FirstThings, Things.Count);
        var dates = press == "dates" ? Dates.Count + MoreDates : Math.Max(FirstDates, Dates.Count);
        while (Things.Count < Math.Min(things, PartsPlan.MostThings))
        {
            Things.Add(new ThingInput());
        }

        while (Dates.Count < Math.Min(dates, Need.MaxParts))
        {
            Dates.Add(new DateInput());
        }
    }

    /// <summary>The answers over what is known already. What belongs to a choice that was not made is left out.</summary>
    public PostNeed Over(PostNeed asked, TypedDays typed)
    {
        var several = asked.When == WantedWhen.SeveralDays;
        var (picked, again) = (several && Days == DaysWanted.Picked, several && Days == DaysWanted.Again);
        var (start, end) = several ? typed.Hours(Start, End, "Input.") : (null, null);
        return asked with
        {
            Things = asked.SeveralThings ? [.. Things.Select((thing, i) => thing.Read(typed, $"Input.Things[{i}]."))] : [],
            Helpers = Helpers,
            Days = several ? Days : null,
            Dates = picked ? [.. Dates.Select((date, i) => date.Read(typed, $"Input.Dates[{i}]."))] : [],
            Repeat = again
                ? new PostRepeat
                {
                    Every = Every,
                    Weekdays = Every == RepeatEvery.Week ? Weekdays : [],
                    Interval = Interval,
                    First = typed.Day(First, "Input.First"),
                    Times = Times,
                    Until = typed.Day(Until, "Input.Until"),
                }
                : new PostRepeat(),
            DatesStart = start,
            DatesEnd = end,
        };
    }
}

/// <summary>One date among several, as the form sends it.</summary>
public sealed class DateInput
{
    public string? Day { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    /// <summary>Whether it says hours of its own, so that the fold around them stands open.</summary>
    public bool HasHours => !string.IsNullOrEmpty(Start) || !string.IsNullOrEmpty(End);

    public static DateInput Of(PickedDate date) => new() { Day = TypedDays.Write(date.Day), Start = TypedDays.Write(date.Start), End = TypedDays.Write(date.End) };

    public PickedDate Read(TypedDays typed, string row)
    {
        var (start, end) = typed.Hours(Start, End, row);
        return new PickedDate(typed.Day(Day, row + "Day"), start, end);
    }
}

/// <summary>One thing among several, as the form sends it.</summary>
public sealed class ThingInput
{
    public string? Kind { get; set; }

    public string? What { get; set; }

    public int? Helpers { get; set; } = 1;

    public WantedWhen? When { get; set; }

    public string? Day { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    /// <summary>Whether it says a time of its own, so that the fold around it stands open.</summary>
    public bool HasTime => When is not null || !string.IsNullOrEmpty(Day) || !string.IsNullOrEmpty(Start) || !string.IsNullOrEmpty(End);

    public static ThingInput Of(PostThing thing) => new()
    {
        Kind = thing.Kind,
        What = thing.What,
        Helpers = thing.Helpers,
        When = thing.When,
        Day = TypedDays.Write(thing.Day),
        Start = TypedDays.Write(thing.Start),
        End = TypedDays.Write(thing.End),
    };

    public PostThing Read(TypedDays typed, string row)
    {
        var (start, end) = typed.Hours(Start, End, row);
        return new PostThing { Kind = Kind, What = What, Helpers = Helpers, When = When, Day = typed.Day(Day, row + "Day"), Start = start, End = end };
    }
}
