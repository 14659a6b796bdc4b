using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Waves;

public sealed class WavePolicyPropertyTests
{
    private static readonly WaveSettings Settings = WaveSettings.Default;

    private static readonly Gen<WaveCandidate> Candidate =
        from id in Gen.Choose(1, 10_000)
        from points in Gen.Choose(0, 1_000)
        from percent in Gen.Choose(0, 100)
        from asked in Gen.Choose(0, 12)
        from flags in Gen.Choose(0, 31)
        select new WaveCandidate
        {
            HelperId = Calls.Id(id),
            Points = points,
            Probability = percent / 100.0,
            AskedLately = asked,
            AskedBefore = flags == 1,
            BeingAsked = flags == 2,
            Paused = flags == 3,
            EvenAtNight = flags >= 16,
        };

    private static readonly Gen<(WaveCall Call, List<WaveCandidate> Helpers)> Look =
        from helpers in Gen.ListOf(Candidate)
        from urgency in Gen.Elements(Enum.GetValues<Urgency>())
        from minute in Gen.Choose(0, 14 * 24 * 60)
        from hours in Gen.Choose(-1, 150)
        from waiting in Gen.ListOf(Gen.Choose(0, 100))
        from wave in Gen.Choose(0, 4)
        from places in Gen.Choose(1, 3)
        from fill in Gen.Choose(0, 100)
        from handed in Gen.Elements(true, false)
        let now = Calls.Noon.AddMinutes(minute)
        select (new WaveCall
        {
            Urgency = urgency,
            Since = now.AddHours(-3),
            Now = now,
            Deadline = hours > 140 ? null : now.AddHours(hours),
            Places = places,
            Waiting = [.. waiting.Take(4).Select(p => p / 100.0)],
            Progress = wave == 0 ? WaveProgress.None : new WaveProgress(wave, 3, 2),
            HandedOver = handed,
            AreaFill = fill / 100.0,
            NetworkFill = 0.7,
        }, helpers.DistinctBy(h => h.HelperId).ToList());

    [Fact]
    public void Nobody_is_asked_who_may_not_be_and_nobody_twice() => Check((call, helpers) =>
    {
        var asked = Calls.Policy.Decide(call, helpers).Asked().ToList();
        return asked.Distinct().Count() == asked.Count && asked.All(id => Calls.Policy.BarOf(helpers.Single(h => h.HelperId == id), call.Urgency, call.Now) is null);
    });

    [Fact]
    public void Nobody_is_asked_beyond_the_budget() => Check((call, helpers) => Calls.Policy.Decide(call, helpers).Asked()
        .All(id => helpers.Single(h => h.HelperId == id).AskedLately < (call.Urgency >= Urgency.Urgent ? 10 : 6)));

    [Fact]
    public void Nobody_is_asked_between_ten_and_seven_but_who_allowed_it_for_a_critical_need() => Check((call, helpers) =>
    {
        var local = Calls.Madrid.Local(call.Now);
        return local.Hour is >= 7 and < 22
            || Calls.Policy.Decide(call, helpers).Asked().All(id => call.Urgency == Urgency.Critical && helpers.Single(h => h.HelperId == id).EvenAtNight);
    });

    [Fact]
    public void A_wave_is_never_larger_than_the_most_and_never_larger_than_it_takes() => Check((call, helpers) =>
    {
        var decision = Calls.Policy.Decide(call, helpers);
        var before = call.Waiting.Concat(decision.Asks.SkipLast(1).Select(a => a.Probability)).ToList();
        return decision.Asks.IsEmpty
            || (call.Waiting.Count + decision.Asks.Length <= (Settings.Most(call.Urgency) * call.Places) + 1 && WavePolicy.ChanceOf(before, call.Places) < Settings.Enough);
    });

    [Fact]
    public void Who_is_asked_comes_before_who_is_not() => Check((call, helpers) =>
    {
        var decision = Calls.Policy.Decide(call, helpers);
        var last = decision.Asks.IsEmpty ? int.MaxValue : decision.Asks.Min(a => a.Points);
        return helpers.Where(h => !decision.Asked().Contains(h.HelperId) && Calls.Policy.BarOf(h, call.Urgency, call.Now) is null)
            .All(h => decision.Asks.IsEmpty || h.Points + (int)Math.Round(100 * h.Probability) <= last);
    });

    [Fact]
    public void The_order_the_candidates_come_in_changes_nothing() => Check((call, helpers) =>
        Calls.Policy.Decide(call, helpers).Asks.SequenceEqual(Calls.Policy.Decide(call, [.. helpers.AsEnumerable().Reverse()]).Asks));

    [Fact]
    public void When_everybody_is_likelier_to_say_yes_no_more_are_asked() => Check((call, helpers) =>
    {
        var some = helpers.Select(h => h with { Probability = 0.5 }).ToList();
        var more = helpers.Select(h => h with { Probability = 0.6 }).ToList();
        return Calls.Policy.Decide(call, more).Asks.Length <= Calls.Policy.Decide(call, some).Asks.Length;
    });

    [Fact]
    public void A_coordinator_is_told_once_and_the_next_look_lies_ahead() => Check((call, helpers) =>
    {
        var decision = Calls.Policy.Decide(call, helpers);
        return !(call.HandedOver && decision.HandOver is not null) && !(decision.LookAgainAt <= call.Now);
    });

    private static void Check(Func<WaveCall, List<WaveCandidate>, bool> holds) =>
        Prop.ForAll(Look.ToArbitrary(), look => holds(look.Call, look.Helpers)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
