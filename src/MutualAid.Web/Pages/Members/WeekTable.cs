using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Web.Pages.Members;

/// <summary>The week as a table of boxes: seven days, each in parts.</summary>
public static class WeekTable
{
    /// <summary>Monday first, as a week on the wall.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The parts in the order a day is lived; the night comes last because few tick it.</summary>
    public static IReadOnlyList<DayPart> Parts { get; } = [DayPart.Morning, DayPart.Afternoon, DayPart.Evening, DayPart.Night];

    public static IEnumerable<FreeTime> Boxes => Days.SelectMany(day => Parts.Select(part => new FreeTime(day, part)));

    public static Phrase Words(DayPart part) => part switch
    {
        DayPart.Morning => Phrase.Of("Morning"),
        DayPart.Afternoon => Phrase.Of("Afternoon"),
        DayPart.Evening => Phrase.Of("Evening"),
        _ => Phrase.Of("Night"),
    };

    /// <summary>From when to when, on a clock of 24 hours.</summary>
    public static Phrase Hours(DayPart part) => part switch
    {
        DayPart.Morning => Phrase.Of("6 to 12"),
        DayPart.Afternoon => Phrase.Of("12 to 18"),
        DayPart.Evening => Phrase.Of("18 to 24"),
        _ => Phrase.Of("0 to 6"),
    };

    /// <summary>The box as the form sends it.</summary>
    public static string Name(FreeTime box) => $"{box.Day}-{box.Part}";

    /// <summary>Reads a box back; null for anything the form never had.</summary>
    public static FreeTime? Parse(string name) => Boxes.Select(box => (FreeTime?)box).FirstOrDefault(box => Name(box!.Value) == name);

    /// <summary>Whether only some of the box's hours are set: ticking it sets the rest, leaving it keeps them.</summary>
    public static bool IsPartly(WeekHours week, FreeTime box) =>
        !week.Has(box.Day, box.Part) && week.Overlaps(WeekHours.Part(box.Day, box.Part));
}
