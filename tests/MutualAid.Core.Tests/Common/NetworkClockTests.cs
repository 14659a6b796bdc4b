using FluentAssertions;
using MutualAid.Core.Common;
using Xunit;

namespace MutualAid.Core.Tests.Common;

public sealed class NetworkClockTests
{
    [Theory]
    [InlineData("Europe/London", "2026-03-29 00:59", "2026-03-29T00:59:00Z")]
    [InlineData("Europe/London", "2026-03-29 01:30", "2026-03-29T01:30:00Z")]
    [InlineData("Europe/London", "2026-03-29 02:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/London", "2026-10-25 00:59", "2026-10-24T23:59:00Z")]
    [InlineData("Europe/London", "2026-10-25 01:30", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/London", "2026-10-25 02:00", "2026-10-25T02:00:00Z")]
    [InlineData("America/New_York", "2026-03-08 02:30", "2026-03-08T07:30:00Z")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:45:00Z")]
    [InlineData("Asia/Kathmandu", "2026-05-18 10:00", "2026-05-18T04:15:00Z")]
    public void A_local_hour_is_one_instant_even_on_the_nights_when_clocks_change(string zone, string local, string utc)
    {
        var typed = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        var instant = NetworkClock.ForZone(zone)!.At(DateOnly.FromDateTime(typed), TimeOnly.FromDateTime(typed));

        instant.Should().Be(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture));
        instant.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Every_quarter_of_an_hour_of_a_year_comes_back_to_itself_unless_the_clocks_skipped_or_doubled_it()
    {
        var clock = NetworkClock.ForZone("Europe/London")!;
        var changed = 0;
        for (var local = new DateTime(2026, 1, 1); local < new DateTime(2027, 1, 1); local = local.AddMinutes(15))
        {
            var back = clock.Local(clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)));
            changed += back == local ? 0 : 1;
        }

        changed.Should().Be(4, "only the four quarters that the spring skips move");
    }

    [Theory]
    [InlineData("2026-05-17", "2026-05-11")]
    [InlineData("2026-05-18", "2026-05-18")]
    [InlineData("2026-05-24", "2026-05-18")]
    [InlineData("2027-01-01", "2026-12-28")]
    public void A_week_begins_on_monday(string day, string monday) =>
        NetworkClock.WeekOf(Day(day)).Should().Be(Day(monday));

    [Fact]
    public void The_day_is_the_networks_own_and_a_zone_nobody_knows_is_none()
    {
        NetworkClock.ForZone("Pacific/Auckland")!.Day(new DateTimeOffset(2026, 5, 18, 13, 0, 0, TimeSpan.Zero)).Should().Be(Day("2026-05-19"));
        NetworkClock.ForZone("Millbrook/Mill").Should().BeNull();
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
