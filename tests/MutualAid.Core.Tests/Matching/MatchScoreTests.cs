using FluentAssertions;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

public sealed class MatchScoreTests
{
    [Theory]
    [InlineData(0, 400)]
    [InlineData(1, 200)]
    [InlineData(2, 0)]
    [InlineData(5, 0)]
    public void Nearness_is_measured_against_the_helpers_own_reach(int cellsEast, int points) =>
        Points(Pairs.Fine().Part(p => p with { Cell = new Cell(cellsEast, 0) }), MatchFeature.Nearness).Should().Be(points);

    [Fact]
    public void A_need_known_by_its_area_alone_is_half_near() =>
        Points(Pairs.Fine().Part(p => p with { Cell = null, AreaId = Pairs.Fine().Helper.AreaId }), MatchFeature.Nearness).Should().Be(200);

    [Fact]
    public void A_reach_of_nothing_is_near_only_in_its_own_cell()
    {
        var stays = Pairs.Fine().Helper(h => h with { Radius = 0 });
        Points(stays, MatchFeature.Nearness).Should().Be(400);
        Points(stays.Part(p => p with { Cell = new Cell(1, 0) }), MatchFeature.Nearness).Should().Be(0);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 66)]
    [InlineData(3, 7, 200)]
    [InlineData(9, 7, 200)]
    [InlineData(9, 8, 100)]
    public void Help_that_went_well_counts_up_to_three_times_and_half_after_eight_weeks(int together, int weeks, int points) =>
        Points(Pairs.Fine().Between(b => b with { DoneTogether = together, TogetherSince = Pairs.Today.AddDays(-7 * weeks) }), MatchFeature.Continuity).Should().Be(points);

    [Theory]
    [InlineData("en", 80)]
    [InlineData("ar", 40)]
    public void The_easiest_language_of_the_asker_counts_most(string spoken, int points) =>
        Points(Pairs.Fine().Part(p => p with { Languages = ["en", "ar"] }).Helper(h => h with { Languages = [spoken] }), MatchFeature.LanguageComfort).Should().Be(points);

    [Fact]
    public void A_need_that_asks_for_no_language_gives_no_points_for_one() =>
        Points(Pairs.Fine().Part(p => p with { Languages = [] }), MatchFeature.LanguageComfort).Should().Be(0);

    [Theory]
    [InlineData(9, 10, 120)]
    [InlineData(9, 13, 90)]
    [InlineData(11, 13, 60)]
    public void Free_for_all_of_the_time_counts_more_than_free_for_some_of_it(int from, int to, int points) =>
        Points(
            Pairs.Fine().Part(p => p with { Time = new PartTime(PartWhen.OnDay, Pairs.Today, new TimeOnly(from, 0), new TimeOnly(to, 0)) })
                .Helper(h => h with { Hours = WeekHours.Part(DayOfWeek.Monday, DayPart.Morning) }),
            MatchFeature.TimeFit).Should().Be(points);

    [Fact]
    public void A_quarter_of_a_day_is_enough_when_any_time_will_do() =>
        Points(Pairs.Fine().Helper(h => h with { Hours = WeekHours.Part(DayOfWeek.Sunday, DayPart.Evening) }), MatchFeature.TimeFit).Should().Be(120);

    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(2, 0, 1, -120)]
    [InlineData(2, 0, 4, -30)]
    [InlineData(0, 1, 4, -120)]
    [InlineData(2, 1, 4, -150)]
    [InlineData(9, 3, 1, -300)]
    public void Load_counts_against_what_the_helper_can_carry(int lately, int held, int capacity, int points) =>
        Points(
            Pairs.Fine().Helper(h => h with { HelpedLately = lately, WeeklyCapacity = capacity }).Between(b => b with { HeldThatWeek = held }),
            MatchFeature.LoadHeadroom).Should().Be(points);

    [Theory]
    [InlineData(0b1, -13)]
    [InlineData(0b111, -27)]
    [InlineData(long.MaxValue, -80)]
    public void Who_can_do_much_is_kept_a_little_in_reserve(long kinds, int points) =>
        Points(Pairs.Fine().Helper(h => h with { Kinds = kinds }), MatchFeature.ScarcityGuard).Should().Be(points);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -60)]
    [InlineData(3, -180)]
    [InlineData(9, -300)]
    public void Being_asked_lately_counts_against_asking_again(int invitations, int points) =>
        Points(Pairs.Fine().Helper(h => h with { AskedLately = invitations }), MatchFeature.AskedLately).Should().Be(points);

    [Theory]
    [InlineData(null, 0, -13, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 0, 0, -100)]
    [InlineData(100, 1, 0, 0)]
    [InlineData(250, 1, 0, -130)]
    [InlineData(900, 0, 0, -300)]
    public void What_plans_lacked_takes_the_place_of_the_guess_and_counts_beyond_the_load(int? price, int held, int guess, int points)
    {
        var pairing = Pairs.Fine().Between(b => b with { Price = price, HeldThatWeek = held });
        Points(pairing, MatchFeature.ScarcityGuard).Should().Be(guess);
        Points(pairing, MatchFeature.Reserve).Should().Be(points);
    }

    [Fact]
    public void A_slider_moves_its_own_feature_from_nothing_to_twice()
    {
        var pairing = Pairs.Fine();
        MatchScore.Of(pairing, Weights.Default with { Nearness = 0 }).Points(MatchFeature.Nearness).Should().Be(0);
        MatchScore.Of(pairing, Weights.Default with { Nearness = 200 }).Points(MatchFeature.Nearness).Should().Be(800);
        MatchScore.Of(pairing, Weights.Default with { Nearness = 900 }).Points(MatchFeature.Nearness).Should().Be(800);
        MatchScore.Of(pairing, Weights.Default with { Nearness = 200 }).Points(MatchFeature.TimeFit).Should().Be(120);
    }

    private static int Points(Pairing pairing, MatchFeature feature) => pairing.Score().Points(feature);
}
