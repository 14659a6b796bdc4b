using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Needs.Repeats;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Repeats;

public sealed partial class RecurrenceTests
{
    private static readonly NetworkClock London = NetworkClock.ForZone("Europe/London")!;

    [Theory]
    [InlineData("FREQ=WEEKLY;COUNT=3", "2026-05-18", "2026-05-18 2026-05-25 2026-06-01")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;UNTIL=20260615", "2026-05-18", "2026-05-18 2026-06-01 2026-06-15")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=4", "2026-05-20", "2026-05-20 2026-05-22 2026-05-25 2026-05-27")]
    [InlineData("FREQ=DAILY;COUNT=3", "2024-02-28", "2024-02-28 2024-02-29 2024-03-01")]
    [InlineData("FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData("FREQ=MONTHLY;BYDAY=3TU;COUNT=3", "2026-05-19", "2026-05-19 2026-06-16 2026-07-21")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "2026-05-29", "2026-05-29 2026-06-26")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1;COUNT=2", "2026-05-31", "2026-05-31 2026-07-31")]
    [InlineData("FREQ=YEARLY;COUNT=2", "2024-02-29", "2024-02-29 2028-02-29")]
    [InlineData("freq=weekly;count=1", "2026-05-18", "2026-05-18")]
    public void A_rule_gives_its_days(string rule, string start, string days) =>
        string.Join(' ', Recurrence.Read(rule)!.From(Day(start)).Select(at => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).Should().Be(days);

    [Theory]
    [InlineData("")]
    [InlineData("every Monday")]
    [InlineData("INTERVAL=2")]
    [InlineData("FREQ=")]
    [InlineData("FREQ=3")]
    [InlineData("FREQ=FORTNIGHTLY")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0")]
    [InlineData("FREQ=WEEKLY;COUNT=-1")]
    [InlineData("FREQ=WEEKLY;COUNT=many")]
    [InlineData("FREQ=WEEKLY;UNTIL=soon")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX")]
    [InlineData("FREQ=WEEKLY;BYDAY=")]
    [InlineData("FREQ=WEEKLY;BYHOUR=9,x")]
    [InlineData("FREQ=WEEKLY;WKST=8")]
    [InlineData("FREQ=WEEKLY;COLOUR=RED")]
    public void What_is_no_rule_is_read_as_none(string rule) => Recurrence.Read(rule).Should().BeNull();

    [Fact]
    public void A_rule_that_never_comes_true_ends_all_the_same() =>
        Recurrence.Read("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")!.From(Day("2026-05-18")).Should().BeEmpty();

    [Fact]
    public void A_rule_without_an_end_is_read_as_far_as_it_is_asked_and_stops_where_the_calendar_does()
    {
        var endless = Recurrence.Read("FREQ=YEARLY")!;
        endless.Ends.Should().BeFalse();
        endless.From(Day("2026-05-18")).Take(3).Should().HaveCount(3);
        endless.From(new DateTime(9_998, 1, 1)).Should().HaveCount(2);
        Recurrence.Read("FREQ=WEEKLY")!.From(new DateTime(9_999, 12, 30)).Should().ContainSingle();
    }

    // In London the clocks go forward on 29 March 2026 (1 o'clock becomes 2) and back on 25 October (2 becomes 1).
    [Theory]
    [InlineData("2026-03-22 09:00", "2026-03-22 09:00Z 2026-03-29 08:00Z 2026-04-05 08:00Z")]
    [InlineData("2026-10-18 09:00", "2026-10-18 08:00Z 2026-10-25 09:00Z 2026-11-01 09:00Z")]
    [InlineData("2026-03-22 01:30", "2026-03-22 01:30Z 2026-03-29 01:30Z 2026-04-05 00:30Z")]
    [InlineData("2026-10-18 01:30", "2026-10-18 00:30Z 2026-10-25 00:30Z 2026-11-01 01:30Z")]
    public void The_hour_on_the_wall_stays_through_both_changes_of_the_clocks(string start, string instants)
    {
        var times = Recurrence.Read("FREQ=WEEKLY;COUNT=3")!.Instants(Day(start), London);
        string.Join(' ', times.Select(at => at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture))).Should().Be(instants);
    }

    [SharedDataFact]
    public void Two_other_libraries_and_this_one_agree()
    {
        var rows = File.ReadAllLines(SharedData.File("calendar/rrule_cases.csv")).Skip(1).Select(Cells).Where(row => row[^1] == "yes").ToList();
        rows.Should().HaveCount(117);
        var apart = rows
            .Select(row => (Case: row[0], Rule: row[2], Wanted: row[5], Given: Expand(row[2], row[3])))
            .Where(row => row.Wanted != row.Given)
            .Select(row => $"{row.Case} {row.Rule}: {row.Given[..Math.Min(200, row.Given.Length)]}");
        apart.Should().BeEmpty();
    }

    private static string Expand(string rule, string start)
    {
        var (whole, zulu) = (start.Contains('T', StringComparison.Ordinal), start.EndsWith('Z') ? "Z" : "");
        var shape = whole ? "yyyyMMdd'T'HHmmss" : "yyyyMMdd";
        return string.Join(',', Recurrence.Read(rule)!.From(Recurrence.ReadTime(start)!.Value).Select(at => at.ToString(shape, CultureInfo.InvariantCulture) + zulu));
    }

    private static DateTime Day(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static List<string> Cells(string line) => [.. Cell().Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)];

    [GeneratedRegex("(?:^|,)(?:\"([^\"]*)\"|([^,]*))")]
    private static partial Regex Cell();
}
