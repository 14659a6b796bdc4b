using System.Xml.Linq;
using FluentAssertions;
using MutualAid.Bench.Waves;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Waves;
using Xunit;

namespace MutualAid.Core.Tests.Bench;

public sealed class WaveRunTests
{
    private static readonly TownRecipe Small = new("small", Helpers: 150, NeedsADay: 15, Days: 7);

    public static TheoryData<string> Ways => [.. Make.Keys];

    private static readonly Dictionary<string, Func<WayOfAsking>> Make = new()
    {
        ["waves"] = () => new WavesAsk(WaveSettings.Default),
        ["waves, board later"] = () => new WavesAsk(WaveSettings.Default, boardAtOnce: false),
        ["waves, no prices"] = () => new WavesAsk(WaveSettings.Default, learnsPrices: false),
        ["all"] = () => new NotifyAll(),
        ["board"] = () => new BoardOnly(),
        ["nearest"] = () => new NearestFirst(),
        ["score"] = () => new BestScoreFirst(),
        ["reviewed"] = () => new ReviewedMatch(),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_need_ends_in_exactly_one_way_and_every_ask_is_counted_once(string way)
    {
        var run = WaveRun.Of(WaveTown.Make(Small, seed: 5), Make[way]());

        run.Needs.Should().HaveCount(105).And.OnlyContain(n => n.End != null);
        run.Given.Sum().Should().Be(run.Needs.Count(n => n.End is NeedEnd.Asked or NeedEnd.Board), "each filled need has one helper");
        run.Needs.Sum(n => n.Asks.Count).Should().Be(run.Pings);
        run.AskedInWeek.Cast<int>().Sum().Should().Be(run.Pings);
        run.Needs.Should().OnlyContain(n => n.Asks.All(a => !a.Waiting) && n.Asks.Select(a => a.Helper).Distinct().Count() == n.Asks.Count);
        run.Needs.Where((n, i) => n.EndedAt < run.Town.Needs[i].Posted || n.EndedAt > run.Town.Needs[i].Deadline).Should().BeEmpty();
    }

    [Fact]
    public void Waves_keep_to_the_budget_the_night_and_one_question_at_a_time()
    {
        var waves = new WavesAsk(WaveSettings.Default);

        var run = WaveRun.Of(WaveTown.Make(Small with { NeedsADay = 60 }, seed: 5), waves);

        run.MostInSevenDays.Should().BeInRange(7, 10, "it was busy enough for the soft budget, and nobody is over the hard one");
        waves.AsksAtNight.Should().Be(0);
        run.Needs.Count(n => n.HandedOver).Should().Be(waves.HandOvers.Values.Sum()).And.BeGreaterThan(0);
    }

    [Fact]
    public void Everybody_within_reach_of_a_need_keeps_every_rule_of_the_network_but_that_reach_is_by_the_true_way()
    {
        var town = WaveTown.Make(Small, seed: 5);

        town.Needs.Should().Contain(n => n.Within.Length > 0);
        town.Needs.SelectMany(n => n.Within.Select(h => HardRules.FirstBroken(new Pairing(town.Helpers[h].Facts, n.Facts, BetweenFacts.Strangers, WaveTown.Today))?.Name)).Distinct().Should().BeSubsetOf([null, nameof(HardRules.Reach)]);
    }

    [Fact]
    public void Plans_of_each_morning_teach_the_waves_of_a_busy_town_whom_to_keep_back()
    {
        var town = WaveTown.Make(Small with { NeedsADay = 60 }, seed: 5);

        var (taught, untaught) = (WaveRun.Of(town, Make["waves"]()), WaveRun.Of(town, Make["waves, no prices"]()));

        taught.Needs.Select(n => n.Asks.Select(a => a.Helper).ToArray()).Should().NotBeEquivalentTo(untaught.Needs.Select(n => n.Asks.Select(a => a.Helper).ToArray()));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_the_next_another()
    {
        var (one, again, next) = (Figures(5), Figures(5), Figures(6));

        again.Should().BeEquivalentTo(one);
        next.FillByDay.Should().NotEqual(one.FillByDay);
    }

    [Fact]
    public void People_are_the_same_whoever_asks()
    {
        var town = WaveTown.Make(Small, seed: 5);

        var (all, nearest) = (WaveRun.Of(town, new NotifyAll()), WaveRun.Of(town, new NearestFirst()));

        all.Town.Needs.Should().BeSameAs(nearest.Town.Needs);
        all.Pings.Should().BeGreaterThan(nearest.Pings);
    }

    [Fact]
    public void An_interval_is_that_of_students_t()
    {
        var interval = Interval.Of([1, 2, 3]);

        interval.Mean.Should().Be(2);
        interval.Half.Should().BeApproximately(4.303 / Math.Sqrt(3), 1e-9);
        Interval.Of([7]).Half.Should().Be(0);
    }

    [Fact]
    public void A_chart_is_well_formed_and_says_its_values_in_words()
    {
        var bars = XDocument.Parse(SvgChart.Bars("Fill & more", "%", [new Bar("<waves>", new Interval(90.5, 1)), new Bar("all", new Interval(50, 2))]));
        var lines = XDocument.Parse(SvgChart.Lines("By day", "day", ["1", "", "3"], [new Line("waves", [1, 50, 90]), new Line("all", [9, 20, 30])]));

        bars.Root!.Elements().First().Value.Should().Be("Fill & more");
        bars.Root.Elements().ElementAt(1).Value.Should().Be("<waves> 90.5 %; all 50.0 %.");
        lines.Root!.Elements().ElementAt(1).Value.Should().Be("waves from 1.0 to 90.0 %; all from 9.0 to 30.0 %.");
    }

    private static WaveFigures Figures(int seed) => WaveFigures.Of(WaveTown.Make(Small, seed), new WavesAsk(WaveSettings.Default));
}
