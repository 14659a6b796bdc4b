namespace MutualAid.Core.Matching.Waves;

/// <summary>What came of an ask.</summary>
public enum PingOutcome
{
    Waiting,
    SaidYes,
    SaidNo,

    /// <summary>The time for an answer was over. A later yes still turns it into one.</summary>
    NoAnswer,

    /// <summary>Others were enough, or it was not needed any more: nobody knows what the answer would have been.</summary>
    Covered,

    /// <summary>They said yes when somebody else had it already, and are among the first to be asked for the next one like it.</summary>
    StandsBy,
}

/// <summary>
/// One neighbour asked in a wave: an invitation to look, not a promise. It keeps why just they were asked, in points and in a chance, so that it can be
/// said later; it carries no word of anybody.
/// </summary>
public sealed class WavePing
{
    /// <summary>A certain yes.</summary>
    public const int WholeChance = 10_000;

    private WavePing()
    {
    }

    public Guid Id { get; private set; }

    public Guid WaveId { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid PartId { get; private set; }

    public Guid HelperId { get; private set; }

    /// <summary>Their place in the order of that look, from 0.</summary>
    public short Position { get; private set; }

    /// <summary>The points of each <see cref="MatchFeature"/>, in its order.</summary>
    public short[] Lines { get; private set; } = [];

    /// <summary>What the order was by: the sum, and what the chance of a yes added.</summary>
    public int Points { get; private set; }

    /// <summary>The estimate that they say yes, in basis points.</summary>
    public int Chance { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset AnswerBy { get; private set; }

    public PingOutcome Outcome { get; private set; }

    public DateTimeOffset? OutcomeAt { get; private set; }

    internal static WavePing Of(Wave wave, WaveAsk ask, IReadOnlyList<ScoreLine> lines, DateTimeOffset now)
    {
        var ping = new WavePing { Id = Guid.CreateVersion7(now), NeedId = wave.NeedId, PartId = wave.PartId, HelperId = ask.HelperId };
        ping.Again(wave, ask, lines, now);
        return ping;
    }

    /// <summary>The same person for the same part in another wave: only for whoever stands by.</summary>
    internal void Again(Wave wave, WaveAsk ask, IReadOnlyList<ScoreLine> lines, DateTimeOffset now)
    {
        (WaveId, Position, Points, Chance) = (wave.Id, (short)ask.Position, ask.Points, (int)Math.Round(ask.Probability * WholeChance));
        Lines = [.. lines.OrderBy(line => line.Feature).Select(line => (short)line.Points)];
        (AskedAt, AnswerBy, Outcome, OutcomeAt) = (now, ask.AnswerBy, PingOutcome.Waiting, null);
    }

    /// <summary>Keeps what came of it. A yes after the time was over is a yes; nothing else is changed afterwards.</summary>
    internal void Settle(PingOutcome outcome, DateTimeOffset now)
    {
        if (Outcome == PingOutcome.Waiting || (Outcome is PingOutcome.NoAnswer or PingOutcome.StandsBy && outcome == PingOutcome.SaidYes))
        {
            (Outcome, OutcomeAt) = (outcome, now);
        }
    }

    /// <summary>A yes when the place was taken: it is not lost. Whoever said no, or has it already, does not stand by. True when it changed something.</summary>
    internal bool StandBy(DateTimeOffset now)
    {
        if (Outcome is PingOutcome.SaidYes or PingOutcome.SaidNo or PingOutcome.StandsBy)
        {
            return false;
        }

        (Outcome, OutcomeAt) = (PingOutcome.StandsBy, now);
        return true;
    }
}
