using Microsoft.AspNetCore.Mvc.ModelBinding;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Words, and when it would be good, as the form sends them.</summary>
public class WordsInput
{
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
        Day = asked.When == WantedWhen.Before ? null : TypedDays.Write(asked.Day);
        BeforeDay = asked.When == WantedWhen.Before ? TypedDays.Write(asked.Day) : null;
        Start = TypedDays.Write(asked.Start);
        End = TypedDays.Write(asked.End);
    }

    /// <summary>The answers over what is known already; a day or an hour that cannot be read is said beside its field.</summary>
    public PostNeed Over(PostNeed asked, ModelStateDictionary state, Func<Phrase, string> say)
    {
        var onDay = When == WantedWhen.OnDay;
        var typed = new TypedDays(state, say);
        var (start, end) = onDay ? typed.Hours(Start, End, "Input.") : (null, null);
        return asked with
        {
            Words = Words,
            When = When,
            Day = onDay ? typed.Day(Day, "Input.Day") : When == WantedWhen.Before ? typed.Day(BeforeDay, "Input.BeforeDay") : null,
            Start = start,
            End = end,
        };
    }
}
