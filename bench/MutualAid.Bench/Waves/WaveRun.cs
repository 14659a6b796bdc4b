namespace MutualAid.Bench.Waves;

/// <summary>How a need ended: each in exactly one of these ways.</summary>
public enum NeedEnd
{
    /// <summary>Somebody who was asked came in time.</summary>
    Asked,

    /// <summary>Somebody found it on the board in time.</summary>
    Board,

    /// <summary>The deadline came first.</summary>
    Nobody,
}

/// <summary>One ask of one person for one need.</summary>
public sealed class Ask(int need, int helper, double at, double probability)
{
    public int Need { get; } = need;

    public int Helper { get; } = helper;

    public double At { get; } = at;

    /// <summary>What whoever asked thought of the chance.</summary>
    public double Probability { get; } = probability;

    /// <summary>Still within its time, unanswered, and the need open.</summary>
    public bool Waiting { get; set; } = true;
}

/// <summary>What happens to one need.</summary>
public sealed class NeedRun
{
    public List<Ask> Asks { get; } = [];

    /// <summary>Since when it can be seen on the board; null when it cannot.</summary>
    public double? OnBoard { get; set; }

    public bool HandedOver { get; set; }

    public NeedEnd? End { get; set; }

    public double EndedAt { get; set; }
}

/// <summary>
/// Four weeks of one town under one way of asking: needs come, people are asked, answer late, early or never, tire, sleep, and look at the board by
/// themselves. The way of asking decides nothing but whom it asks and when; people are the same under each.
/// </summary>
public sealed class WaveRun
{
    private const double RestsIn = 3 * WaveTown.Day;
    private const double WeekMinutes = 7 * WaveTown.Day;
    private const int SeenOnBoard = 20;

    private readonly PriorityQueue<Action, (double At, long Turn)> agenda = new();
    private readonly WayOfAsking way;
    private readonly Chance chance;
    private readonly List<int> board = [];
    private readonly double[] tired;
    private readonly double[] tiredAt;
    private readonly Queue<double>[] asked;
    private readonly int[] waiting;
    private readonly int[,] held;
    private readonly int[] given;
    private long turn;

    private WaveRun(WaveTown town, WayOfAsking way)
    {
        (Town, this.way, chance) = (town, way, new Chance(town.Seed));
        var count = town.Helpers.Count;
        (tired, tiredAt, waiting, given) = (new double[count], new double[count], new int[count], new int[count]);
        asked = [.. Enumerable.Range(0, count).Select(_ => new Queue<double>())];
        held = new int[count, (town.Recipe.Days / 7) + 2];
        Needs = [.. town.Needs.Select(_ => new NeedRun())];
        AskedInWeek = new int[count, (town.Recipe.Days / 7) + 2];
    }

    public WaveTown Town { get; }

    public IReadOnlyList<NeedRun> Needs { get; }

    public double Now { get; private set; }

    /// <summary>How many asks were made.</summary>
    public int Pings { get; private set; }

    /// <summary>The most asks that anybody had within seven days.</summary>
    public int MostInSevenDays { get; private set; }

    /// <summary>Yeses that came when the need had somebody already or was over.</summary>
    public int Surplus { get; private set; }

    /// <summary>Asks each helper had in each week of the calendar.</summary>
    public int[,] AskedInWeek { get; }

    /// <summary>What each helper gave in all.</summary>
    public IReadOnlyList<int> Given => given;

    public static WaveRun Of(WaveTown town, WayOfAsking way)
    {
        var run = new WaveRun(town, way);
        run.Play();
        return run;
    }

    /// <summary>Does something after so many minutes.</summary>
    public void After(double minutes, Action action) => agenda.Enqueue(action, (Now + minutes, turn++));

    public bool IsOpen(int need) => Needs[need].End is null;

    /// <summary>Whether this helper's own weekly limit has room; nobody beyond it is asked, whoever asks.</summary>
    public bool HasRoom(int helper) => held[helper, Week] < Town.Helpers[helper].Facts.WeeklyCapacity;

    public int HeldThisWeek(int helper) => held[helper, Week];

    public int GivenBy(int helper) => given[helper];

    /// <summary>Whether this helper is thinking about an ask right now.</summary>
    public bool IsBeingAsked(int helper) => waiting[helper] > 0;

    /// <summary>Asks of the last seven days.</summary>
    public int AskedLately(int helper)
    {
        var times = asked[helper];
        while (times.TryPeek(out var first) && first <= Now - WeekMinutes)
        {
            times.Dequeue();
        }

        return times.Count;
    }

    /// <summary>Shows the need on the board from now on.</summary>
    public void Release(int need)
    {
        if (Needs[need].OnBoard is null && IsOpen(need))
        {
            Needs[need].OnBoard = Now;
            board.Add(need);
        }
    }

    /// <summary>Asks somebody. After the wait, when there is one, the way of asking hears that no answer came.</summary>
    public void Ping(int need, int helper, double? wait, double probability = 0)
    {
        var ask = new Ask(need, helper, Now, probability);
        Needs[need].Asks.Add(ask);
        Pings++;
        asked[helper].Enqueue(Now);
        MostInSevenDays = Math.Max(MostInSevenDays, AskedLately(helper));
        AskedInWeek[helper, Week]++;
        waiting[helper]++;

        // The mood of the moment is settled when the ask comes, and each ask makes the next one more tiresome.
        var yes = chance.Of(need, helper, 1) < Willing(need, helper);
        Tire(helper, 1);
        var answers = yes || chance.Of(need, helper, 2) < .35;
        if (answers)
        {
            var mean = chance.Of(need, helper, 3) < .7 ? 12 : 90;
            After(Awake(helper, need, Now + chance.Wait(mean, need, helper, 4)) - Now, () => Answer(ask, yes));
        }

        if (wait is { } minutes)
        {
            After(minutes, () => TimeIsUp(ask));
        }
    }

    private int Week => (int)(Now / WeekMinutes);

    private void Play()
    {
        for (var i = 0; i < Needs.Count; i++)
        {
            var need = i;
            agenda.Enqueue(() => way.Posted(this, need), (Town.Needs[need].Posted, turn++));
            agenda.Enqueue(() => End(need, NeedEnd.Nobody), (Town.Needs[need].Deadline, turn++));
        }

        for (var helper = 0; helper < Town.Helpers.Count; helper++)
        {
            PlanVisit(helper, 0);
        }

        way.Begin(this);
        var last = Town.Needs.Count == 0 ? 0 : Town.Needs.Max(n => n.Deadline);
        while (agenda.TryDequeue(out var next, out var when) && when.At <= last)
        {
            Now = when.At;
            next();
        }
    }

    private void Answer(Ask ask, bool yes)
    {
        var inTime = Stop(ask);
        if (yes && IsOpen(ask.Need) && HasRoom(ask.Helper))
        {
            way.Answered(this, ask, yes: true, inTime);
            Take(ask.Need, ask.Helper, NeedEnd.Asked);
        }
        else if (yes)
        {
            Surplus++;
        }
        else if (IsOpen(ask.Need))
        {
            way.Answered(this, ask, yes: false, inTime);
        }
    }

    private void TimeIsUp(Ask ask)
    {
        if (Stop(ask) && IsOpen(ask.Need))
        {
            way.NoAnswer(this, ask);
        }
    }

    private bool Stop(Ask ask)
    {
        var was = ask.Waiting;
        ask.Waiting = false;
        waiting[ask.Helper] -= was ? 1 : 0;
        return was;
    }

    private void Take(int need, int helper, NeedEnd how)
    {
        held[helper, Week]++;
        given[helper]++;
        Tire(helper, -1);
        End(need, how);
    }

    private void End(int need, NeedEnd how)
    {
        var run = Needs[need];
        if (run.End is not null)
        {
            return;
        }

        (run.End, run.EndedAt) = (how, Now);
        board.Remove(need);
        foreach (var ask in run.Asks)
        {
            Stop(ask);
        }

        way.Ended(this, need);
    }

    // What a person is really like: keen or not, fonder of some kinds, more willing near by, and tired of being asked.
    private double Willing(int need, int helper)
    {
        var (person, what) = (Town.Helpers[helper], Town.Needs[need]);
        var taste = Math.Exp(.5 * chance.Normal(helper, what.Facts.Kind, 10));
        var near = 1.25 - (.5 * WaveTown.Metres(person.At, what.At) / person.Facts.Radius);
        return Math.Min(.95, person.Keen * taste * near * Math.Pow(1 - Town.Recipe.Fatigue, Tiredness(helper)));
    }

    private double Tiredness(int helper) => tired[helper] * Math.Exp(-(Now - tiredAt[helper]) / RestsIn);

    private void Tire(int helper, double by) => (tired[helper], tiredAt[helper]) = (Math.Max(0, Tiredness(helper) + by), Now);

    // Between eleven and seven people sleep; an ask of the night is answered in the morning, unless they said that it may wake them.
    private double Awake(int helper, int need, double at)
    {
        var hour = at % WaveTown.Day / 60;
        var wakes = Town.Needs[need].Urgency == Core.Needs.Urgency.Critical && Town.Helpers[helper].EvenAtNight;
        return wakes || (hour >= 7 && hour < 23) ? at : at - (at % WaveTown.Day) + (hour >= 23 ? WaveTown.Day : 0) + (7 * 60) + chance.Wait(20, need, helper, 6);
    }

    private void PlanVisit(int helper, int visit)
    {
        var wait = chance.Wait(WaveTown.Day / Town.Helpers[helper].Visits, helper, visit, 20);
        After(wait, () => Visit(helper, visit));
    }

    // Who comes by looks at the newest that they could do, and takes the nearest if the mood is right; who is tired of asks comes by less.
    private void Visit(int helper, int visit)
    {
        PlanVisit(helper, visit + 1);
        var hour = Now % WaveTown.Day / 60;
        if (hour < 7 || hour >= 23 || Town.Helpers[helper].Paused || !HasRoom(helper)
            || chance.Of(helper, visit, 21) > Math.Pow(1 - Town.Recipe.Fatigue, Tiredness(helper)))
        {
            return;
        }

        var (best, least) = (-1, double.MaxValue);
        for (var (i, seen) = (board.Count - 1, 0); i >= 0 && seen < SeenOnBoard; i--)
        {
            var need = Town.Needs[board[i]];
            if (Array.BinarySearch(need.Within, helper) >= 0)
            {
                seen++;
                var far = WaveTown.Metres(need.At, Town.Helpers[helper].At);
                (best, least) = far < least ? (board[i], far) : (best, least);
            }
        }

        // Somebody who came to look is three times as ready as somebody who was interrupted.
        if (best >= 0 && chance.Of(best, helper, 22) < 3 * Willing(best, helper))
        {
            Take(best, helper, NeedEnd.Board);
        }
    }
}
