using MutualAid.Core.Common;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Needs;

namespace MutualAid.Bench.Waves;

/// <summary>
/// The network's own waves: every decision is made by <see cref="WavePolicy"/>, every sum by <see cref="Sums"/>, every estimate by
/// <see cref="AcceptanceEstimate"/> from the answers so far. Nothing about people is known that the network would not know.
/// </summary>
public sealed class WavesAsk(WaveSettings settings, bool boardAtOnce = true, bool learnsPrices = true) : WayOfAsking
{
    private static readonly NetworkClock Clock = new(TimeZoneInfo.Utc);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(15);

    private readonly WavePolicy policy = new(settings, Clock);
    private readonly TownPrices prices = new();
    private readonly AnswerCount[] byKind = new AnswerCount[WaveTown.Kinds];
    private readonly Queue<(double At, bool Filled)>[] fills = [.. Enumerable.Range(0, WaveTown.AreasAcross * WaveTown.AreasAcross).Select(_ => new Queue<(double, bool)>())];
    private AnswerCount all;
    private AnswerCount[] own = [];
    private AnswerCount[,] ownByKind = new AnswerCount[0, 0];
    private WaveProgress[] progress = [];
    private Sums sums = new(0);

    /// <summary>How often a coordinator was told, by reason.</summary>
    public Dictionary<HandOver, int> HandOvers { get; } = [];

    /// <summary>On how many days the alarm sounded that asks exceed what people can give.</summary>
    public int DaysOfAlarm { get; private set; }

    /// <summary>Asks that the policy made within its quiet hours, critical ones to people who allowed it left out.</summary>
    public int AsksAtNight { get; private set; }

    public override void Begin(WaveRun run)
    {
        var helpers = run.Town.Helpers.Count;
        (own, ownByKind) = (new AnswerCount[helpers], new AnswerCount[helpers, WaveTown.Kinds]);
        (progress, sums) = (new WaveProgress[run.Needs.Count], new Sums(run.Needs.Count));
        run.After(12 * 60, () => Noon(run));
        if (learnsPrices)
        {
            run.After(7 * 60, () => Morning(run));
        }
    }

    public override void Posted(WaveRun run, int need)
    {
        if (boardAtOnce)
        {
            run.Release(need);
        }

        Look(run, need);
    }

    public override void Answered(WaveRun run, Ask ask, bool yes, bool inTime)
    {
        // A late yes was counted as silence before.
        Count(run, ask, inTime ? count => count.With(yes) : yes ? count => count with { Yes = count.Yes + 1 } : count => count);
        if (!yes)
        {
            Look(run, ask.Need);
        }
    }

    public override void NoAnswer(WaveRun run, Ask ask)
    {
        Count(run, ask, count => count.With(yes: false));
        Look(run, ask.Need);
    }

    public override void Ended(WaveRun run, int need) =>
        fills[run.Town.Needs[need].Area].Enqueue((run.Now, run.Needs[need].End != NeedEnd.Nobody));

    private void Look(WaveRun run, int need)
    {
        if (!run.IsOpen(need))
        {
            return;
        }

        var (what, state) = (run.Town.Needs[need], run.Needs[need]);
        var call = new WaveCall
        {
            Urgency = what.Urgency,
            Since = At(what.Posted),
            Deadline = At(what.Deadline),
            Now = At(run.Now),
            Waiting = [.. state.Asks.Where(a => a.Waiting).Select(a => a.Probability)],
            Progress = progress[need],
            HandedOver = state.HandedOver,
            AreaFill = Fill(run, fills[what.Area]),
            NetworkFill = NetworkFill(run),
        };
        var decision = policy.Decide(call, Candidates(run, need));
        progress[need] = decision.Progress;
        if (decision.HandOver is { } reason)
        {
            HandOvers[reason] = HandOvers.GetValueOrDefault(reason) + 1;
            state.HandedOver = true;
            run.Release(need);
        }

        foreach (var ask in decision.Asks)
        {
            var helper = NumberOf(ask.HelperId);
            AsksAtNight += settings.Quiet.Hold(Clock, call.Now) && !(what.Urgency == Urgency.Critical && run.Town.Helpers[helper].EvenAtNight) ? 1 : 0;
            run.Ping(need, helper, (ask.AnswerBy - call.Now).TotalMinutes, ask.Probability);
        }

        // Who is at their budget or busy today may be free in a while; the network looks every minute, here a quarter of an hour is enough.
        var again = decision.LookAgainAt is { } at ? (at - call.Now).TotalMinutes : double.PositiveInfinity;
        if (Math.Min(again, decision.Step == WaveStep.NobodyLeft ? LookAgain.TotalMinutes : double.PositiveInfinity) is var minutes && double.IsFinite(minutes))
        {
            run.After(minutes, () => Look(run, need));
        }
    }

    private List<WaveCandidate> Candidates(WaveRun run, int need)
    {
        var what = run.Town.Needs[need];
        var before = run.Needs[need].Asks.Select(a => a.Helper).ToHashSet();
        var candidates = new List<WaveCandidate>(what.Within.Length);
        for (var i = 0; i < what.Within.Length; i++)
        {
            var helper = what.Within[i];
            if (run.HasRoom(helper))
            {
                var lately = run.AskedLately(helper);
                candidates.Add(new WaveCandidate
                {
                    HelperId = run.Town.Helpers[helper].Facts.MemberId,
                    Points = sums.Of(run, need, i, lately, prices.Of(run, need, helper)),
                    Probability = AcceptanceEstimate.Of(all, byKind[what.Facts.Kind], own[helper], ownByKind[helper, what.Facts.Kind]).Probability,
                    AskedLately = lately,
                    AskedBefore = before.Contains(helper),
                    BeingAsked = run.IsBeingAsked(helper),
                    EvenAtNight = run.Town.Helpers[helper].EvenAtNight,
                });
            }
        }

        return candidates;
    }

    private void Count(WaveRun run, Ask ask, Func<AnswerCount, AnswerCount> one)
    {
        var kind = run.Town.Needs[ask.Need].Facts.Kind;
        (all, byKind[kind]) = (one(all), one(byKind[kind]));
        (own[ask.Helper], ownByKind[ask.Helper, kind]) = (one(own[ask.Helper]), one(ownByKind[ask.Helper, kind]));
    }

    private double? NetworkFill(WaveRun run)
    {
        var known = fills.Select(f => Fill(run, f)).OfType<double>().ToList();
        return known.Count == 0 ? null : known.Average();
    }

    // Of the last fortnight, once ten needs are known.
    private static double? Fill(WaveRun run, Queue<(double At, bool Filled)> fills)
    {
        while (fills.TryPeek(out var first) && first.At < run.Now - (14 * WaveTown.Day))
        {
            fills.Dequeue();
        }

        return fills.Count < 10 ? null : fills.Count(f => f.Filled) / (double)fills.Count;
    }

    private void Noon(WaveRun run)
    {
        var mayBeAsked = Enumerable.Range(0, run.Town.Helpers.Count).Where(h => !run.Town.Helpers[h].Paused && run.HasRoom(h)).ToList();
        DaysOfAlarm += policy.AsksExceed(mayBeAsked.Count, mayBeAsked.Count(h => run.AskedLately(h) >= settings.SoftBudget)) ? 1 : 0;
        run.After(WaveTown.Day, () => Noon(run));
    }

    private void Morning(WaveRun run)
    {
        prices.Learn(run);
        run.After(WaveTown.Day, () => Morning(run));
    }

    private static DateTimeOffset At(double minutes) => WaveTown.Begins.AddMinutes(minutes);

    private static int NumberOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
