using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

public sealed class MatchReasonsTests
{
    private static Pairing TuesdayInSpanish => Pairs.Fine()
        .Part(p => p with { Languages = ["es"], Time = new PartTime(PartWhen.OnDay, Pairs.Today.AddDays(1), new TimeOnly(18, 0)) })
        .Helper(h => h with { Languages = ["en", "es"] });

    [Fact]
    public void A_coordinator_reads_the_three_heaviest_reasons_about_a_helper()
    {
        var pairing = TuesdayInSpanish;

        MatchReasons.AboutHelper(pairing, pairing.Score()).For.Select(r => r.ToString())
            .Should().Equal("under 1 km away", "free on Tuesday evening", "speaks Spanish");
    }

    [Fact]
    public void A_helper_reads_why_a_need_fits_in_one_sentence()
    {
        var pairing = TuesdayInSpanish;

        MatchReasons.AboutNeed(pairing, pairing.Score()).InOneSentence().ToString()
            .Should().Be("it’s under 1 km from you, you’re free on Tuesday evening and you speak Spanish");
    }

    [Fact]
    public void Having_helped_before_is_said_in_both_voices()
    {
        var pairing = Pairs.Fine().Between(b => b with { DoneTogether = 3, TogetherSince = Pairs.Today.AddDays(-7) });

        MatchReasons.AboutHelper(pairing, pairing.Score()).For.Should().Contain(Phrase.Of("has helped them before"));
        MatchReasons.AboutNeed(pairing, pairing.Score()).For.Should().Contain(Phrase.Of("you have helped this neighbour before"));
    }

    [Fact]
    public void Any_time_names_no_day() =>
        Sentence(Pairs.Fine()).Should().Be("it’s under 1 km from you and you speak English");

    [Fact]
    public void Before_a_day_names_the_first_day_the_helper_is_free()
    {
        var pairing = Pairs.Fine()
            .Part(p => p with { Languages = [], Time = new PartTime(PartWhen.Before, Pairs.Today.AddDays(4)) })
            .Helper(h => h with { Hours = WeekHours.Part(DayOfWeek.Thursday, DayPart.Afternoon).And(WeekHours.Part(DayOfWeek.Saturday, DayPart.Morning)) });

        Sentence(pairing).Should().Be("it’s under 1 km from you and you’re free on Thursday afternoon");
    }

    [Fact]
    public void A_need_without_a_cell_is_in_your_area() =>
        Sentence(Pairs.Fine().Part(p => p with { Cell = null, AreaId = Pairs.Fine().Helper.AreaId, Languages = [] })).Should().Be("it’s in your area");

    [Fact]
    public void A_distance_is_never_told_finer_than_its_band() =>
        Sentence(Pairs.Fine().Helper(h => h with { Radius = 9_000 }).Part(p => p with { Cell = new Cell(3, 0), Languages = [] }))
            .Should().Be("it’s 2 to 5 km from you");

    [Fact]
    public void A_match_that_only_the_kind_speaks_for_says_so() =>
        Sentence(Pairs.Fine().Part(p => p with { Cell = new Cell(2, 0), Languages = [] })).Should().Be("it is among the kinds of help you ticked");

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1, "has taken something on already that week")]
    [InlineData(0, 2, "has taken 2 things on already that week")]
    [InlineData(8, 0, "has helped often in the last four weeks")]
    public void A_coordinator_is_told_one_thing_to_mind_when_somebody_carries_much(int lately, int held, string? caution)
    {
        var pairing = Pairs.Fine().Helper(h => h with { HelpedLately = lately, WeeklyCapacity = 4 }).Between(b => b with { HeldThatWeek = held });

        MatchReasons.AboutHelper(pairing, pairing.Score()).Caution?.ToString().Should().Be(caution);
    }

    [Fact]
    public void A_helper_is_told_when_a_need_would_fill_the_week()
    {
        var pairing = Pairs.Fine().Between(b => b with { HeldThatWeek = 1 });

        MatchReasons.AboutNeed(pairing, pairing.Score()).Caution.Should().Be(Phrase.Of("it would fill your week"));
    }

    [Fact]
    public void Languages_and_days_stay_values_for_the_reader_s_own_language()
    {
        var pairing = TuesdayInSpanish;
        var values = MatchReasons.AboutNeed(pairing, pairing.Score()).InOneSentence().Values.Cast<Phrase>().SelectMany(p => p.Values).ToList();

        values.Should().Contain(new LanguageCode("es")).And.Contain(DayOfWeek.Tuesday);
    }

    private static string Sentence(Pairing pairing) => MatchReasons.AboutNeed(pairing, pairing.Score()).InOneSentence().ToString();
}
