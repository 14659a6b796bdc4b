namespace MutualAid.Core.Matching.Weekly;

/// <summary>Where a row stands in the review.</summary>
public enum PlanGroup
{
    /// <summary>Nothing speaks against asking.</summary>
    Safe,

    /// <summary>Fine by the rules, and still worth a look; <see cref="WeekPlanRow.Look"/> says at what.</summary>
    Look,

    /// <summary>Nobody; <see cref="WeekPlanRow.Because"/> says why.</summary>
    Empty,
}

/// <summary>What became of a row.</summary>
public enum PlanRowState
{
    Proposed,
    Asked,
}

/// <summary>What a coordinator should look at before accepting.</summary>
public enum PlanLook
{
    None,

    /// <summary>A kind of help where the first visit is made by two.</summary>
    FirstVisit,

    /// <summary>It would be the third thing of that week, or more.</summary>
    FullWeek,

    /// <summary>Has helped often in the last four weeks.</summary>
    HelpedOften,

    /// <summary>Few points: far for this person, or hardly at that time.</summary>
    ThinMatch,

    /// <summary>Not all places of it have somebody.</summary>
    PartOnly,
}

/// <summary>Why a place stays empty: the first rule that leaves nobody, or what the plan had to weigh.</summary>
public enum EmptyBecause
{
    NobodyGivesKind,
    OutOfReach,
    NotVetted,
    NoLanguage,
    NotFree,
    Resting,
    AskedBefore,
    Full,
    DayFull,
    CrossedOut,
    TooFew,
    NotTogether,
    OneHome,
    Limited,
    NeededElsewhere,
}

/// <summary>One line of a plan: a part and who is proposed for it, or places of it that stay empty and why. Ids and numbers only.</summary>
public sealed class WeekPlanRow
{
    private WeekPlanRow()
    {
    }

    public Guid Id { get; private set; }

    public Guid PlanId { get; private set; }

    /// <summary>Hardest to fill first.</summary>
    public int Position { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid PartId { get; private set; }

    public Guid? HelperId { get; private set; }

    /// <summary>The quarter of the week, 0 to 27 from Monday; null at a time of their own.</summary>
    public short? Slot { get; private set; }

    /// <summary>Points of this pair in the plan's sum; 0 is best.</summary>
    public int Cost { get; private set; }

    /// <summary>Points of the match as the desk counts them, 1,000 is best.</summary>
    public int Score { get; private set; }

    /// <summary>How many people could take the part on.</summary>
    public int Choices { get; private set; }

    public PlanGroup Group { get; private set; }

    public PlanRowState State { get; private set; }

    public PlanLook Look { get; private set; }

    public EmptyBecause? Because { get; private set; }

    /// <summary>How many people passed all rules before the one that left nobody; where a kind is limited, how many places the limit allows.</summary>
    public int Fell { get; private set; }

    /// <summary>Places that stay empty; 1 for a pair.</summary>
    public short Places { get; private set; } = 1;

    public bool Pinned { get; private set; }

    public uint Version { get; private set; }

    public static WeekPlanRow Pair(Guid planId, PlanPairing pair, int position, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        PlanId = planId,
        Position = position,
        NeedId = pair.NeedId,
        PartId = pair.PartId,
        HelperId = pair.HelperId,
        Slot = pair.Slot < 0 ? null : (short)pair.Slot,
        Cost = pair.Cost,
        Score = pair.Score,
        Choices = pair.Choices,
        Group = pair.Look == PlanLook.None ? PlanGroup.Safe : PlanGroup.Look,
        Look = pair.Look,
        Pinned = pair.Pinned,
    };

    public static WeekPlanRow Empty(Guid planId, PlanHole hole, int position, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        PlanId = planId,
        Position = position,
        NeedId = hole.NeedId,
        PartId = hole.PartId,
        Group = PlanGroup.Empty,
        Because = hole.Because,
        Fell = hole.Fell,
        Choices = hole.Choices,
        Places = (short)hole.Places,
    };

    /// <summary>The helper is being asked now.</summary>
    public void Ask() => State = PlanRowState.Asked;
}

/// <summary>A pair as the plan found it.</summary>
public sealed record PlanPairing(Guid NeedId, Guid PartId, Guid HelperId, int Slot, int Cost, int Score, int Choices, PlanLook Look, bool Pinned);

/// <summary>Places the plan could not fill.</summary>
public sealed record PlanHole(Guid NeedId, Guid PartId, int Places, EmptyBecause Because, int Fell, int Choices);
