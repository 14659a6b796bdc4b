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

    internal static WavePing Of(Wave wave, WaveAsk ask, IReadOnlyList<ScoreLine> lines, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        WaveId = wave.Id,
        NeedId = wave.NeedId,
        PartId = wave.PartId,
        HelperId = ask.HelperId,
        Position = (short)ask.Position,
        Lines = [.. lines.OrderBy(line => line.Feature).Select(line => (short)line.Points)],
        Points = ask.Points,
        Chance = (int)Math.Round(ask.Probability * WholeChance),
        AskedAt = now,
        AnswerBy = ask.AnswerBy,
    };

    /// <summary>Keeps what came of it. A yes after the time was over is a yes; nothing else is changed afterwards.</summary>
    internal void Settle(PingOutcome outcome, DateTimeOffset now)
    {
        if (Outcome == PingOutcome.Waiting || (Outcome == PingOutcome.NoAnswer && outcome == PingOutcome.SaidYes))
        {
            (Outcome, OutcomeAt) = (outcome, now);
        }
    }
}
