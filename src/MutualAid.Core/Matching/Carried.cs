using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching;

/// <summary>Which claims count as something a helper carries: what they said yes to or did. Being asked takes nothing from a week.</summary>
internal static class Carried
{
    public const int WeeksThatCountAsLately = 4;

    public static readonly ClaimState[] InAWeek = [ClaimState.Offered, ClaimState.Agreed, ClaimState.Done, ClaimState.PartDone];

    public static readonly ClaimState[] AsHelp = [ClaimState.Done, ClaimState.PartDone];

    public static readonly string[] States = [.. InAWeek.Select(state => state.ToString())];

    /// <summary>How long an invitation weighs on whoever got it.</summary>
    public static readonly TimeSpan AskedWithin = TimeSpan.FromDays(7);

    public static DateOnly LatelySince(DateOnly today) => today.AddDays(-7 * WeeksThatCountAsLately);
}
