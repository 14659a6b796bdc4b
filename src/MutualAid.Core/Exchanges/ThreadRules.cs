using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Exchanges;

/// <summary>The two sides of a thread and how it stands between them.</summary>
internal sealed record ThreadSides
{
    public required Guid ClaimId { get; init; }

    public required Guid NeedId { get; init; }

    public required Guid HelperId { get; init; }

    public required Guid AskerId { get; init; }

    public required Guid? AreaId { get; init; }

    public required ClaimState State { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>One of the two would rather not be paired with the other.</summary>
    public required bool Blocked { get; init; }
}

/// <summary>
/// Who reads the messages of a claim (domain.md, "Who sees what"): the helper while it is agreed and 72 hours after it was done, the neighbour
/// who asked always, the coordinator of the area when asked in or when it was reported, the safeguarding lead when it was reported. Nobody else.
/// </summary>
internal static class ThreadRules
{
    public static IQueryable<ThreadSides> Threads(this MutualAidDb db) =>
        from claim in db.Claims
        join need in db.Needs on claim.NeedId equals need.Id
        select new ThreadSides
        {
            ClaimId = claim.Id,
            NeedId = need.Id,
            HelperId = claim.HelperId,
            AskerId = need.AskerId,
            AreaId = need.AreaId,
            State = claim.State,
            ChangedAt = claim.ChangedAt,
            Blocked = db.Blocks.Any(b => (b.MemberId == claim.HelperId && b.OtherId == need.AskerId) || (b.MemberId == need.AskerId && b.OtherId == claim.HelperId)),
        };

    /// <summary>Whether it stands between the two: the helper reads it, and both may write.</summary>
    public static bool Stands(this ThreadSides thread, DateTimeOffset now) => !thread.Blocked
        && (thread.State == ClaimState.Agreed
            || (thread.State is ClaimState.Done or ClaimState.PartDone && thread.ChangedAt > now - NeedVisibility.AfterDone));

    /// <summary>Whether an open call lets this person in. One of the two sides reads her own thread as herself, whatever her role.</summary>
    public static bool LetsIn(this ThreadSides thread, Actor actor, bool reported) =>
        actor.MemberId is { } me && me != thread.HelperId && me != thread.AskerId
        && (actor.Coordinates(thread.AreaId) || (reported && actor.IsSafeguardingLead));
}
