using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>How somebody says when help would be good, before it becomes a day.</summary>
public enum WantedWhen
{
    /// <summary>Today or tomorrow.</summary>
    Soon,

    /// <summary>Within seven days, today among them.</summary>
    ThisWeek,
    OnDay,
    Before,
    NoHurry,

    /// <summary>On several days, or again and again; the page of parts and days says which.</summary>
    SeveralDays,

    /// <summary>The asker cannot say yet; the two settle it.</summary>
    NotSure,
}

/// <summary>
/// What somebody asks for, as they typed it, with the two things that make sending it twice the same as sending it once:
/// the id of the form and the key of the private page. Nothing of it is kept until it is posted.
/// </summary>
public sealed partial record PostNeed
{
    public Guid OperationId { get; init; }

    public string StatusKey { get; init; } = "";

    public string? KindId { get; init; }

    public string? Words { get; init; }

    public WantedWhen? When { get; init; }

    public DateOnly? Day { get; init; }

    public TimeOnly? Start { get; init; }

    public TimeOnly? End { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Normal;

    public IReadOnlyList<string> Languages { get; init; } = [];

    public string? Name { get; init; }

    public ReachBy? ReachBy { get; init; }

    public string? Phone { get; init; }

    public SafeContact SafeContact { get; init; }

    /// <summary>Null when the asker is not sure.</summary>
    public Guid? AreaId { get; init; }

    public string? Address { get; init; }

    public string? DoorNote { get; init; }

    public HelperChoice Choice { get; init; } = HelperChoice.FirstIsFine;

    public NeedCare Care { get; init; } = NeedCare.None;

    /// <summary>Set when a coordinator asks for a neighbour; the need is the neighbour's.</summary>
    public OnBehalf? OnBehalf { get; init; }

    /// <summary>The neighbour's offer this asks for.</summary>
    public Guid? OfferId { get; init; }

    /// <summary>How many of it.</summary>
    public decimal? OfferAmount { get; init; }

    /// <summary>Whether a neighbour who offers the kind nearby is asked first, whoever it is.</summary>
    public bool AskAGiver { get; init; }

    /// <summary>A fresh one, with an id and a key nobody can guess.</summary>
    public static PostNeed Begin() => new() { OperationId = Guid.NewGuid(), StatusKey = Secrets.NewKey() };

    /// <summary>The same for another kind of help; an offer it asked for is of its own kind and falls away.</summary>
    public PostNeed OfKind(string? kindId) =>
        kindId == KindId ? this : this with { KindId = kindId, OfferId = null, OfferAmount = null };

    /// <summary>The time the part gets, seen from today.</summary>
    public PartTime Time(DateOnly today) => When switch
    {
        WantedWhen.Soon => new PartTime(PartWhen.Before, today.AddDays(1)),
        WantedWhen.ThisWeek => new PartTime(PartWhen.Before, today.AddDays(6)),
        WantedWhen.OnDay => new PartTime(PartWhen.OnDay, Day, Start, End),
        WantedWhen.Before => new PartTime(PartWhen.Before, Day),
        _ => PartTime.Whenever,
    };
}

/// <summary>A need that arrived: its reference to say on the phone and the key of its private page.</summary>
public sealed record PostedNeed(Guid NeedId, string Reference, string StatusKey)
{
    /// <summary>The short key that opens the private page together with the reference, when somebody has no way to keep a link. It is shown once.</summary>
    public static string SpokenKeyOf(string statusKey) => Secrets.SpokenCodeOf(statusKey);
}
