namespace MutualAid.Core.Exchanges;

/// <summary>A message as one of the two reads it.</summary>
public sealed record ThreadMessage(bool Mine, string Words, DateTimeOffset At);

/// <summary>The thread of a claim for one of its two sides.</summary>
public sealed record ClaimThread
{
    public required Guid ClaimId { get; init; }

    /// <summary>The first name of the other side.</summary>
    public required string OtherName { get; init; }

    public required IReadOnlyList<ThreadMessage> Messages { get; init; }

    /// <summary>Whether another message can be written: while it is agreed, and a few days after.</summary>
    public required bool CanWrite { get; init; }

    /// <summary>A coordinator was asked to read along; both sides see that.</summary>
    public required bool Invited { get; init; }

    /// <summary>This side said that something worries them; the other side is not told.</summary>
    public required bool ReportedByMe { get; init; }
}

/// <summary>A thread that somebody asked to have looked at, in the list of those who look after people.</summary>
public sealed record CalledThread(Guid ClaimId, Guid NeedId, string KindId, Common.Phrase Kind, string AskerName, string HelperName, bool Reported, DateTimeOffset Since);

/// <summary>A message as somebody reads it who was asked in.</summary>
public sealed record ReadMessage(bool FromHelper, string Words, DateTimeOffset At);
