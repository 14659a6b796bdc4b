using FluentAssertions;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

public sealed class HardRulesTests
{
    [Fact]
    public void A_helper_whom_nothing_stands_against_may_be_asked() => HardRules.FirstBroken(Pairs.Fine()).Should().BeNull();

    [Fact]
    public void Nobody_is_asked_for_their_own_need() =>
        Refused(Pairs.Fine().Part(p => p with { AskerId = Pairs.Fine().Helper.MemberId }), HardRules.OwnNeed, "this is their own need");

    [Fact]
    public void Two_who_asked_not_to_be_paired_never_meet() =>
        Refused(Pairs.Fine().Between(b => b with { Blocked = true }), HardRules.Blocked, "asked not to be paired here");

    [Fact]
    public void A_block_sounds_to_the_helper_like_being_too_far_away_and_has_no_name_at_the_desk()
    {
        var blocked = Pairs.Fine().Between(b => b with { Blocked = true });
        var far = Pairs.Fine().Part(p => p with { Cell = new Cell(9, 9) });

        HardRules.Blocked.WhyNotYou(blocked).Should().Be(HardRules.Reach.WhyNotYou(far));
        HardRules.All.Where(rule => rule.Nameless).Should().Equal(HardRules.Blocked);
    }

    [Fact]
    public void Nobody_is_asked_for_the_same_part_twice() =>
        Refused(Pairs.Fine().Between(b => b with { AskedBefore = true }), HardRules.AskedBefore, "has been asked already");

    [Fact]
    public void Who_lives_with_somebody_on_it_is_left_out_where_homes_differ_and_hears_nothing_of_the_home()
    {
        var housemate = Pairs.Fine().Between(b => b with { HousemateIsOnIt = true });

        Refused(housemate, HardRules.HomesApart, "lives with somebody who is asked for it or has said yes");
        HardRules.HomesApart.WhyNotYou(housemate).ToString().Should().Be("somebody else has been asked already");
    }

    [Fact]
    public void A_kind_that_was_not_ticked_is_not_asked_for() =>
        Refused(Pairs.Fine().Helper(h => h with { Kinds = 1L << 3 }), HardRules.Kind, "doesn’t give this kind of help");

    [Theory]
    [InlineData(Vetting.New, Vetting.Approved, "nobody has talked with them yet")]
    [InlineData(Vetting.New, Vetting.Checked, "no current check")]
    [InlineData(Vetting.Approved, Vetting.Checked, "no current check")]
    public void A_kind_that_needs_more_vetting_waits_for_it(Vetting has, Vetting needs, string why) =>
        Refused(Pairs.Fine().Helper(h => h with { Vetting = has }).Part(p => p with { LowestVetting = needs }), HardRules.EnoughVetting, why);

    [Fact]
    public void A_check_holds_up_to_its_last_day_and_counts_as_approved_after_it()
    {
        var pairing = Pairs.Fine().Helper(h => h with { Vetting = Vetting.Checked, CheckedUntil = Pairs.Today }).Part(p => p with { LowestVetting = Vetting.Checked });

        HardRules.FirstBroken(pairing).Should().BeNull();
        Refused(pairing with { Today = Pairs.Today.AddDays(1) }, HardRules.EnoughVetting, "no current check");
        HardRules.FirstBroken((pairing with { Today = Pairs.Today.AddDays(1) }).Part(p => p with { LowestVetting = Vetting.Approved })).Should().BeNull();
    }

    [Fact]
    public void A_check_that_runs_out_before_the_visit_is_not_enough() =>
        Refused(
            Pairs.Fine().Helper(h => h with { Vetting = Vetting.Checked, CheckedUntil = Pairs.Today.AddDays(2) })
                .Part(p => p with { LowestVetting = Vetting.Checked, Time = new PartTime(PartWhen.OnDay, Pairs.Today.AddDays(3)) }),
            HardRules.EnoughVetting,
            "no current check");

    [Fact]
    public void One_language_in_common_is_enough_and_none_is_not()
    {
        HardRules.FirstBroken(Pairs.Fine().Part(p => p with { Languages = ["ar", "en"] })).Should().BeNull();
        Refused(Pairs.Fine().Part(p => p with { Languages = ["ar", "so"] }), HardRules.Language, "speaks none of the languages asked for");
    }

    [Fact]
    public void A_need_that_asks_for_no_language_takes_anyone() =>
        HardRules.FirstBroken(Pairs.Fine().Part(p => p with { Languages = [] }).Helper(h => h with { Languages = [] })).Should().BeNull();

    [Fact]
    public void A_cell_just_beyond_the_radius_counts_because_a_home_may_lie_at_its_near_edge()
    {
        // Two cells east is 2,000 m from centre to centre: 1,292 m and half a diagonal just reach it.
        HardRules.FirstBroken(Pairs.Fine().Part(p => p with { Cell = new Cell(2, 0) }).Helper(h => h with { Radius = 1_292 })).Should().BeNull();
        Refused(Pairs.Fine().Part(p => p with { Cell = new Cell(2, 0) }).Helper(h => h with { Radius = 1_291 }), HardRules.Reach, "it’s further than they go");
    }

    [Fact]
    public void Without_a_cell_the_same_area_counts_as_near()
    {
        var nowhere = Pairs.Fine().Part(p => p with { Cell = null });

        Refused(nowhere, HardRules.Reach, "it’s further than they go");
        HardRules.FirstBroken(nowhere.Part(p => p with { AreaId = Pairs.Fine().Helper.AreaId })).Should().BeNull();
        Refused(nowhere.Helper(h => h with { AreaId = null }), HardRules.Reach, "it’s further than they go");
    }

    [Fact]
    public void No_common_hour_is_no_match()
    {
        var tuesday = Pairs.Fine().Part(p => p with { Time = new PartTime(PartWhen.OnDay, Pairs.Today.AddDays(1), new TimeOnly(9, 30)) });

        HardRules.FirstBroken(tuesday.Helper(h => h with { Hours = WeekHours.Part(DayOfWeek.Tuesday, DayPart.Morning) })).Should().BeNull();
        Refused(tuesday.Helper(h => h with { Hours = WeekHours.Part(DayOfWeek.Tuesday, DayPart.Afternoon) }), HardRules.CommonHour, "not free at that time");
        Refused(Pairs.Fine().Helper(h => h with { Hours = WeekHours.Never }), HardRules.CommonHour, "not free at that time");
    }

    [Fact]
    public void Somebody_who_rests_is_left_alone_up_to_the_last_day()
    {
        var resting = Pairs.Fine().Helper(h => h with { RestUntil = Pairs.Today });

        Refused(resting, HardRules.NotResting, "resting until 05/18/2026");
        HardRules.FirstBroken(resting with { Today = Pairs.Today.AddDays(1) }).Should().BeNull();
    }

    [Fact]
    public void A_week_that_is_full_takes_nothing_more()
    {
        HardRules.FirstBroken(Pairs.Fine().Between(b => b with { HeldThatWeek = 1 })).Should().BeNull();
        Refused(Pairs.Fine().Between(b => b with { HeldThatWeek = 2 }), HardRules.RoomThatWeek, "at the limit set for that week (2 of 2)");
        Refused(Pairs.Fine().Helper(h => h with { WeeklyCapacity = 0 }), HardRules.RoomThatWeek, "at the limit set for that week (0 of 0)");
    }

    [Fact]
    public void A_day_that_is_full_takes_nothing_more_with_a_day_of_its_own()
    {
        var today = Pairs.Fine().Part(p => p with { Time = new PartTime(PartWhen.OnDay, Pairs.Today) }).Between(b => b with { HeldThatDay = 1 });
        var oneADay = today.Helper(h => h with { MostADay = 1 });

        Refused(oneADay, HardRules.RoomThatDay, "at the limit set for that day (1 of 1)");
        HardRules.FirstBroken(today).Should().BeNull("nobody set a limit");
        HardRules.FirstBroken(today.Helper(h => h with { MostADay = 2 })).Should().BeNull();
        HardRules.FirstBroken(oneADay.Part(p => p with { Time = PartTime.Whenever })).Should().BeNull("another day may do");
        HardRules.FirstBroken(oneADay.Part(p => p with { Time = new PartTime(PartWhen.OnDay, Pairs.Today.AddDays(-1)) })).Should().BeNull("that day is over, and another is to be found");
    }

    [Fact]
    public void The_first_rule_in_the_list_is_the_reason_given()
    {
        var allWrong = Pairs.Fine().Helper(h => h with { Kinds = 0, RestUntil = Pairs.Today, WeeklyCapacity = 0 });

        HardRules.FirstBroken(allWrong).Should().Be(HardRules.Kind);
        HardRules.FirstBroken(allWrong.Between(b => b with { Blocked = true })).Should().Be(HardRules.Blocked);
    }

    private static void Refused(Pairing pairing, HardRule by, string why)
    {
        HardRules.All.Where(rule => !rule.Allows(pairing)).Should().Equal(by);
        by.WhyNot(pairing).ToString().Should().Be(why);
        by.WhyNotYou(pairing).ToString().Should().NotBeEmpty();
    }
}
