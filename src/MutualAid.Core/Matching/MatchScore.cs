using System.Numerics;
using MutualAid.Core.Members;

namespace MutualAid.Core.Matching;

/// <summary>One line of the sum: a feature and the points it adds or takes away.</summary>
public readonly record struct ScoreLine(MatchFeature Feature, int Points);

/// <summary>
/// How well a helper who may be asked suits a part: whole points added up, 0 to 1000, with the lines of the sum.
/// Says nothing about whether the helper may be asked; the <see cref="HardRules"/> do.
/// </summary>
public sealed record MatchScore(int Total, IReadOnlyList<ScoreLine> Lines)
{
    public const int Max = 1_000;

    private const int NearnessPoints = 400;
    private const int ContinuityPoints = 200;
    private const int LanguagePoints = 80;
    private const int TimePoints = 120;
    private const int LoadPoints = 300;
    private const int ScarcityPoints = 80;

    // Help for the same neighbour counts up to three times, and half once the pair has known each other for eight weeks: newcomers need a way in.
    private const int TogetherCounts = 3;
    private const int WeeksUntilHalf = 8;

    private const int PerHelpLately = 60;
    private const int PerInvitation = 60;
    private const int PerHelpThatWeek = 120;

    // A mask of kinds has 63 bits, so nobody has more than 63 and log2(1 + 63) is 6.
    private const double MostKindsLog = 6;

    public int Points(MatchFeature feature) => Lines.Single(line => line.Feature == feature).Points;

    /// <summary>Adds up one pairing. The lines come in the order of <see cref="MatchFeature"/>; a feature without points has a line of 0.</summary>
    public static MatchScore Of(Pairing pairing, Weights weights)
    {
        ScoreLine Line(MatchFeature feature, int points) => new(feature, points * weights.Of(feature) / 100);
        ScoreLine[] lines =
        [
            Line(MatchFeature.Nearness, Nearness(pairing)),
            Line(MatchFeature.Continuity, Continuity(pairing)),
            Line(MatchFeature.LanguageComfort, LanguageComfort(pairing)),
            Line(MatchFeature.TimeFit, TimeFit(pairing)),
            Line(MatchFeature.LoadHeadroom, LoadHeadroom(pairing)),
            Line(MatchFeature.ScarcityGuard, ScarcityGuard(pairing)),
            Line(MatchFeature.AskedLately, AskedLately(pairing)),
            new(MatchFeature.Reserve, Reserve(pairing, weights)),
        ];
        return new MatchScore(Math.Clamp(lines.Sum(line => line.Points), 0, Max), lines);
    }

    // Relative to the helper's own radius, so that people who go short ways are not always last.
    internal static int NearnessOf(int? distance, int radius, bool sameArea)
    {
        if (distance is not { } metres)
        {
            return sameArea ? NearnessPoints / 2 : 0;
        }

        return metres == 0 ? NearnessPoints
            : metres >= radius ? 0
            : NearnessPoints - (int)((long)NearnessPoints * metres / radius);
    }

    internal static int ContinuityOf(int doneTogether, DateOnly? since, DateOnly today)
    {
        var points = ContinuityPoints * Math.Clamp(doneTogether, 0, TogetherCounts) / TogetherCounts;
        return since <= today.AddDays(-7 * WeeksUntilHalf) ? points / 2 : points;
    }

    // The asker's easiest language counts in full, the second half, the third a third.
    internal static int LanguageOf(int place) => place >= 0 ? LanguagePoints / (place + 1) : 0;

    // Free for all of the time asked for, or for a quarter of a day when more than that was offered, is as good as it gets.
    internal static int TimeOf(int common, int enough) => enough == 0 ? 0 : TimePoints * Math.Min(common, enough) / enough;

    // Who can do much is kept a little in reserve for what only they can do.
    internal static int ScarcityOf(int kinds) => (int)Math.Round(ScarcityPoints * Math.Log2(1 + kinds) / MostKindsLog);

    private static int Nearness(Pairing p) => NearnessOf(p.Distance, p.Helper.Radius, p.SameArea);

    private static int Continuity(Pairing p) => ContinuityOf(p.Between.DoneTogether, p.Between.TogetherSince, p.Today);

    private static int LanguageComfort(Pairing p) => LanguageOf(p.SharedLanguage);

    private static int TimeFit(Pairing p) => TimeOf(p.CommonHours.Count, Math.Min(p.WantedHours.Count, WeekHours.HoursInPart));

    // Against what this person said they can carry, and steeper with each piece in the same week: load is shared before anybody is full.
    private static int LoadHeadroom(Pairing p)
    {
        var lately = (long)PerHelpLately * Math.Max(p.Helper.HelpedLately, 0) / Math.Max(p.Helper.WeeklyCapacity, 1);
        var thatWeek = (long)PerHelpThatWeek * Math.Max(p.Between.HeldThatWeek, 0);
        return -(int)Math.Min(lately + thatWeek, LoadPoints);
    }

    // People tire of being asked, whatever they answer.
    private static int AskedLately(Pairing p) => -Math.Min(PerInvitation * Math.Max(p.Helper.AskedLately, 0), LoadPoints);

    // The plans say what an hour of this person is worth elsewhere. Load is one way to say the same, so only what goes beyond its line is taken off.
    private static int Reserve(Pairing p, Weights weights)
    {
        var price = Math.Clamp(p.Between.Price ?? 0, 0, LoadPoints) * weights.Of(MatchFeature.Reserve) / 100;
        return -Math.Max(0, price + (LoadHeadroom(p) * weights.Of(MatchFeature.LoadHeadroom) / 100));
    }

    // Who can do much is kept a little in reserve for what only they can do, until plans say it better.
    private static int ScarcityGuard(Pairing p) =>
        p.Between.Price is not null ? 0 : -ScarcityOf(BitOperations.PopCount((ulong)(p.Helper.Kinds & long.MaxValue)));
}
