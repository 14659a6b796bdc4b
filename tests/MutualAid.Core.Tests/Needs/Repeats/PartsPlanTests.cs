using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Repeats;

public sealed class PartsPlanTests
{
    private static readonly DateOnly Today = new(2026, 5, 18);
    private static readonly HashSet<string> Kinds = ["groceries", "cooked-meal", "ride"];

    private static PostNeed Ask => new() { KindId = "ride", When = WantedWhen.OnDay, Day = Today.AddDays(1), Start = new TimeOnly(9, 0), End = new TimeOnly(10, 0) };

    private static PostNeed Days => Ask with { When = WantedWhen.SeveralDays, Day = null, Start = null, End = null, DatesStart = new TimeOnly(18, 0) };

    private static PostNeed Weekly(int? times = 6, DateOnly? until = null) =>
        Days with { Days = DaysWanted.Again, Repeat = new PostRepeat { First = Today, Times = times, Until = until } };

    [Fact]
    public void A_simple_need_is_one_part_at_its_time()
    {
        var plan = PartsPlan.Of(Ask, Today);
        plan.Parts.Should().Equal(new NewPart("ride", null, new PartTime(PartWhen.OnDay, Today.AddDays(1), new TimeOnly(9, 0), new TimeOnly(10, 0))));
        (plan.Dates, plan.Capped, plan.Rule).Should().Be((0, false, null));
    }

    [Fact]
    public void Several_things_each_have_helpers_and_may_have_a_time_of_their_own()
    {
        var plan = PartsPlan.Of(
            Ask with
            {
                SeveralThings = true,
                Things =
                [
                    new PostThing { Kind = "groceries", What = " the list is on the door ", Helpers = 2, When = WantedWhen.Before, Day = Today },
                    new PostThing(),
                    new PostThing { Kind = "ride", Start = new TimeOnly(11, 45) },
                    new PostThing { Kind = "cooked-meal", When = WantedWhen.NoHurry },
                    new PostThing { Kind = "ride" },
                ],
            },
            Today);

        plan.Parts.Should().Equal(
            new NewPart("groceries", "the list is on the door", new PartTime(PartWhen.Before, Today), 2),
            new NewPart("ride", null, new PartTime(PartWhen.OnDay, Today.AddDays(1), new TimeOnly(11, 45))),
            new NewPart("cooked-meal", null, PartTime.Whenever),
            new NewPart("ride", null, new PartTime(PartWhen.OnDay, Today.AddDays(1), new TimeOnly(9, 0), new TimeOnly(10, 0))));
    }

    [Fact]
    public void A_weekly_repeat_on_several_weekdays_begins_with_the_first_of_them_from_its_first_day_on()
    {
        var repeat = new PostRepeat { First = Today.AddDays(1), Times = 5, Weekdays = [DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Friday] };
        repeat.Rule(5).Should().Be("FREQ=WEEKLY;BYDAY=MO,FR;COUNT=5");
        repeat.Dates().Select(day => day.DayNumber - Today.DayNumber).Should().Equal(4, 7, 11, 14, 18);
        (repeat with { Interval = 2 }).Dates().Select(day => day.DayNumber - Today.DayNumber).Should().Equal(4, 14, 18, 28, 32);
        (repeat with { Weekdays = [DayOfWeek.Tuesday] }).Rule(5).Should().Be("FREQ=WEEKLY;COUNT=5", "the first day says it already");
        (repeat with { Weekdays = [DayOfWeek.Thursday] }).Rule(5).Should().Be("FREQ=WEEKLY;BYDAY=TH;COUNT=5");
        (repeat with { Every = RepeatEvery.Day }).Rule(5).Should().Be("FREQ=DAILY;COUNT=5");

        string Words(params DayOfWeek[] days) => RepeatWords.Of((repeat with { Weekdays = days }).Rule(5), Today.AddDays(1))!.ToString();
        Words().Should().Be("Every Tuesday");
        Words(DayOfWeek.Thursday).Should().Be("Every Thursday");
        Words(DayOfWeek.Monday, DayOfWeek.Friday).Should().Be("Every Monday and Friday");
        Words(DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Friday).Should().Be("Every Monday, Friday and Sunday");
    }

    [Fact]
    public void Picked_days_come_in_order_and_once_each()
    {
        var plan = PartsPlan.Of(Days with { Days = DaysWanted.Picked, Helpers = 2, Dates = [new(Today.AddDays(4)), new(Today), new(Today.AddDays(4))] }, Today);
        plan.Parts.Should().Equal(
            new NewPart("ride", null, new PartTime(PartWhen.OnDay, Today, new TimeOnly(18, 0)), 2),
            new NewPart("ride", null, new PartTime(PartWhen.OnDay, Today.AddDays(4), new TimeOnly(18, 0)), 2));
        plan.Rule.Should().BeNull();
    }

    [Fact]
    public void A_picked_day_has_its_own_hours_or_those_of_every_day_and_may_come_twice_at_other_hours()
    {
        var (noon, eight) = (new TimeOnly(12, 0), new TimeOnly(20, 0));
        var plan = PartsPlan.Of(Days with { Days = DaysWanted.Picked, Dates = [new(Today, eight), new(Today.AddDays(1)), new(Today, noon, noon.AddHours(1))] }, Today);

        plan.Parts.Select(part => part.Time).Should().Equal(
            new PartTime(PartWhen.OnDay, Today, noon, noon.AddHours(1)),
            new PartTime(PartWhen.OnDay, Today, eight),
            new PartTime(PartWhen.OnDay, Today.AddDays(1), new TimeOnly(18, 0)));
        plan.Dates.Should().Be(3);
    }

    [Theory]
    [InlineData(RepeatEvery.Week, 1, "2026-05-18", 6, null, "FREQ=WEEKLY;COUNT=6", "2026-05-18", "2026-06-22", "Every Monday")]
    [InlineData(RepeatEvery.Week, 2, "2026-05-18", null, "2026-06-20", "FREQ=WEEKLY;INTERVAL=2;COUNT=3", "2026-05-18", "2026-06-15", "Every 2 weeks, on Monday")]
    [InlineData(RepeatEvery.Week, 1, "2026-05-18", 9, "2026-05-31", "FREQ=WEEKLY;COUNT=2", "2026-05-18", "2026-05-25", "Every Monday")]
    [InlineData(RepeatEvery.Day, 1, "2026-05-18", 3, null, "FREQ=DAILY;COUNT=3", "2026-05-18", "2026-05-20", "Every day")]
    [InlineData(RepeatEvery.Day, 3, "2026-05-18", 2, null, "FREQ=DAILY;INTERVAL=3;COUNT=2", "2026-05-18", "2026-05-21", "Every 3 days")]
    [InlineData(RepeatEvery.MonthDay, 1, "2026-05-31", 3, null, "FREQ=MONTHLY;COUNT=3", "2026-05-31", "2026-08-31", "Every month, on day 31")]
    [InlineData(RepeatEvery.MonthDay, 2, "2026-06-01", 2, null, "FREQ=MONTHLY;INTERVAL=2;COUNT=2", "2026-06-01", "2026-08-01", "Every 2 months, on day 1")]
    [InlineData(RepeatEvery.MonthWeekday, 1, "2026-05-19", 2, null, "FREQ=MONTHLY;BYDAY=3TU;COUNT=2", "2026-05-19", "2026-06-16", "Every month, on the third Tuesday")]
    [InlineData(RepeatEvery.MonthWeekday, 2, "2026-05-29", 2, null, "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2;COUNT=2", "2026-05-29", "2026-07-31", "Every 2 months, on the last Friday")]
    public void A_repeat_is_one_part_for_each_date_with_a_rule_and_words(
        RepeatEvery every, int interval, string first, int? times, string? until, string rule, string firstPart, string lastPart, string words)
    {
        var repeat = new PostRepeat { Every = every, Interval = interval, First = DateOnly.Parse(first), Times = times, Until = until is null ? null : DateOnly.Parse(until) };
        var plan = PartsPlan.Of(Days with { Days = DaysWanted.Again, Repeat = repeat }, Today);

        plan.Rule.Should().Be(rule);
        plan.Capped.Should().BeFalse();
        plan.Parts[0].Time.Day.Should().Be(DateOnly.Parse(firstPart));
        plan.Parts[^1].Time.Day.Should().Be(DateOnly.Parse(lastPart));
        RepeatWords.Of(plan.Rule, plan.Parts[0].Time.Day!.Value)!.ToString().Should().Be(words);
    }

    [Theory]
    [InlineData(26, 26, false)]
    [InlineData(27, 26, true)]
    [InlineData(1_000_000, 26, true)]
    public void More_than_26_are_capped_and_the_plan_says_so(int times, int kept, bool capped)
    {
        var plan = PartsPlan.Of(Weekly(times), Today);
        (plan.Parts.Count, plan.Dates, plan.Capped).Should().Be((kept, kept, capped));
        plan.Rule.Should().Be($"FREQ=WEEKLY;COUNT={kept}");
    }

    [Fact]
    public void Whole_dates_are_kept_when_several_things_are_capped_and_nothing_lies_more_than_a_year_ahead()
    {
        var things = Weekly(20) with { SeveralThings = true, Things = [new PostThing { Kind = "groceries" }, new PostThing { Kind = "cooked-meal" }, new PostThing { Kind = "ride", When = WantedWhen.Before, Day = Today }] };
        var plan = PartsPlan.Of(things, Today);
        (plan.Parts.Count, plan.Dates, plan.Capped).Should().Be((25, 12, true));

        var far = PartsPlan.Of(Weekly(20) with { Repeat = new PostRepeat { Every = RepeatEvery.MonthDay, First = Today, Times = 20 } }, Today);
        (far.Dates, far.Capped).Should().Be((13, true));
        far.Parts.Should().OnlyContain(part => !part.Time.Look(Today).Any());
    }

    [Fact]
    public void What_is_fine_is_left_alone()
    {
        Wrong(Ask).Should().BeEmpty();
        Wrong(Weekly()).Should().BeEmpty();
        Wrong(Weekly(null, Today.AddDays(30))).Should().BeEmpty();
        Wrong(Days with { Days = DaysWanted.Picked, Dates = [new(Today)], Helpers = 50 }).Should().BeEmpty();
        Wrong(Ask with { SeveralThings = true, Things = [new PostThing(), new PostThing { Kind = "ride", Start = new TimeOnly(8, 0) }] }).Should().BeEmpty();
    }

    public static TheoryData<PostNeed, string, string> Bad() => new()
    {
        { Weekly(null), "Times", "A repeat needs an end" },
        { Weekly(0), "Times", "1 or more" },
        { Weekly(null, Today.AddDays(-1)), "Until", "comes before the first" },
        { Weekly() with { Repeat = new PostRepeat { Times = 6 } }, "First", "Pick a day" },
        { Weekly() with { Repeat = new PostRepeat { First = Today.AddDays(-1), Times = 6 } }, "First", "The day has passed" },
        { Weekly() with { Repeat = new PostRepeat { First = Today.AddYears(2), Times = 6 } }, "First", "more than a year away" },
        { Weekly() with { Repeat = new PostRepeat { First = Today, Times = 6, Interval = 0 } }, "Interval", "from 1 to 12" },
        { Weekly() with { Repeat = new PostRepeat { First = Today, Times = 6, Every = (RepeatEvery)9 } }, "Every", "how often" },
        { Weekly() with { Helpers = 0 }, "Helpers", "from 1 to 50" },
        { Weekly() with { Helpers = 51 }, "Helpers", "from 1 to 50" },
        { Weekly() with { Helpers = null }, "Helpers", "from 1 to 50" },
        { Weekly() with { DatesEnd = new TimeOnly(17, 0) }, "End", "The end comes before the start" },
        { Days, "Days", "how the days go" },
        { Days with { Days = DaysWanted.Picked, Dates = [new(null)] }, "Dates[0].Day", "Pick a day" },
        { Days with { Days = DaysWanted.Picked, Dates = [new(Today), new(null), new(Today.AddDays(-1))] }, "Dates[2].Day", "The day has passed" },
        { Days with { Days = DaysWanted.Picked, Dates = [new(Today), new(null, new TimeOnly(9, 0))] }, "Dates[1].Day", "Pick a day" },
        { Days with { Days = DaysWanted.Picked, Dates = [new(Today, new TimeOnly(9, 0), new TimeOnly(8, 0))] }, "Dates[0].End", "The end comes before the start" },
        { Things(), "Things[0].Kind", "Pick what would help" },
        { Things(new PostThing { What = "cook" }), "Things[0].Kind", "Pick what would help" },
        { Things(new PostThing { Kind = "magic" }), "Things[0].Kind", "Pick what would help" },
        { Things(new PostThing { Kind = "ride", Helpers = 0 }), "Things[0].Helpers", "from 1 to 50" },
        { Things(new PostThing(), new PostThing { Kind = "ride", Helpers = 51 }), "Things[1].Helpers", "from 1 to 50" },
        { Things(new PostThing { Kind = "ride", What = new string('a', 121) }), "Things[0].What", "room for 120" },
        { Things(new PostThing { Kind = "ride", When = WantedWhen.OnDay }), "Things[0].Day", "Pick a day" },
        { Things(new PostThing { Kind = "ride", When = WantedWhen.OnDay, Day = Today.AddDays(-1) }), "Things[0].Day", "The day has passed" },
        { Things(new PostThing { Kind = "ride", Day = Today }), "Things[0].When", "Pick when it would be good" },
        { Things(new PostThing { Kind = "ride", Start = new TimeOnly(9, 0), End = new TimeOnly(8, 0) }), "Things[0].End", "The end comes before the start" },
        { Things(new PostThing { Kind = "ride", Start = new TimeOnly(9, 0) }) with { When = WantedWhen.NoHurry }, "Things[0].When", "Pick when it would be good" },
        { Things([.. Enumerable.Repeat(new PostThing { Kind = "ride" }, 9)]), "", "more than 8 things" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_is_said_beside_its_row(PostNeed asked, string field, string said) =>
        Wrong(asked).Should().ContainSingle().Which.Should().Match<FieldRefusal>(wrong => wrong.Field == field && wrong.Why.ToString().Contains(said));

    private static PostNeed Things(params PostThing[] things) => Ask with { SeveralThings = true, Things = things };

    private static List<FieldRefusal> Wrong(PostNeed asked)
    {
        var wrong = new List<FieldRefusal>();
        PartsRules.Look(asked, Kinds, Today, wrong);
        return wrong;
    }
}
