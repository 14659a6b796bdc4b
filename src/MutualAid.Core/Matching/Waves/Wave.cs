namespace MutualAid.Core.Matching.Waves;

/// <summary>Why a wave began.</summary>
public enum WaveReason
{
    /// <summary>The part had just come, or had just come near enough to its time.</summary>
    First,

    /// <summary>The wave before it was not enough.</summary>
    NotEnough,

    /// <summary>Whoever helped this neighbour well before is asked before anybody else.</summary>
    HelpedBefore,
}

/// <summary>How a wave ended.</summary>
public enum WaveEnd
{
    /// <summary>The part has all its helpers.</summary>
    Covered,

    /// <summary>The next wave took its place.</summary>
    Followed,

    /// <summary>The part is not looked for any more: taken back, closed, or its time has come.</summary>
    Over,
}

/// <summary>One wave of asks for a part: so many neighbours, and how likely they make a yes.</summary>
public sealed class Wave
{
    private Wave()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid PartId { get; private set; }

    /// <summary>Counted from 1 for each part.</summary>
    public short Number { get; private set; }

    public WaveReason Reason { get; private set; }

    /// <summary>How many asks it may make.</summary>
    public short Size { get; private set; }

    /// <summary>How many it has made.</summary>
    public short Asked { get; private set; }

    /// <summary>The chance of enough yeses by the estimates at its first look, in basis points.</summary>
    public int ChanceAtStart { get; private set; }

    public DateTimeOffset BegunAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public WaveEnd? EndedHow { get; private set; }

    /// <summary>A wave that begins; its asks are counted by <see cref="Ask"/>.</summary>
    internal static Wave Begin(Guid needId, Guid partId, int number, int size, double chance, DateTimeOffset now, bool helpedBefore = false) => new()
    {
        Id = Guid.CreateVersion7(now),
        NeedId = needId,
        PartId = partId,
        Number = (short)number,
        Reason = helpedBefore ? WaveReason.HelpedBefore : number == 1 ? WaveReason.First : WaveReason.NotEnough,
        Size = (short)size,
        ChanceAtStart = (int)Math.Round(chance * WavePing.WholeChance),
        BegunAt = now,
    };

    /// <summary>How far the waves of its part are.</summary>
    internal WaveProgress Progress => new(Number, Size, Asked) { HelpedBefore = Reason == WaveReason.HelpedBefore };

    /// <summary>One ask more.</summary>
    internal WavePing Ask(WaveAsk ask, IReadOnlyList<ScoreLine> lines, DateTimeOffset now)
    {
        Asked++;
        return WavePing.Of(this, ask, lines, now);
    }

    /// <summary>Asks somebody once more who said yes too late when it was asked before.</summary>
    internal void AskAgain(WavePing late, WaveAsk ask, IReadOnlyList<ScoreLine> lines, DateTimeOffset now)
    {
        Asked++;
        late.Again(this, ask, lines, now);
    }

    /// <summary>Ends it; once.</summary>
    internal void End(WaveEnd how, DateTimeOffset now) => (EndedAt, EndedHow) = (EndedAt ?? now, EndedHow ?? how);
}
