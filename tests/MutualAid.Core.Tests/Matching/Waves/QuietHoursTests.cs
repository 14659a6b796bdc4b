using FluentAssertions;
using MutualAid.Core.Matching.Waves;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Waves;

public sealed class QuietHoursTests
{
    private static readonly DateOnly Spring = new(2026, 3, 29); // Europe/Madrid goes from 2 to 3
    private static readonly DateOnly Autumn = new(2026, 10, 25); // and from 3 back to 2

    [Theory]
    [InlineData(21, 59, false)]
    [InlineData(22, 0, true)]
    [InlineData(0, 0, true)]
    [InlineData(6, 59, true)]
    [InlineData(7, 0, false)]
    public void The_night_is_from_ten_to_seven(int hour, int minute, bool quiet) =>
        QuietHours.Default.Hold(Calls.Madrid, Calls.Madrid.At(new DateOnly(2026, 5, 18), new TimeOnly(hour, minute))).Should().Be(quiet);

    [Fact]
    public void A_night_in_which_the_clocks_change_is_over_at_seven_all_the_same()
    {
        foreach (var (day, hours) in new[] { (Spring, 8), (Autumn, 10) })
        {
            var ten = Calls.Madrid.At(day.AddDays(-1), new TimeOnly(22, 0));

            var end = QuietHours.Default.End(Calls.Madrid, ten);

            end.Should().Be(Calls.Madrid.At(day, new TimeOnly(7, 0))).And.Be(ten.AddHours(hours));
            for (var at = ten; at < end; at = at.AddMinutes(10))
            {
                QuietHours.Default.Hold(Calls.Madrid, at).Should().BeTrue();
                QuietHours.Default.End(Calls.Madrid, at).Should().Be(end);
            }

            QuietHours.Default.Hold(Calls.Madrid, end).Should().BeFalse();
        }
    }

    [Fact]
    public void Hours_within_one_day_and_no_hours_at_all_work_too()
    {
        var siesta = new QuietHours(new TimeOnly(14, 0), new TimeOnly(16, 0));
        var three = Calls.Madrid.At(new DateOnly(2026, 5, 18), new TimeOnly(15, 0));

        siesta.End(Calls.Madrid, three).Should().Be(three.AddHours(1));
        siesta.End(Calls.Madrid, three.AddHours(2)).Should().Be(three.AddHours(2), "nothing holds then");
        QuietHours.None.Hold(Calls.Madrid, Calls.Madrid.At(new DateOnly(2026, 5, 18), TimeOnly.MinValue)).Should().BeFalse();
    }
}
