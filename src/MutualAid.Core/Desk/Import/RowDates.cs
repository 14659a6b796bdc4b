using System.Globalization;
using MutualAid.Core.Common;

namespace MutualAid.Core.Desk.Import;

/// <summary>Reads the date of a row: it is either right or flagged, never guessed.</summary>
internal static class RowDates
{
    /// <summary>The instant in UTC, null when there is none to be read; and what to tell about it, null when nothing.</summary>
    public static (DateTimeOffset? At, Phrase? Flag) Read(string text, DateColumn column)
    {
        if (text.Length == 0)
        {
            return (null, Phrase.Of("There is no date. The time of the import is kept instead."));
        }

        foreach (var format in column.Formats)
        {
            if (CarriesOffset(format))
            {
                if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                {
                    return (at.ToUniversalTime(), null);
                }
            }
            else if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return (column.Clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)), ClockChange(local, column.Clock.Zone));
            }
        }

        return (null, Phrase.Of("The date “{0}” could not be read. The time of the import is kept instead.", text.Length > 60 ? text[..59] + "…" : text));
    }

    private static bool CarriesOffset(string format) => format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);

    private static Phrase? ClockChange(DateTime local, TimeZoneInfo zone) =>
        zone.IsInvalidTime(local) ? Phrase.Of("The clocks skipped this hour. It is read as the time after the gap.")
        : zone.IsAmbiguousTime(local) ? Phrase.Of("This hour came twice when the clocks went back. The first one is kept.")
        : null;
}
