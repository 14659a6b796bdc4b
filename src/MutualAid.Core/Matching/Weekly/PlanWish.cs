namespace MutualAid.Core.Matching.Weekly;

/// <summary>What a coordinator wishes of the next plans.</summary>
public enum WishKind
{
    /// <summary>These two belong together.</summary>
    Pin,

    /// <summary>These two do not.</summary>
    Forbid,
}

/// <summary>A part and a helper that a coordinator has pinned together or kept apart. One wish for a pair: the database holds that.</summary>
public sealed class PlanWish
{
    private PlanWish()
    {
    }

    public Guid PartId { get; private set; }

    public Guid HelperId { get; private set; }

    public WishKind Kind { get; private set; }

    public Guid? WishedBy { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static PlanWish Of(Guid partId, Guid helperId, WishKind kind, Guid? by, DateTimeOffset now) =>
        new() { PartId = partId, HelperId = helperId, Kind = kind, WishedBy = by, At = now };

    public void Turn(WishKind kind, Guid? by, DateTimeOffset now) => (Kind, WishedBy, At) = (kind, by, now);
}
