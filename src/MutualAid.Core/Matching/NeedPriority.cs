using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching;

/// <summary>
/// How much it matters that a need is met, in the points of <see cref="MatchScore"/>. The smallest is more than any match can score,
/// so nobody within reach is passed over to save a walk. Waiting counts up to two weeks, so it may lift a need by one step but never makes a normal one critical.
/// </summary>
public static class NeedPriority
{
    private static readonly long MostMinutes = (long)TimeSpan.FromDays(14).TotalMinutes;
    private static readonly long DoubleMinutes = (long)TimeSpan.FromDays(7).TotalMinutes;

    public static int Base(Urgency urgency) => urgency switch
    {
        Urgency.WhenSomeoneCan => 1_500,
        Urgency.Normal => 3_000,
        Urgency.Urgent => 8_000,
        _ => 30_000,
    };

    /// <summary>The base of its urgency, once more for each week of waiting, at most three times.</summary>
    public static int Of(Urgency urgency, TimeSpan waiting)
    {
        var minutes = Math.Clamp((long)waiting.TotalMinutes, 0, MostMinutes);
        return (int)(Base(urgency) + (Base(urgency) * minutes / DoubleMinutes));
    }
}
