namespace MutualAid.Bench.Waves;

/// <summary>Who is asked, and when. One object for one run; it remembers what it likes about it.</summary>
public abstract class WayOfAsking
{
    /// <summary>Before the first need comes.</summary>
    public virtual void Begin(WaveRun run)
    {
    }

    /// <summary>A need has come.</summary>
    public abstract void Posted(WaveRun run, int need);

    /// <summary>Somebody said yes, and takes the need after this; or no, and it is still open. In time: before their wait was over.</summary>
    public virtual void Answered(WaveRun run, Ask ask, bool yes, bool inTime)
    {
    }

    /// <summary>The time somebody had for an answer is over, and the need still open.</summary>
    public virtual void NoAnswer(WaveRun run, Ask ask)
    {
    }

    /// <summary>The need found somebody, or its deadline has come.</summary>
    public virtual void Ended(WaveRun run, int need)
    {
    }
}
