using System.Collections.Immutable;

namespace MutualAid.Core.Matching.Waves;

/// <summary>Why somebody who could help is not asked now.</summary>
public enum WaveBar
{
    AskedBefore,
    Paused,
    BeingAsked,
    QuietHours,
    SoftBudget,
    HardBudget,
}

/// <summary>Why a coordinator is told, and the need goes to the public board.</summary>
public enum HandOver
{
    /// <summary>Too few people may be asked for a wave to make sense: ring them.</summary>
    TooFew,

    /// <summary>Half of the time to the deadline has gone.</summary>
    HalfTime,

    /// <summary>As many waves as there should be were not enough.</summary>
    WavesSpent,

    /// <summary>Everybody who may be asked has been, or is at their budget.</summary>
    NobodyLeft,
}

/// <summary>What the waves do about a part now.</summary>
public enum WaveStep
{
    /// <summary>Ask these people.</summary>
    Ask,

    /// <summary>Enough have been asked for the moment.</summary>
    Enough,

    /// <summary>There is time: the digest and the board are enough.</summary>
    BoardOnly,

    /// <summary>Nobody is asked before the night is over.</summary>
    Quiet,

    /// <summary>Nobody is left to ask.</summary>
    NobodyLeft,

    /// <summary>No wave: it is with a coordinator.</summary>
    WithCoordinator,
}

/// <summary>One person to ask.</summary>
/// <param name="HelperId">Whom.</param>
/// <param name="Wave">The number of the wave.</param>
/// <param name="Position">Their place in the order of that look, from 0.</param>
/// <param name="Points">What the order was by.</param>
/// <param name="Probability">The estimate that they say yes, 0 to 1.</param>
/// <param name="AnswerBy">Until when the place is kept for them; a later yes still counts while the place is free.</param>
public sealed record WaveAsk(Guid HelperId, int Wave, int Position, int Points, double Probability, DateTimeOffset AnswerBy);

/// <summary>What to do about a part now, and why.</summary>
public sealed record WaveDecision
{
    public required WaveStep Step { get; init; }

    public ImmutableArray<WaveAsk> Asks { get; init; } = [];

    /// <summary>How far the waves are once these asks are made.</summary>
    public WaveProgress Progress { get; init; }

    /// <summary>The chance that enough of all who are being asked say yes, by the estimates, 0 to 1.</summary>
    public double Chance { get; init; }

    /// <summary>Set once, at the look that hands the need to a coordinator and the board.</summary>
    public HandOver? HandOver { get; init; }

    /// <summary>How many people could help and are not asked now, by reason.</summary>
    public ImmutableSortedDictionary<WaveBar, int> Barred { get; init; } = ImmutableSortedDictionary<WaveBar, int>.Empty;

    /// <summary>When the answer may be another one by itself; null when only an answer, a timeout or a new helper changes it.</summary>
    public DateTimeOffset? LookAgainAt { get; init; }
}
