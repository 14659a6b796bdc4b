using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using MutualAid.Core.Common;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Days and hours as forms send them. They are read by hand, so that what was typed is never lost; what cannot be read is said beside its field.</summary>
public sealed class TypedDays(ModelStateDictionary state, Func<Phrase, string> say)
{
    private const string DayShape = "yyyy-MM-dd";

    public static string? Write(DateOnly? day) => day?.ToString(DayShape, CultureInfo.InvariantCulture);

    public static string? Write(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    public DateOnly? Day(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (DateOnly.TryParseExact(typed.Trim(), DayShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        state.AddModelError(field, say(Phrase.Of("Write the day with year, month and day, such as 2026-05-19.")));
        return null;
    }

    public TimeOnly? Time(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (TimeOnly.TryParseExact(typed.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        state.AddModelError(field, say(Phrase.Of("Write the time with hours and minutes, such as 14:30.")));
        return null;
    }

    /// <summary>A start and an end. Beside a start that cannot be read, an end says nothing yet.</summary>
    public (TimeOnly? Start, TimeOnly? End) Hours(string? start, string? end, string row)
    {
        var from = Time(start, row + "Start");
        return (from, string.IsNullOrWhiteSpace(start) || from is not null ? Time(end, row + "End") : null);
    }
}
