using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>The plan reads a whole network in numbers; pair by pair it has to say what the rules and the sum say.</summary>
public sealed class OptionFinderTests
{
    private static readonly List<string> Codes = ["en", "es", "ar", "pl"];

    [Fact]
    public void Whoever_may_be_asked_by_the_rules_is_an_option_at_the_points_of_the_sum_and_nobody_else() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(
                (from pairing in MatchArbitrary.Pairing from weights in MatchArbitrary.Weights from wider in Gen.Elements(0, 0, 2_000) select (pairing, weights, wider)).ToArbitrary(),
                drawn =>
                {
                    // A plan asks nobody yet and makes the prices itself, so it reads neither.
                    var pairing = drawn.pairing.Part(p => p with { WiderBy = drawn.wider }).Helper(h => h with { AskedLately = 0 }).Between(b => b with { Price = null });

                    // It reaches over a week, so it counts no day beyond the next Sunday.
                    var nextSunday = HelperLoads.WeekOf(PartTime.Whenever, pairing.Today).AddDays(13);
                    pairing = pairing.Part.Time.Day > nextSunday ? pairing.Between(b => b with { HeldThatDay = 0 }) : pairing;
                    var options = new OptionFinder(Facts(pairing), drawn.weights).Find(0);

                    options.Length.Should().Be(HardRules.FirstBroken(pairing) is null ? 1 : 0, "{0}", pairing);
                    if (options.Length == 1)
                    {
                        var score = MatchScore.Of(pairing, drawn.weights).Lines.Where(line => line.Feature != MatchFeature.LoadHeadroom).Sum(line => line.Points);
                        options[0].Cost.Should().Be(1_030 - Math.Clamp(score, 0, 1_000));
                    }
                }));

    [Fact]
    public void A_part_nobody_may_take_says_which_rule_left_nobody_and_how_many_there_were_until_then() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(MatchArbitrary.Pairing.ToArbitrary(), pairing =>
            {
                var finder = new OptionFinder(Facts(pairing), Weights.Default);
                var found = finder.Find(0).Length;
                var fell = finder.Why[0].Because == EmptyBecause.NobodyGivesKind ? 0 : 1;
                (found == 1 || (finder.Why[0].Fell == fell && PlanWords.Because(finder.Why[0].Because, finder.Why[0].Fell).Text.Length > 0)).Should().BeTrue();
            }));

    private static WeekFacts Facts(Pairing p)
    {
        var (helper, part, between) = (p.Helper, p.Part, p.Between);
        var week = HelperLoads.WeekOf(PartTime.Whenever, p.Today);
        return new WeekFacts
        {
            Today = p.Today,
            Now = new DateTimeOffset(p.Today, TimeOnly.MinValue, TimeSpan.Zero),
            Parts =
            [
                new WeekPart
                {
                    Id = part.PartId,
                    NeedId = part.NeedId,
                    AskerId = part.AskerId,
                    Kind = part.Kind,
                    LowestVetting = part.LowestVetting,
                    Languages = [.. part.Languages.Select(code => Codes.IndexOf(code))],
                    Time = part.Time,
                    Cell = part.Cell,
                    AreaId = part.AreaId,
                    WiderBy = part.WiderBy,
                    Urgency = Urgency.Normal,
                    PostedAt = default,
                    Places = 1,
                },
            ],
            Helpers =
            [
                new WeekHelper
                {
                    Id = helper.MemberId,
                    Kinds = helper.Kinds,
                    Languages = helper.Languages.Aggregate(0UL, (bits, code) => bits | 1UL << Codes.IndexOf(code)),
                    Hours = helper.Hours,
                    Cell = helper.Cell,
                    AreaId = helper.AreaId,
                    Radius = helper.Radius,
                    Capacity = helper.WeeklyCapacity,
                    MostADay = helper.MostADay,
                    Vetting = helper.Vetting,
                    CheckedUntil = helper.CheckedUntil,
                    RestUntil = helper.RestUntil,
                },
            ],
            Held = new Dictionary<(Guid, DateOnly), int> { [(helper.MemberId, week)] = between.HeldThatWeek, [(helper.MemberId, week.AddDays(7))] = between.HeldThatWeek },
            HeldDays = new[] { part.Time }.Where(time => time.When == PartWhen.OnDay).ToDictionary(time => (helper.MemberId, time.Day!.Value), _ => between.HeldThatDay),
            Lately = new Dictionary<Guid, int> { [helper.MemberId] = helper.HelpedLately },
            Asked = new[] { part.PartId }.Where(_ => between.AskedBefore || between.HousemateIsOnIt).ToLookup(id => id, _ => helper.MemberId),
            Apart = new[] { part.AskerId }.Where(_ => between.Blocked).ToLookup(id => id, _ => helper.MemberId),
            Together = new[] { part.AskerId }.Where(_ => between.DoneTogether > 0).ToLookup(id => id, _ => (helper.MemberId, between.DoneTogether, between.TogetherSince!.Value)),
        };
    }
}
