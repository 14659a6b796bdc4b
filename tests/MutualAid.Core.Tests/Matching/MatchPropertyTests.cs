using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

public sealed class MatchPropertyTests
{
    [Fact]
    public void A_score_is_between_0_and_1000_and_is_the_sum_of_its_lines() => Check((pairing, weights) =>
    {
        var score = MatchScore.Of(pairing, weights);
        return score.Total is >= 0 and <= MatchScore.Max
            && score.Total == Math.Clamp(score.Lines.Sum(line => line.Points), 0, MatchScore.Max)
            && score.Lines.Select(line => line.Feature).SequenceEqual(Enum.GetValues<MatchFeature>());
    });

    [Fact]
    public void A_helper_nearer_by_a_cell_never_scores_less() => Check((pairing, weights) =>
        pairing.Helper.Cell is not { } home || pairing.Part.Cell is not { } there
        || MatchScore.Of(pairing.Helper(h => h with { Cell = home with { East = home.East + Math.Sign(there.East - home.East) } }), weights).Total
            >= MatchScore.Of(pairing, weights).Total);

    [Fact]
    public void A_longer_reach_never_scores_less() => Check((pairing, weights) =>
        MatchScore.Of(pairing.Helper(h => h with { Radius = h.Radius + 500 }), weights).Total >= MatchScore.Of(pairing, weights).Total);

    [Fact]
    public void One_more_free_hour_never_scores_less() => Check((pairing, weights) => Enumerable.Range(0, 7).All(day =>
        MatchScore.Of(pairing.Helper(h => h with { Hours = h.Hours.With((DayOfWeek)day, DayPart.Morning) }), weights).Total
            >= MatchScore.Of(pairing, weights).Total));

    [Fact]
    public void One_more_language_never_scores_less() => Check((pairing, weights) =>
        MatchScore.Of(pairing.Helper(h => h with { Languages = h.Languages.Add("es") }), weights).Total >= MatchScore.Of(pairing, weights).Total);

    [Fact]
    public void One_more_piece_done_together_never_scores_less() => Check((pairing, weights) =>
        MatchScore.Of(pairing.Between(b => b with { DoneTogether = b.DoneTogether + 1 }), weights).Total >= MatchScore.Of(pairing, weights).Total);

    [Fact]
    public void Carrying_more_this_week_or_lately_never_scores_more() => Check((pairing, weights) =>
        MatchScore.Of(pairing.Between(b => b with { HeldThatWeek = b.HeldThatWeek + 1 }), weights).Total <= MatchScore.Of(pairing, weights).Total
        && MatchScore.Of(pairing.Helper(h => h with { HelpedLately = h.HelpedLately + 1 }), weights).Total <= MatchScore.Of(pairing, weights).Total);

    [Fact]
    public void Being_asked_once_more_or_being_dearer_elsewhere_never_scores_more() => Check((pairing, weights) =>
        MatchScore.Of(pairing.Helper(h => h with { AskedLately = h.AskedLately + 1 }), weights).Total <= MatchScore.Of(pairing, weights).Total
        && MatchScore.Of(pairing.Between(b => b with { Price = (b.Price ?? 0) + 50 }), weights).Total <= MatchScore.Of(pairing.Between(b => b with { Price = b.Price ?? 0 }), weights).Total);

    [Fact]
    public void One_more_kind_of_help_never_scores_more() => Check((pairing, weights) =>
        MatchScore.Of(pairing.Helper(h => h with { Kinds = h.Kinds | (1L << 20) }), weights).Total <= MatchScore.Of(pairing, weights).Total);

    [Fact]
    public void No_points_buy_a_broken_rule() => Prop.ForAll(Several.ToArbitrary(), pairings =>
    {
        var ranking = MatchRanking.Of(pairings, Weights.Default);
        return ranking.Fitting.All(f => HardRules.All.All(rule => rule.Allows(f.Pairing)))
            && ranking.LeftOut.All(r => !r.Rule.Allows(r.Pairing))
            && ranking.Fitting.Count + ranking.LeftOut.Count == pairings.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_they_come_in_changes_nothing() => Prop.ForAll(Several.ToArbitrary(), Gen.Choose(0, 9_999).ToArbitrary(), (pairings, seed) =>
    {
        // Two rows with the same helper and part would be the same pairing twice, which a list of candidates never holds.
        var distinct = pairings.DistinctBy(p => (p.Helper.MemberId, p.Part.PartId)).ToArray();
        var shuffled = distinct.ToArray();
        new Random(seed).Shuffle(shuffled);

        var (one, other) = (MatchRanking.Of(distinct, Weights.Default), MatchRanking.Of(shuffled, Weights.Default));

        return one.Fitting.Select(f => f.Pairing).SequenceEqual(other.Fitting.Select(f => f.Pairing), ReferenceEqualityComparer.Instance)
            && one.LeftOut.Select(r => r.Pairing).SequenceEqual(other.LeftOut.Select(r => r.Pairing), ReferenceEqualityComparer.Instance);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Moving_inside_a_cell_changes_neither_rule_nor_score_nor_reason() =>
        Prop.ForAll(MatchArbitrary.Pairing.ToArbitrary(), MatchArbitrary.Point.ToArbitrary(), MatchArbitrary.Point.ToArbitrary(), (pairing, home, door) =>
        {
            var before = Answer(At(pairing, home.X, home.Y, door.X, door.Y));

            // The far corners of the same two squares.
            var after = Answer(At(
                pairing,
                (Math.Floor(home.X / Cell.Size) * Cell.Size) + Cell.Size - 0.01,
                Math.Floor(home.Y / Cell.Size) * Cell.Size,
                Math.Floor(door.X / Cell.Size) * Cell.Size,
                (Math.Floor(door.Y / Cell.Size) * Cell.Size) + Cell.Size - 0.01));

            return before == after;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void At_most_three_reasons_and_each_was_worth_points() => Check((pairing, weights) =>
    {
        var score = MatchScore.Of(pairing, weights);
        var positive = score.Lines.Count(line => line.Points > 0);
        return MatchReasons.AboutHelper(pairing, score).For.Count <= Math.Min(positive, MatchReasons.Most)
            && MatchReasons.AboutNeed(pairing, score).For.Count <= Math.Min(positive, MatchReasons.Most);
    });

    [Fact]
    public void Weights_of_nothing_score_nothing_and_break_nothing() => Prop.ForAll(MatchArbitrary.Pairing.ToArbitrary(), pairing =>
        MatchScore.Of(pairing, new Weights(0) { Nearness = 0, Continuity = 0, LanguageComfort = 0, TimeFit = 0, LoadHeadroom = 0, ScarcityGuard = 0, AskedLately = 0, Reserve = 0 }).Total == 0)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Waiting_and_urgency_never_lower_a_priority() => Prop.ForAll(Gen.Choose(0, 60 * 24 * 30).ToArbitrary(), minutes =>
        Enum.GetValues<Urgency>().All(urgency =>
            NeedPriority.Of(urgency, TimeSpan.FromMinutes(minutes + 60)) >= NeedPriority.Of(urgency, TimeSpan.FromMinutes(minutes))
            && (urgency == Urgency.Critical || NeedPriority.Of(urgency + 1, TimeSpan.FromMinutes(minutes)) > NeedPriority.Of(urgency, TimeSpan.FromMinutes(minutes)))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Waiting_for_ever_counts_three_times_and_never_overtakes_two_steps_of_urgency()
    {
        var forEver = TimeSpan.FromDays(400);
        NeedPriority.Of(Urgency.WhenSomeoneCan, forEver).Should().Be(4_500).And.BeLessThan(NeedPriority.Of(Urgency.Urgent, TimeSpan.Zero));
        NeedPriority.Of(Urgency.Normal, forEver).Should().Be(9_000).And.BeLessThan(NeedPriority.Of(Urgency.Critical, TimeSpan.Zero));
        NeedPriority.Of(Urgency.WhenSomeoneCan, TimeSpan.FromDays(-1)).Should().Be(1_500).And.BeGreaterThan(MatchScore.Max);
    }

    private static Gen<Pairing[]> Several => Gen.ArrayOf(MatchArbitrary.Pairing);

    private static void Check(Func<Pairing, Weights, bool> holds) =>
        Prop.ForAll(MatchArbitrary.Pairing.ToArbitrary(), MatchArbitrary.Weights.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static Pairing At(Pairing pairing, double homeX, double homeY, double doorX, double doorY) => pairing
        .Helper(h => h with { Cell = Cell.Holding(new(homeX, homeY)) })
        .Part(p => p with { Cell = Cell.Holding(new(doorX, doorY)) });

    private static string Answer(Pairing pairing)
    {
        var score = pairing.Score();
        return string.Join('|', [HardRules.FirstBroken(pairing)?.Name, score.Total, .. score.Lines, .. MatchReasons.AboutNeed(pairing, score).For]);
    }
}
