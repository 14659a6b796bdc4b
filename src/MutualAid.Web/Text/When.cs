using System.Globalization;
using MutualAid.Core.Places;

namespace MutualAid.Web.Text;

/// <summary>
/// Days, times and waits in clear words, in the reader's language and on the network's own clock.
/// The only place where a date or a time becomes text.
/// </summary>
public sealed class When(Words words, TimeProvider time, NetworkQueries network)
{
    /// <summary>"Tuesday 19 May"; with the year when it is another one.</summary>
    public async Task<string> DayAsync(DateOnly day, CancellationToken ct = default)
    {
        var today = (await network.ClockAsync(ct)).Day(time.GetUtcNow());
        return day.Year == today.Year ? Write(words.Language, day, words.Language.Days.Day) : DayAndYear(words.Language, day);
    }

    /// <summary>"today", "tomorrow", "yesterday", else the day.</summary>
    public async Task<string> NearDayAsync(DateOnly day, CancellationToken ct = default)
    {
        var today = (await network.ClockAsync(ct)).Day(time.GetUtcNow());
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => words["today"],
            1 => words["tomorrow"],
            -1 => words["yesterday"],
            _ => await DayAsync(day, ct),
        };
    }

    /// <summary>"Tuesday 19 May, 10 am".</summary>
    public async Task<string> AtAsync(DateTimeOffset at, CancellationToken ct = default)
    {
        var local = (await network.ClockAsync(ct)).Local(at);
        return words["{0}, {1}", await DayAsync(DateOnly.FromDateTime(local), ct), Time(TimeOnly.FromDateTime(local))];
    }

    /// <summary>How long ago something was: "2 days", "5 hours", "a few minutes".</summary>
    public string Since(DateTimeOffset at) => Span(time.GetUtcNow() - at);

    /// <summary>A stretch of time in whole days, else hours, else minutes.</summary>
    public string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => words.Count((int)span.TotalDays, "{0} day", "{0} days"),
        { TotalHours: >= 1 } => words.Count((int)span.TotalHours, "{0} hour", "{0} hours"),
        { TotalMinutes: >= 5 } => words.Count((int)span.TotalMinutes, "{0} minute", "{0} minutes"),
        _ => words["a few minutes"],
    };

    /// <summary>"10 am", "9.30 am".</summary>
    public string Time(TimeOnly at) => Time(words.Language, at);

    /// <summary>"10 am to 11.30 am".</summary>
    public string Times(TimeOnly from, TimeOnly to) => words["{0} to {1}", Time(from), Time(to)];

    /// <summary>The three words of a date tile: short weekday, day, short month.</summary>
    public (string Weekday, string Day, string Month) Tile(DateOnly day) =>
        (Write(words.Language, day, "ddd"), Write(words.Language, day, "%d"), Write(words.Language, day, "MMM"));

    /// <summary>"Tuesday 19 May 2026".</summary>
    public static string DayAndYear(SiteLanguage language, DateOnly day) => Write(language, day, language.Days.DayAndYear);

    /// <summary>A clock time as the language says it.</summary>
    public static string Time(SiteLanguage language, TimeOnly at)
    {
        if (!language.Days.TwelveHours)
        {
            return at.ToString("H:mm", CultureInfo.InvariantCulture);
        }

        // en-GB writes "am" and "pm"; a full hour needs no minutes.
        return at.ToString(at.Minute == 0 ? "h tt" : "h.mm tt", CultureInfo.InvariantCulture).ToLowerInvariant();
    }

    private static string Write(SiteLanguage language, DateOnly day, string shape) => day.ToString(shape, language.Culture);
}
