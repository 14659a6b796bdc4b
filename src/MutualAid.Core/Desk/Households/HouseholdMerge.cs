using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Desk;

/// <summary>
/// Two households that a coordinator made one: what moved, and how it was before, so that undoing brings back exactly that.
/// Ids and wishes only.
/// </summary>
public sealed class HouseholdMerge
{
    /// <summary>How long it can be undone.</summary>
    public const int UndoDays = 14;

    private HouseholdMerge()
    {
    }

    public Guid Id { get; private set; }

    public Guid KeptId { get; private set; }

    public Guid GoneId { get; private set; }

    public Guid ById { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>The needs that moved.</summary>
    public List<Guid> NeedIds { get; private set; } = [];

    /// <summary>Whom the kept household is not brought together with any more, because the other one would rather not.</summary>
    public List<Guid> BlocksMade { get; private set; } = [];

    /// <summary>Who would rather not meet the other one, and so not the kept one either.</summary>
    public List<Guid> BlockedByMade { get; private set; } = [];

    public SafeContact WishesBefore { get; private set; }

    public uint Version { get; private set; }

    public static HouseholdMerge Of(
        Member kept, Member gone, Guid byId, IEnumerable<Guid> needIds, IEnumerable<Guid> blocksMade, IEnumerable<Guid> blockedByMade, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            KeptId = kept.Id,
            GoneId = gone.Id,
            ById = byId,
            At = now,
            NeedIds = [.. needIds],
            BlocksMade = [.. blocksMade],
            BlockedByMade = [.. blockedByMade],
            WishesBefore = kept.SafeContact,
        };

    /// <summary>Marks it as undone. Refuses a second time, and when its two weeks are over.</summary>
    public Result Undo(DateTimeOffset now)
    {
        if (UndoneAt is not null)
        {
            return Refusal.Conflict(Phrase.Of("This was undone already."));
        }

        if (At.AddDays(UndoDays) <= now)
        {
            return Refusal.Conflict(Phrase.Of("Two weeks are over, so this stays as it is."));
        }

        UndoneAt = now;
        return Result.Done;
    }
}
