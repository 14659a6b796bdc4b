using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk;

/// <summary>Something a household asked for before.</summary>
public sealed record AskedBefore(Guid NeedId, Phrase Title, DateTimeOffset PostedAt, int DaysAgo, NeedState State);

/// <summary>A household that asked before, as a coordinator finds it again: a name and what it asked for, never its phone.</summary>
public sealed record Household
{
    public required Guid MemberId { get; init; }

    public required string Name { get; init; }

    public string? Area { get; init; }

    /// <summary>Whether the number given is theirs; else only the name is alike.</summary>
    public required bool ByPhone { get; init; }

    /// <summary>Whether they sign in themselves; then two of them are never made one.</summary>
    public required bool HasAccount { get; init; }

    public required SafeContact SafeContact { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<AskedBefore> Asked { get; init; }

    /// <summary>What must not be said on the phone, as they said it last.</summary>
    public string? NotToSay { get; init; }
}
