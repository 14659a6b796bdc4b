using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Words, and when it would be good, as the form sends them. Days and hours are read here, so that what was typed is never lost.</summary>
public class WordsInput
{
    private const string DayShape = "yyyy-MM-dd";

    public string? Words { get; set; }

    public WantedWhen? When { get; set; }

    public string? Day { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    public string? BeforeDay { get; set; }

    /// <summary>Fills the form from what was said before.</summary>
    public void Show(PostNeed asked)
    {
        (Words, When) = (asked.Words, asked.When);
        var day = asked.Day?.ToString(DayShape, CultureInfo.InvariantCulture);
        Day = asked.When == WantedWhen.Before ? null : day;
        BeforeDay = asked.When == WantedWhen.Before ? day : null;
        Start = asked.Start?.ToString("HH:mm", CultureInfo.InvariantCulture);
        End = asked.End?.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>The answers over what is known already; a day or an hour that cannot be read is said beside its field.</summary>
    public PostNeed Over(PostNeed asked, ModelStateDictionary state, Func<Phrase, string> say)
    {
        var onDay = When == WantedWhen.OnDay;
        var start = onDay ? ReadTime(Start, "Input.Start") : null;

        // Beside a start that cannot be read, an end says nothing yet.
        var startIsRead = string.IsNullOrWhiteSpace(Start) || start is not null;
        return asked with
        {
            Words = Words,
            When = When,
            Day = onDay ? ReadDay(Day, "Input.Day") : When == WantedWhen.Before ? ReadDay(BeforeDay, "Input.BeforeDay") : null,
            Start = start,
            End = onDay && startIsRead ? ReadTime(End, "Input.End") : null,
        };

        DateOnly? ReadDay(string? typed, string field)
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

        TimeOnly? ReadTime(string? typed, string field)
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
    }
}
