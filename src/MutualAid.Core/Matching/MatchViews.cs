using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching;

/// <summary>A helper who may be asked for a part, as a coordinator sees them: why, how far, and how much of the week is taken.</summary>
public sealed record HelperMatch(
    Guid MemberId, string Name, short Patch, short PatchTone, int Score, DistanceBand? Band, MatchReasons Reasons, int HeldThatWeek, int WeeklyCapacity);

/// <summary>A helper who gives this kind of help near enough but may not be asked now, and why. Without a name where the reason is somebody's private wish.</summary>
public sealed record LeftOutHelper(Guid? MemberId, string? Name, Phrase Why);

/// <summary>Who could take a part on, best first, and who nearby was left out.</summary>
public sealed record HelpersForPart(Guid NeedId, Guid PartId, IReadOnlyList<HelperMatch> Helpers, IReadOnlyList<LeftOutHelper> LeftOut);

/// <summary>A need that fits a helper by one of its parts, and why in one sentence. Nothing in it is finer than area and distance band.</summary>
public sealed record NeedMatch(
    Guid NeedId, Guid PartId, string KindId, Guid? AreaId, Urgency Urgency, DateTimeOffset PostedAt, PartTime Time, int Score, DistanceBand? Band,
    MatchReasons Reasons)
{
    /// <summary>"it’s under 1 km from you, you speak Arabic and you’re free on Tuesday morning".</summary>
    public Phrase Why => Reasons.InOneSentence();
}

/// <summary>How one open part fits the helper who looks at it: the reasons, or the one thing that stands against it.</summary>
public sealed record PartFit(Guid PartId, MatchReasons? Reasons, Phrase? WhyNot)
{
    public bool Fits => Reasons is not null;
}
