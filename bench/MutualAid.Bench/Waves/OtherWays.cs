using MutualAid.Core.Matching.Waves;

namespace MutualAid.Bench.Waves;

/// <summary>Everybody in range at once, and the board from the first minute.</summary>
public sealed class NotifyAll : WayOfAsking
{
    public override void Posted(WaveRun run, int need)
    {
        run.Release(need);
        foreach (var helper in run.Town.Needs[need].Within.Where(run.HasRoom))
        {
            run.Ping(need, helper, wait: null);
        }
    }
}

/// <summary>Nobody is asked: who comes by the board finds it.</summary>
public sealed class BoardOnly : WayOfAsking
{
    public override void Posted(WaveRun run, int need) => run.Release(need);
}

/// <summary>
/// One after the other in some order, the next when the last says no or lets the time pass, and the board from the first minute. They wait as long
/// as waves do, and let people sleep.
/// </summary>
public abstract class OneByOne : WayOfAsking
{
    private readonly WaveSettings settings = WaveSettings.Default;

    public override void Posted(WaveRun run, int need)
    {
        run.Release(need);
        Next(run, need);
    }

    public override void Answered(WaveRun run, Ask ask, bool yes, bool inTime)
    {
        if (!yes && inTime)
        {
            Next(run, ask.Need);
        }
    }

    public override void NoAnswer(WaveRun run, Ask ask) => Next(run, ask.Need);

    /// <summary>The less, the sooner this helper is asked; the place is the one in the need's list of helpers.</summary>
    protected abstract double Order(WaveRun run, int need, int place);

    private void Next(WaveRun run, int need)
    {
        if (!run.IsOpen(need))
        {
            return;
        }

        var hour = run.Now % WaveTown.Day / 60;
        if (hour is < 7 or >= 22)
        {
            run.After(((hour >= 22 ? WaveTown.Day : 0) + (7 * 60)) - (run.Now % WaveTown.Day), () => Next(run, need));
            return;
        }

        var before = run.Needs[need].Asks.Select(a => a.Helper).ToHashSet();
        var within = run.Town.Needs[need].Within;
        var left = Enumerable.Range(0, within.Length).Where(i => run.HasRoom(within[i]) && !before.Contains(within[i])).ToList();
        if (left.Count > 0)
        {
            run.Ping(need, within[left.MinBy(i => Order(run, need, i))], settings.WaitFor(run.Town.Needs[need].Urgency).TotalMinutes);
        }
    }
}

/// <summary>The nearest first.</summary>
public sealed class NearestFirst : OneByOne
{
    protected override double Order(WaveRun run, int need, int place) =>
        WaveTown.Metres(run.Town.Needs[need].At, run.Town.Helpers[run.Town.Needs[need].Within[place]].At);
}

/// <summary>The best by our own score first: what the waves order by, without waves.</summary>
public sealed class BestScoreFirst : OneByOne
{
    private Sums sums = new(0);

    public override void Begin(WaveRun run) => sums = new Sums(run.Needs.Count);

    protected override double Order(WaveRun run, int need, int place) => -sums.Of(run, need, place, run.AskedLately(run.Town.Needs[need].Within[place]));
}

/// <summary>
/// A weighted greedy as the mutual aid extension for CiviCRM documents its matching (systopia/de.systopia.mutualaid, README.md and docs/usage.md): a
/// job run by cron gives each person who needs help the best helper by nearness and the number of shared kinds of help and languages, with at
/// least one shared; people at the desk review each match and write to the helper; a match that is cancelled goes round again. No weights are documented,
/// so both count the same here. Ours to choose and stated so: the job runs each hour, the desk writes from 9 to 18, and waits for four hours.
/// </summary>
public sealed class ReviewedMatch : WayOfAsking
{
    private const double WaitMinutes = 240;

    private readonly SortedSet<int> unmatched = [];

    public override void Begin(WaveRun run) => run.After(60, () => Job(run));

    public override void Posted(WaveRun run, int need) => unmatched.Add(need);

    public override void Answered(WaveRun run, Ask ask, bool yes, bool inTime)
    {
        if (!yes && inTime)
        {
            unmatched.Add(ask.Need);
        }
    }

    public override void NoAnswer(WaveRun run, Ask ask) => unmatched.Add(ask.Need);

    public override void Ended(WaveRun run, int need) => unmatched.Remove(need);

    private void Job(WaveRun run)
    {
        run.After(60, () => Job(run));
        if (run.Now % WaveTown.Day / 60 is < 9 or >= 18)
        {
            return;
        }

        foreach (var need in unmatched.ToList())
        {
            var what = run.Town.Needs[need];
            var before = run.Needs[need].Asks.Select(a => a.Helper).ToHashSet();
            var left = what.Within.Where(h => run.HasRoom(h) && !run.IsBeingAsked(h) && !before.Contains(h)).ToList();
            if (left.Count > 0)
            {
                unmatched.Remove(need);
                run.Ping(need, left.MaxBy(h => Weight(what, run.Town.Helpers[h])), WaitMinutes);
            }
        }
    }

    // One kind is asked for and everybody in range does it, so the shared kinds are one and nearness decides.
    private static double Weight(TownNeed need, TownHelper helper) =>
        (0.5 * (1 - (WaveTown.Metres(need.At, helper.At) / helper.Facts.Radius))) + (0.5 * ((helper.Facts.Kinds >> need.Facts.Kind) & 1));
}
