using FluentAssertions;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Waves;

public sealed class WavePolicyTests
{
    [Theory]
    [InlineData(Urgency.Normal, 3, 45)]
    [InlineData(Urgency.Urgent, 5, 15)]
    [InlineData(Urgency.Critical, 8, 5)]
    public void So_many_are_asked_at_once_at_most_and_have_so_long(Urgency urgency, int most, int minutes)
    {
        var decision = Calls.Policy.Decide(Calls.Call(urgency), Calls.Helpers(20));

        decision.Step.Should().Be(WaveStep.Ask);
        decision.Asked().Should().Equal(Enumerable.Range(1, most).Select(Calls.Id));
        decision.Asks.Should().OnlyContain(a => a.AnswerBy == Calls.Noon.AddMinutes(minutes) && a.Wave == 1);
        decision.Progress.Should().Be(new WaveProgress(1, most, most));
    }

    [Theory]
    [InlineData(0.8, 1)]
    [InlineData(0.79, 2)]
    [InlineData(0.553, 2)] // 1 - 0.447² = 0.8002
    [InlineData(0.552, 3)] // 1 - 0.448² = 0.7993
    [InlineData(0.3, 3)]
    public void No_more_are_asked_than_make_a_yes_likely_enough(double each, int asked) =>
        Calls.Policy.Decide(Calls.Call(), Calls.Helpers(20, each)).Asks.Should().HaveCount(asked);

    [Fact]
    public void The_order_is_by_points_then_by_the_chance_of_a_yes_then_by_the_id()
    {
        WaveCandidate[] helpers = [Calls.Helper(1, 0.1), Calls.Helper(2, 0.2), Calls.Helper(3, 0.1), Calls.Helper(4, 0.1, 511), Calls.Helper(5, 0, 400)];

        Calls.Policy.Decide(Calls.Call(), helpers).Asked().Should().Equal(Calls.Id(4), Calls.Id(2), Calls.Id(1));
    }

    [Fact]
    public void Who_says_no_or_nothing_is_replaced_at_once_and_the_next_ask_begins_the_next_wave()
    {
        var helpers = Calls.Helpers(20, with: c => c.HelperId.CompareTo(Calls.Id(3)) <= 0 ? c with { AskedBefore = true } : c);
        var call = Calls.Call() with { Waiting = [0.1, 0.1], Progress = new WaveProgress(1, 3, 3) };

        var decision = Calls.Policy.Decide(call, helpers);

        decision.Asked().Should().Equal(Calls.Id(4));
        decision.Progress.Should().Be(new WaveProgress(2, 3, 1));
        decision.HandOver.Should().BeNull();
    }

    [Fact]
    public void Nobody_more_is_asked_while_enough_are_thinking()
    {
        Calls.Policy.Decide(Calls.Call() with { Waiting = [0.5, 0.6] }, Calls.Helpers(20)).Step.Should().Be(WaveStep.Enough, "1 - 0.5 × 0.4 is 0.8");
        Calls.Policy.Decide(Calls.Call() with { Waiting = [0.1, 0.1, 0.1] }, Calls.Helpers(20)).Step.Should().Be(WaveStep.Enough, "three is the most");
    }

    [Theory]
    [InlineData(4, HandOver.TooFew, 0)]
    [InlineData(5, null, 3)]
    public void With_fewer_than_five_there_is_no_wave_and_a_coordinator_rings(int helpers, HandOver? why, int asked)
    {
        var decision = Calls.Policy.Decide(Calls.Call(), Calls.Helpers(helpers));

        decision.HandOver.Should().Be(why);
        decision.Asks.Should().HaveCount(asked);
    }

    [Fact]
    public void Who_takes_a_break_does_not_count_to_the_five_and_is_not_asked()
    {
        var helpers = Calls.Helpers(5);
        helpers[0] = helpers[0] with { Paused = true };

        Calls.Policy.Decide(Calls.Call(), helpers).HandOver.Should().Be(HandOver.TooFew);
        Calls.Policy.Decide(Calls.Call() with { HandedOver = true }, helpers).HandOver.Should().BeNull("a coordinator is told once");
        Calls.Policy.Decide(Calls.Call(), [.. helpers, Calls.Helper(9)]).Asked().Should().NotContain(Calls.Id(1));
    }

    [Theory]
    [InlineData(719, null)]
    [InlineData(720, HandOver.HalfTime)]
    public void A_coordinator_is_told_at_half_the_time_and_neighbours_are_asked_on(int minutes, HandOver? why)
    {
        var decision = Calls.Policy.Decide(
            Calls.Call() with { Since = Calls.Noon.AddMinutes(-minutes), Deadline = Calls.Noon.AddMinutes(1_440 - minutes) }, Calls.Helpers(20));

        decision.HandOver.Should().Be(why);
        decision.Asks.Should().HaveCount(3);
        decision.LookAgainAt.Should().Be(why is null ? Calls.Noon.AddMinutes(1) : null);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, HandOver.WavesSpent)]
    public void A_coordinator_is_told_before_a_fourth_wave(int waves, HandOver? why) =>
        Calls.Policy.Decide(Calls.Call() with { Progress = new WaveProgress(waves, 3, 3) }, Calls.Helpers(20)).HandOver.Should().Be(why);

    [Fact]
    public void A_coordinator_is_told_when_nobody_is_left_and_no_answer_is_out()
    {
        var helpers = Calls.Helpers(6, with: c => c with { AskedBefore = true });

        Calls.Policy.Decide(Calls.Call() with { Progress = new WaveProgress(2, 3, 3) }, helpers).Should().Match<WaveDecision>(
            d => d.Step == WaveStep.NobodyLeft && d.HandOver == HandOver.NobodyLeft && d.Barred[WaveBar.AskedBefore] == 6);
        Calls.Policy.Decide(Calls.Call() with { Progress = new WaveProgress(2, 3, 3), Waiting = [0.1] }, helpers).HandOver.Should().BeNull();
        Calls.Policy.Decide(Calls.Call() with { Progress = new WaveProgress(2, 3, 3), HandedOver = true }, helpers).HandOver.Should().BeNull();
    }

    [Fact]
    public void A_network_may_stop_asking_where_a_coordinator_takes_over()
    {
        var policy = new WavePolicy(WaveSettings.Default with { AskOnAfterHandOver = false }, Calls.Madrid);

        policy.Decide(Calls.Call() with { HandedOver = true }, Calls.Helpers(20)).Should().Match<WaveDecision>(d => d.Step == WaveStep.WithCoordinator && d.Asks.IsEmpty);
        policy.Decide(Calls.Call() with { Since = Calls.Noon.AddDays(-2) }, Calls.Helpers(20)).Should().Match<WaveDecision>(d => d.HandOver == HandOver.HalfTime && d.Asks.IsEmpty);
        policy.Decide(Calls.Call() with { Progress = new WaveProgress(3, 3, 3) }, Calls.Helpers(20)).Should().Match<WaveDecision>(d => d.HandOver == HandOver.WavesSpent && d.Asks.IsEmpty);
    }

    [Fact]
    public void After_the_deadline_nobody_is_asked_and_a_coordinator_knows()
    {
        var decision = Calls.Policy.Decide(Calls.Call() with { Deadline = Calls.Noon }, Calls.Helpers(20));

        decision.Asks.Should().BeEmpty();
        decision.HandOver.Should().Be(HandOver.HalfTime);
    }

    [Theory]
    [InlineData(Urgency.Normal, 5, true)]
    [InlineData(Urgency.Normal, 6, false)]
    [InlineData(Urgency.Urgent, 9, true)]
    [InlineData(Urgency.Urgent, 10, false)]
    [InlineData(Urgency.Critical, 9, true)]
    [InlineData(Urgency.Critical, 10, false)]
    public void Six_asks_in_seven_days_are_enough_and_ten_when_it_is_urgent(Urgency urgency, int askedLately, bool asked)
    {
        var bar = Calls.Policy.BarOf(Calls.Helper(1) with { AskedLately = askedLately }, urgency, Calls.Noon);

        bar.Should().Be(asked ? null : askedLately < 10 ? WaveBar.SoftBudget : WaveBar.HardBudget);
    }

    [Theory]
    [InlineData(Urgency.Urgent, true, WaveBar.QuietHours)]
    [InlineData(Urgency.Critical, false, WaveBar.QuietHours)]
    [InlineData(Urgency.Critical, true, null)]
    public void At_night_only_a_critical_need_asks_and_only_who_allowed_it(Urgency urgency, bool allowed, WaveBar? bar)
    {
        var night = Calls.Madrid.At(new DateOnly(2026, 5, 18), new TimeOnly(23, 30));

        Calls.Policy.BarOf(Calls.Helper(1) with { EvenAtNight = allowed }, urgency, night).Should().Be(bar);
    }

    [Fact]
    public void A_need_of_the_night_waits_for_the_morning_and_is_not_given_up()
    {
        var night = Calls.Madrid.At(new DateOnly(2026, 5, 18), new TimeOnly(22, 0));

        var decision = Calls.Policy.Decide(Calls.Call(now: night), Calls.Helpers(20));

        decision.Step.Should().Be(WaveStep.Quiet);
        decision.HandOver.Should().BeNull();
        decision.LookAgainAt.Should().Be(Calls.Madrid.At(new DateOnly(2026, 5, 19), new TimeOnly(7, 0)));
    }

    [Fact]
    public void One_question_at_a_time() =>
        Calls.Policy.Decide(Calls.Call(), Calls.Helpers(6, with: c => c with { BeingAsked = c.HelperId == Calls.Id(1) })).Asked()
            .Should().Equal(Calls.Id(2), Calls.Id(3), Calls.Id(4));

    [Fact]
    public void Without_haste_the_board_is_enough_until_five_days_before_the_deadline()
    {
        var call = Calls.Call() with { Deadline = Calls.Noon.AddDays(5).AddMinutes(1) };

        Calls.Policy.Decide(call, Calls.Helpers(20)).Should().Match<WaveDecision>(d => d.Step == WaveStep.BoardOnly && d.Asks.IsEmpty && d.LookAgainAt == Calls.Noon.AddMinutes(1));
        Calls.Policy.Decide(call with { Deadline = Calls.Noon.AddDays(5) }, Calls.Helpers(20)).Step.Should().Be(WaveStep.Ask);
        Calls.Policy.Decide(call with { Deadline = null }, Calls.Helpers(20)).Step.Should().Be(WaveStep.BoardOnly);
        Calls.Policy.Decide(call with { Deadline = null, Urgency = Urgency.Urgent }, Calls.Helpers(20)).Step.Should().Be(WaveStep.Ask);
    }

    [Theory]
    [InlineData(0.67, 4)]
    [InlineData(0.68, 3)]
    public void An_area_left_behind_gets_one_more_place_in_each_wave(double areaFill, int asked) =>
        Calls.Policy.Decide(Calls.Call() with { AreaFill = areaFill, NetworkFill = 0.8 }, Calls.Helpers(20)).Asks.Should().HaveCount(asked, "0.85 × 0.8 is 0.68");

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    public void Where_neighbours_were_asked_a_lot_fewer_are_asked_at_once(int askedLately, int asked)
    {
        var helpers = Calls.Helpers(20, with: c => c with { AskedLately = askedLately });

        Calls.Policy.Decide(Calls.Call(), helpers).Asks.Should().HaveCount(asked);
        Calls.Policy.Decide(Calls.Call(), helpers).Progress.Should().Be(new WaveProgress(1, 3, asked), "the wave is as large, it only takes longer");
        Calls.Policy.Decide(Calls.Call(Urgency.Urgent), helpers).Asks.Should().HaveCount(5, "what is urgent does not wait");
        new WavePolicy(WaveSettings.Default with { SpareTheTired = false }, Calls.Madrid).Decide(Calls.Call(), helpers).Asks.Should().HaveCount(3);
    }

    [Fact]
    public void Two_places_take_twice_as_many_asks_and_both_have_to_be_likely()
    {
        Calls.Policy.Decide(Calls.Call() with { Places = 2 }, Calls.Helpers(20)).Asks.Should().HaveCount(6);
        Calls.Policy.Decide(Calls.Call() with { Places = 2 }, Calls.Helpers(20, 0.9)).Asks.Should().HaveCount(2, "0.9 × 0.9 is 0.81");
        WavePolicy.ChanceOf([0.5, 0.5, 0.5], 2).Should().BeApproximately(0.5, 1e-12);
        WavePolicy.ChanceOf([0.5], 2).Should().Be(0);
    }

    [Theory]
    [InlineData(100, 20, false)]
    [InlineData(100, 21, true)]
    [InlineData(0, 0, false)]
    public void The_alarm_sounds_when_more_than_a_fifth_are_at_their_budget(int mayBeAsked, int atBudget, bool sounds) =>
        Calls.Policy.AsksExceed(mayBeAsked, atBudget).Should().Be(sounds);

    [Fact]
    public void Settings_that_could_never_ask_are_refused()
    {
        foreach (var wrong in new[]
        {
            WaveSettings.Default with { Enough = 0 }, WaveSettings.Default with { Enough = 1 }, WaveSettings.Default with { Enough = double.NaN }, WaveSettings.Default with { MostAtOnce = 0 },
            WaveSettings.Default with { HandOverAfter = 0 }, WaveSettings.Default with { SoftBudget = -1 }, WaveSettings.Default with { Wait = TimeSpan.Zero },
        })
        {
            new Action(() => _ = new WavePolicy(wrong, Calls.Madrid)).Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void No_helper_at_all_and_numbers_that_are_none_end_in_an_answer()
    {
        Calls.Policy.Decide(Calls.Call(), []).HandOver.Should().Be(HandOver.TooFew);
        Calls.Policy.Decide(Calls.Call(), Calls.Helpers(9, double.NaN)).Should().Match<WaveDecision>(d => d.Asks.Length == 3 && d.Chance == 0);
        Calls.Policy.Decide(Calls.Call() with { Places = 0 }, Calls.Helpers(9, 7)).Should().Match<WaveDecision>(d => d.Asks.Length == 1 && d.Chance == 1);
    }
}
