using System.Collections.Immutable;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching.Waves;

/// <summary>
/// Whom to ask for a part, how many at once and when: the one place where it is decided, for the network and for the simulator alike. It knows no
/// database and no clock of its own: the same look gives the same answer, whatever order the candidates come in.
/// <para>Only as many are asked as make a yes likely enough; who says no or nothing is replaced at once; nobody is asked at night, twice for the same
/// part, for two things at a time or beyond their budget. A coordinator hears in time when it does not work.</para>
/// </summary>
public sealed class WavePolicy
{
    private readonly WaveSettings settings;
    private readonly NetworkClock clock;

    /// <summary>Refuses settings that can never ask anybody or never stop asking.</summary>
    public WavePolicy(WaveSettings settings, NetworkClock clock)
    {
        if (!(settings.Enough is > 0 and < 1) || !(settings.HandOverAfter is > 0 and <= 1) || settings.MostAtOnce < 1 || settings.MostAtOnceWhenUrgent < 1 || settings.MostAtOnceWhenCritical < 1
            || settings.SoftBudget < 0 || settings.HardBudget < 0 || settings.WavesBeforeHandOver < 1
            || settings.Wait <= TimeSpan.Zero || settings.WaitWhenUrgent <= TimeSpan.Zero || settings.WaitWhenCritical <= TimeSpan.Zero)
        {
            throw new ArgumentException("Waves need a chance and a share between 0 and 1, at least one ask and one wave, budgets from 0 and waits above 0.", nameof(settings));
        }

        (this.settings, this.clock) = (settings, clock);
    }

    /// <summary>What to do about a part now.</summary>
    public WaveDecision Decide(WaveCall call, IReadOnlyCollection<WaveCandidate> candidates)
    {
        if (call.Deadline <= call.Now)
        {
            return new WaveDecision { Step = WaveStep.WithCoordinator, HandOver = call.HandedOver ? null : HandOver.HalfTime, Progress = call.Progress };
        }

        if (BoardUntil(call) is { IsBoard: true, Until: var until })
        {
            return new WaveDecision { Step = WaveStep.BoardOnly, Progress = call.Progress, LookAgainAt = until };
        }

        if (call.Progress.Number == 0 && candidates.Count(c => !c.Paused) < settings.FewestForAWave)
        {
            return new WaveDecision { Step = WaveStep.WithCoordinator, HandOver = call.HandedOver ? null : HandOver.TooFew };
        }

        var halfTime = HalfTime(call);
        var handOver = call.HandedOver ? (HandOver?)null : halfTime <= call.Now ? HandOver.HalfTime : null;
        if (!settings.AskOnAfterHandOver && (call.HandedOver || handOver is not null))
        {
            return new WaveDecision { Step = WaveStep.WithCoordinator, HandOver = handOver, Progress = call.Progress, Chance = ChanceOf(call.Waiting, call.Places) };
        }

        var free = Free(call, candidates, out var barred);
        var asks = new List<WaveAsk>();
        var asked = call.Waiting.Select(Sane).ToList();
        var progress = call.Progress;
        var (whole, most, next) = (MostAtOnce(call, candidates, spare: false), MostAtOnce(call, candidates, settings.SpareTheTired), 0);

        // First refusal: before the first wave whoever helped this neighbour well is asked, and nobody else while they have time to answer.
        var known = call.Progress.Number == 0 ? free.Where(f => f.Candidate.HelpedBefore).Take(Math.Max(call.Places, 1)).ToList() : [];
        if (known.Count > 0)
        {
            (free, most) = (known, known.Count);
        }
        else if (call is { Progress.HelpedBefore: true, Waiting.Count: > 0 })
        {
            most = asked.Count;
        }

        while (asked.Count < most && ChanceOf(asked, call.Places) < settings.Enough && next < free.Count)
        {
            if (progress.IsSpent)
            {
                if (progress.Number >= settings.WavesBeforeHandOver && !call.HandedOver)
                {
                    handOver ??= HandOver.WavesSpent;
                    if (!settings.AskOnAfterHandOver)
                    {
                        break;
                    }
                }

                progress = new WaveProgress(progress.Number + 1, SizeOf(asked, free.Skip(next).Select(f => f.Candidate), call.Places, whole), 0) { HelpedBefore = known.Count > 0 };
            }

            var (order, candidate) = free[next];
            asks.Add(new WaveAsk(candidate.HelperId, progress.Number, next, order, Sane(candidate.Probability), call.Now + settings.WaitFor(call.Urgency)));
            asked.Add(Sane(candidate.Probability));
            progress = progress with { Asked = progress.Asked + 1 };
            next++;
        }

        var chance = ChanceOf(asked, call.Places);
        var tooFew = asked.Count < most && chance < settings.Enough;
        var night = tooFew && barred.ContainsKey(WaveBar.QuietHours);
        if (tooFew && !night && asked.Count == 0 && !call.HandedOver)
        {
            handOver ??= HandOver.NobodyLeft;
        }

        return new WaveDecision
        {
            Step = asks.Count > 0 ? WaveStep.Ask : !tooFew ? WaveStep.Enough : night ? WaveStep.Quiet : WaveStep.NobodyLeft,
            Asks = [.. asks],
            Progress = progress,
            Chance = chance,
            HandOver = handOver,
            Barred = barred,
            LookAgainAt = Earlier(
                call.HandedOver || handOver is not null ? null : halfTime,
                night ? settings.Quiet.End(clock, call.Now) : null),
        };
    }

    /// <summary>Whether there is so much time that nobody is asked yet; then candidates need not be looked for.</summary>
    public bool BoardIsEnough(WaveCall call) => !(call.Deadline <= call.Now) && BoardUntil(call).IsBoard;

    /// <summary>Why this person is not asked for this part now; null when they may be. The first that holds, in the order of <see cref="WaveBar"/>.</summary>
    public WaveBar? BarOf(WaveCandidate candidate, Urgency urgency, DateTimeOffset now) => BarOf(candidate, urgency, settings.Quiet.Hold(clock, now));

    /// <summary>
    /// Whether the network asks more of people than they can give: more than a fifth of those who may be asked are at their budget. It is said to
    /// coordinators, because a budget by itself would quietly turn overload into needs that nobody hears of.
    /// </summary>
    public bool AsksExceed(int mayBeAsked, int atBudget) => mayBeAsked > 0 && atBudget > settings.AlarmAbove * mayBeAsked;

    /// <summary>
    /// How many waves may begin within <see cref="WaveSettings.SpreadOver"/> for what is not urgent, where so many may be asked: a server that comes up with a
    /// month of open needs asks a few neighbours at a time, and not everybody in its first minute.
    /// </summary>
    public int MostNewWaves(int mayBeAsked) => Math.Max(settings.FewestNewWaves, (int)(settings.ShareOfNewWaves * mayBeAsked));

    /// <summary>The chance that at least so many of them say yes, each for themselves.</summary>
    public static double ChanceOf(IReadOnlyList<double> probabilities, int places)
    {
        // few[i]: the chance that exactly i have said yes so far, for i below the places.
        var few = new double[Math.Max(places, 1)];
        few[0] = 1;
        foreach (var p in probabilities)
        {
            for (var i = few.Length - 1; i >= 0; i--)
            {
                few[i] = (few[i] * (1 - p)) + (i > 0 ? few[i - 1] * p : 0);
            }
        }

        return Math.Clamp(1 - few.Sum(), 0, 1);
    }

    private WaveBar? BarOf(WaveCandidate candidate, Urgency urgency, bool quiet) => candidate switch
    {
        { AskedBefore: true } => WaveBar.AskedBefore,
        { Paused: true } => WaveBar.Paused,
        { BeingAsked: true } => WaveBar.BeingAsked,
        _ when quiet && !(urgency == Urgency.Critical && candidate.EvenAtNight) => WaveBar.QuietHours,
        _ when candidate.AskedLately >= settings.HardBudget => WaveBar.HardBudget,
        _ when candidate.AskedLately >= settings.Budget(urgency) => WaveBar.SoftBudget,
        _ => null,
    };

    private List<(int Order, WaveCandidate Candidate)> Free(WaveCall call, IReadOnlyCollection<WaveCandidate> candidates, out ImmutableSortedDictionary<WaveBar, int> barred)
    {
        var quiet = settings.Quiet.Hold(clock, call.Now);
        var free = new List<(int Order, WaveCandidate Candidate)>();
        var counts = new int[Enum.GetValues<WaveBar>().Length];
        foreach (var candidate in candidates)
        {
            if (BarOf(candidate, call.Urgency, quiet) is { } bar)
            {
                counts[(int)bar]++;
            }
            else
            {
                free.Add((Order(candidate), candidate));
            }
        }

        free.Sort((a, b) => a.Candidate.StandsBy != b.Candidate.StandsBy ? b.Candidate.StandsBy.CompareTo(a.Candidate.StandsBy)
            : a.Order != b.Order ? b.Order.CompareTo(a.Order)
            : a.Candidate.HelperId.CompareTo(b.Candidate.HelperId));
        var homes = new HashSet<Guid>();
        free.RemoveAll(f => f.Candidate.HomeId is { } home && !homes.Add(home));
        barred = counts.Select((count, bar) => KeyValuePair.Create((WaveBar)bar, count)).Where(c => c.Value > 0).ToImmutableSortedDictionary();
        return free;
    }

    // The score, and how likely a yes is: asking somebody who never says yes helps neither of the two.
    private int Order(WaveCandidate candidate) => candidate.Points + (int)Math.Round(settings.AcceptancePoints * Sane(candidate.Probability));

    // How many it takes from here, those who are still thinking included: so many asks the wave may make, at once or, where people are spared, one by one.
    private int SizeOf(List<double> asked, IEnumerable<WaveCandidate> next, int places, int most)
    {
        var all = asked.ToList();
        foreach (var candidate in next)
        {
            if (all.Count >= most || ChanceOf(all, places) >= settings.Enough)
            {
                break;
            }

            all.Add(Sane(candidate.Probability));
        }

        return all.Count;
    }

    // Where neighbours have been asked a lot already and there is time, fewer at once: each ask that was not needed is missing later. The wave stays
    // as large as it was, it only takes longer.
    private int MostAtOnce(WaveCall call, IReadOnlyCollection<WaveCandidate> candidates, bool spare)
    {
        var most = settings.Most(call.Urgency);
        if (spare && call.Urgency < Urgency.Urgent && candidates.Count > 0)
        {
            var used = Math.Min(1, candidates.Average(c => Math.Max(c.AskedLately, 0)) / Math.Max(settings.SoftBudget, 1));
            most = Math.Max(1, (int)Math.Ceiling(most * (1 - used)));
        }

        var low = call is { AreaFill: { } area, NetworkFill: { } network } && area < settings.LowFill * network;
        return (most * Math.Max(call.Places, 1)) + (low ? 1 : 0);
    }

    // Without haste, far from the deadline or without one, the board has time to work.
    private (bool IsBoard, DateTimeOffset? Until) BoardUntil(WaveCall call) => call switch
    {
        { Urgency: >= Urgency.Urgent } => (false, null),
        { Deadline: not { } } => (true, null),
        { Deadline: { } deadline } => (deadline - call.Now > settings.WavesBeginBefore, deadline - settings.WavesBeginBefore),
    };

    private DateTimeOffset? HalfTime(WaveCall call) => call.Deadline is { } deadline ? call.Since + ((deadline - call.Since) * settings.HandOverAfter) : null;

    private static double Sane(double probability) => double.IsNaN(probability) ? 0 : Math.Clamp(probability, 0, 1);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;
}
