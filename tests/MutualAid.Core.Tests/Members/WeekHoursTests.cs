using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Tests.Matching;
using Xunit;

namespace MutualAid.Core.Tests.Members;

public sealed class WeekHoursTests
{
    private static readonly DateOnly Monday = new(2026, 5, 18);
    private static readonly DateOnly Tuesday = Monday.AddDays(1);

    [Fact]
    public void The_week_begins_on_Monday_at_midnight_and_ends_with_the_last_hour_of_Sunday()
    {
        WeekHours.Never.With(DayOfWeek.Monday, DayPart.Night).Has(0).Should().BeTrue();
        WeekHours.Never.With(DayOfWeek.Sunday, DayPart.Evening).Has(167).Should().BeTrue();
        WeekHours.Always.Has(168).Should().BeFalse();
        WeekHours.DayOf(0).Should().Be(DayOfWeek.Monday);
        WeekHours.DayOf(167).Should().Be(DayOfWeek.Sunday);
        WeekHours.PartOf(167).Should().Be(DayPart.Evening);
    }

    [Fact]
    public void Ticking_every_box_is_every_hour_and_clearing_them_all_is_none()
    {
        var boxes = from day in Enum.GetValues<DayOfWeek>() from part in Enum.GetValues<DayPart>() select (day, part);

        var full = boxes.Aggregate(WeekHours.Never, (week, box) => week.With(box.day, box.part));
        var cleared = boxes.Aggregate(full, (week, box) => week.Without(box.day, box.part));

        full.Should().Be(WeekHours.Always);
        full.Count.Should().Be(168);
        cleared.Should().Be(WeekHours.Never);
    }

    [Fact]
    public void A_box_is_ticked_only_when_all_of_its_hours_are_there()
    {
        var nineToTen = WeekHours.On(Tuesday, new TimeOnly(9, 0), new TimeOnly(10, 0));

        nineToTen.Has(DayOfWeek.Tuesday, DayPart.Morning).Should().BeFalse();
        nineToTen.With(DayOfWeek.Tuesday, DayPart.Morning).Has(DayOfWeek.Tuesday, DayPart.Morning).Should().BeTrue();
    }

    [Theory]
    [InlineData("09:30", null, 9, 1)]
    [InlineData("09:30", "11:15", 9, 3)]
    [InlineData("09:00", "11:00", 9, 2)]
    [InlineData("23:10", "23:59", 23, 1)]
    [InlineData(null, null, 0, 24)]
    [InlineData(null, "11:30", 0, 12)]
    public void A_date_covers_every_hour_its_times_touch(string? start, string? end, int first, int count)
    {
        var hours = WeekHours.On(Tuesday, start is null ? null : TimeOnly.Parse(start), end is null ? null : TimeOnly.Parse(end));

        hours.Count.Should().Be(count);
        Enumerable.Range(24 + first, count).Should().OnlyContain(hour => hours.Has(hour));
    }

    [Fact]
    public void Before_a_day_is_today_up_to_that_day_and_shrinks_as_it_comes_nearer()
    {
        var before = new PartTime(PartWhen.Before, Monday.AddDays(4));

        before.Hours(Monday).Count.Should().Be(5 * 24);
        before.Hours(Monday.AddDays(3)).Count.Should().Be(2 * 24);
        before.Hours(Monday.AddDays(3)).Has(DayOfWeek.Monday, DayPart.Morning).Should().BeFalse();
    }

    [Fact]
    public void Before_a_day_that_has_passed_is_that_day_of_the_week()
    {
        new PartTime(PartWhen.Before, Tuesday).Hours(Tuesday.AddDays(3)).Should().Be(WeekHours.On(Tuesday));
    }

    [Fact]
    public void Before_a_day_more_than_a_week_away_and_whenever_are_every_hour()
    {
        new PartTime(PartWhen.Before, Monday.AddDays(40)).Hours(Monday).Should().Be(WeekHours.Always);
        PartTime.Whenever.Hours(Monday).Should().Be(WeekHours.Always);
    }

    [Fact]
    public void Days_across_a_weekend_go_round_the_end_of_the_week()
    {
        var hours = WeekHours.Between(Monday.AddDays(6), Monday.AddDays(7));

        hours.Should().Be(WeekHours.On(Monday.AddDays(6)).And(WeekHours.On(Monday)));
        hours.FirstFrom(DayOfWeek.Sunday).Should().Be(144);
    }

    [Fact]
    public void A_part_on_a_day_counts_to_that_days_week_and_any_other_to_this_week()
    {
        new PartTime(PartWhen.OnDay, Monday.AddDays(9)).WeekOf(Tuesday).Should().Be(Monday.AddDays(7));
        new PartTime(PartWhen.Before, Monday.AddDays(9)).WeekOf(Tuesday).Should().Be(Monday);
        PartTime.Whenever.WeekOf(Tuesday).Should().Be(Monday);
    }

    [Fact]
    public void A_week_comes_back_from_the_database_as_it_went() => Prop.ForAll(MatchArbitrary.Week.ToArbitrary(), week =>
        WeekHours.From(week.ToBits()) == week).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_weeks_overlap_exactly_when_some_hour_is_in_both() => Prop.ForAll(MatchArbitrary.Week.ToArbitrary(), MatchArbitrary.Week.ToArbitrary(), (one, other) =>
        one.Overlaps(other) == Enumerable.Range(0, 168).Any(hour => one.Has(hour) && other.Has(hour))
        && one.Overlaps(other) == other.Overlaps(one)).QuickCheckThrowOnFailure();
}
