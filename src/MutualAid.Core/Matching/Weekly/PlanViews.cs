using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>A plan as its page heads it.</summary>
public sealed record PlanCard(
    Guid Id, WeekPlanState State, DateOnly FirstDay, DateOnly LastDay, int Days, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, DateTimeOffset? ExpiresAt,
    bool Fresh, WeekStage Stage, int Done, int Of, Phrase? Why, PlanFigures? Figures, long Cost, long LowerBound);

/// <summary>A row of a plan, put together from what is true now.</summary>
public sealed record PlanRowView
{
    public required Guid Id { get; init; }

    public required Guid NeedId { get; init; }

    public required Guid PartId { get; init; }

    public required KindBadge Kind { get; init; }

    public string? Area { get; init; }

    public required PartTime Time { get; init; }

    /// <summary>Days by the network's calendar; 0 is today.</summary>
    public required int DaysWaited { get; init; }

    public required Urgency Urgency { get; init; }

    public required PlanRowState State { get; init; }

    public bool Pinned { get; init; }

    public Guid? HelperId { get; init; }

    public string Name { get; init; } = "";

    public short Patch { get; init; }

    public short PatchTone { get; init; }

    /// <summary>What the helper would carry that week with all that the plan proposes, and what they said is enough.</summary>
    public int LoadWith { get; init; }

    public int Capacity { get; init; }

    /// <summary>How many people could take it on.</summary>
    public int Choices { get; init; }

    public IReadOnlyList<Phrase> Why { get; init; } = [];

    public Phrase? Look { get; init; }

    /// <summary>What has changed since the plan was made, so that nobody can be asked by it any more.</summary>
    public Phrase? Changed { get; init; }

    /// <summary>For places that stay empty: why, how many, and what could help.</summary>
    public Phrase? Because { get; init; }

    public Phrase? Help { get; init; }

    public int Places { get; init; } = 1;
}

/// <summary>One group of the review: how many rows still stand open, those shown, and where the next stretch begins.</summary>
public sealed record PlanGroupView(PlanGroup Group, int Open, IReadOnlyList<PlanRowView> Rows, int? After);

/// <summary>A pair that was pinned or crossed out.</summary>
public sealed record PlanWishView(Guid PartId, Guid HelperId, WishKind Kind, Phrase Title, string Name);

/// <summary>The page of the plan: the newest, whatever became of it, the newest that is ready, and its rows in the coordinator's areas.</summary>
public sealed record PlanReview(PlanCard? Newest, PlanCard? Ready, IReadOnlyList<PlanGroupView> Groups, int Asked, IReadOnlyList<PlanWishView> Wishes)
{
    public int OpenIn(PlanGroup group) => Groups.FirstOrDefault(g => g.Group == group)?.Open ?? 0;
}

/// <summary>Somebody else who could take a row's part on: by how many points the whole plan gets dearer, exactly, and what else would change.</summary>
public sealed record PlanAlternative(
    Guid HelperId, string Name, short Patch, short PatchTone, int LoadWith, int Capacity, IReadOnlyList<Phrase> Why, long Dearer, IReadOnlyList<Phrase> Changes, int MoreChanges);

/// <summary>One row looked at closely, with those who were considered for it.</summary>
public sealed record PlanSwap(PlanCard Plan, PlanRowView Row, IReadOnlyList<PlanAlternative> Others, Phrase? Gone);
