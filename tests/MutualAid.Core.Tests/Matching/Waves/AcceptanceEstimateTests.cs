using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching.Waves;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Waves;

public sealed class AcceptanceEstimateTests
{
    [Fact]
    public void Before_anybody_was_asked_it_is_a_careful_guess_and_says_so()
    {
        var estimate = AcceptanceEstimate.Of(default, default, default, default);

        estimate.Probability.Should().BeApproximately(0.15, 1e-12);
        estimate.BasisPoints.Should().Be(1_500);
        estimate.Basis.Should().Be(EstimateBasis.Guess);
        estimate.Facts().Select(f => f.ToString()).Should().Equal("Nobody has been asked yet, so this is a careful guess.");
    }

    [Fact]
    public void Each_level_leans_on_the_one_above()
    {
        var network = new AnswerCount(20, 10); // (10 + 20 × 0.15) / 40 = 0.325
        AcceptanceEstimate.Of(network, default, default, default).Probability.Should().BeApproximately(0.325, 1e-12);
        AcceptanceEstimate.Of(network, new AnswerCount(20, 0), default, default).Probability.Should().BeApproximately(0.1625, 1e-12);
        AcceptanceEstimate.Of(network, new AnswerCount(20, 0), new AnswerCount(6, 6), default).Probability.Should().BeApproximately(0.58125, 1e-12);
        AcceptanceEstimate.Of(network, new AnswerCount(20, 0), new AnswerCount(6, 6), new AnswerCount(6, 0)).Probability.Should().BeApproximately(0.290625, 1e-12);
    }

    [Fact]
    public void The_facts_are_sentences_of_their_own_with_the_persons_own_first()
    {
        var estimate = AcceptanceEstimate.Of(new AnswerCount(90, 20), new AnswerCount(30, 9), new AnswerCount(7, 3), new AnswerCount(2, 1));

        estimate.Basis.Should().Be(EstimateBasis.Own);
        estimate.Facts().Select(f => f.ToString()).Should().Equal(
            "Asked for this kind of help: 2. Said yes: 1.",
            "Asked for anything: 7. Said yes: 3.",
            "Everybody asked for this kind of help: 30. Said yes: 9.",
            "Everybody asked for anything: 90. Said yes: 20.");
    }

    [Theory]
    [InlineData(19, 0, 0, EstimateBasis.Guess)]
    [InlineData(20, 19, 5, EstimateBasis.Network)]
    [InlineData(40, 20, 5, EstimateBasis.Kind)]
    [InlineData(40, 20, 6, EstimateBasis.Own)]
    public void It_says_which_level_weighs_most(int network, int kind, int own, EstimateBasis basis) =>
        AcceptanceEstimate.Of(new AnswerCount(network, 1), new AnswerCount(kind, 1), new AnswerCount(own, 1), default).Basis.Should().Be(basis);

    [Fact]
    public void A_yes_more_never_lowers_it_a_no_more_never_raises_it_and_it_never_promises() => Prop.ForAll(
        (from n in Gen.ArrayOf(Gen.Choose(-3, 60), 8) select n).ToArbitrary(),
        n =>
        {
            AcceptanceEstimate Of(AnswerCount ofKind) => AcceptanceEstimate.Of(new AnswerCount(n[0], n[1]), new AnswerCount(n[2], n[3]), new AnswerCount(n[4], n[5]), ofKind);
            var count = new AnswerCount(Math.Max(n[6], 0), Math.Clamp(n[7], 0, Math.Max(n[6], 0)));
            var (now, yes, no) = (Of(count).Probability, Of(count.With(yes: true)).Probability, Of(count.With(yes: false)).Probability);
            return now is > 0 and < 1 && yes >= now && no <= now;
        }).Check(Config.QuickThrowOnFailure);
}
