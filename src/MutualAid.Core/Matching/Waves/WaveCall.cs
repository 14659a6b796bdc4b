using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching.Waves;

/// <summary>Somebody who passes every hard rule for a part, as the waves look at them: numbers, no name, no place.</summary>
public readonly record struct WaveCandidate
{
    public required Guid HelperId { get; init; }

    /// <summary>The online score: 0 to 1000 points, load, asks of the last days and what plans keep them for taken off (<see cref="MatchScore"/>).</summary>
    public required int Points { get; init; }

    /// <summary>How likely a yes is, 0 to 1 (<see cref="AcceptanceEstimate"/>); what is not a number counts as 0.</summary>
    public required double Probability { get; init; }

    /// <summary>How often they were asked in the last seven days, whatever came of it.</summary>
    public int AskedLately { get; init; }

    /// <summary>They were asked for this part before.</summary>
    public bool AskedBefore { get; init; }

    /// <summary>They are being asked for something else right now: one question at a time.</summary>
    public bool BeingAsked { get; init; }

    /// <summary>They asked for a break from being asked.</summary>
    public bool Paused { get; init; }

    /// <summary>They said that a critical need may wake them.</summary>
    public bool EvenAtNight { get; init; }

    /// <summary>They helped this neighbour before, and both would like to meet again: they are asked before anybody else.</summary>
    public bool HelpedBefore { get; init; }

    /// <summary>Where the part's helpers come from different homes, the home that was noted for them: of one home one is asked at a time.</summary>
    public Guid? HomeId { get; init; }

    /// <summary>They said yes to something like this when it was taken already: they come first in the order.</summary>
    public bool StandsBy { get; init; }
}

/// <summary>The part that is looked for, at the moment of the look.</summary>
public sealed record WaveCall
{
    public required Urgency Urgency { get; init; }

    /// <summary>When the search began; half of the time to the deadline counts from here.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When help comes too late; null when there is no such moment.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>How many helpers are still looked for, one at least.</summary>
    public int Places { get; init; } = 1;

    /// <summary>The estimates of those who were asked and have still time to answer.</summary>
    public IReadOnlyList<double> Waiting { get; init; } = [];

    /// <summary>The wave that runs; <see cref="WaveProgress.None"/> before the first.</summary>
    public WaveProgress Progress { get; init; } = WaveProgress.None;

    /// <summary>A coordinator has been told already.</summary>
    public bool HandedOver { get; init; }

    /// <summary>The share of recent needs of the part's area that found somebody, and of the whole network, 0 to 1; null where too few are known.</summary>
    public double? AreaFill { get; init; }

    public double? NetworkFill { get; init; }
}

/// <summary>
/// How far the waves are. A wave is as many asks as its size; who says no or nothing is replaced at once, and once a wave has made all its asks
/// the next ask begins the next wave.
/// </summary>
/// <param name="Number">The wave that runs, counted from 1; 0 before the first.</param>
/// <param name="Size">How many asks it may make.</param>
/// <param name="Asked">How many it has made.</param>
public readonly record struct WaveProgress(int Number, int Size, int Asked)
{
    public static WaveProgress None => default;

    /// <summary>The wave is that of whoever helped this neighbour before, and of nobody else while they may answer.</summary>
    public bool HelpedBefore { get; init; }

    /// <summary>Whether the next ask begins a new wave.</summary>
    public bool IsSpent => Asked >= Size;
}
