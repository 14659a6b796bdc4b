using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;

namespace MutualAid.Core.Matching.Waves;

/// <summary>When help for a part comes too late: when its time begins, and without a time as its urgency says.</summary>
internal static class WaveDeadline
{
    public static DateTimeOffset? Of(PartRow part, Clocks clocks, NetworkClock clock) =>
        new NeedClock(clocks, clock).Begins(part.Facts.Time) ?? part.Urgency switch
        {
            Urgency.Critical => part.PostedAt.AddDays(1),
            Urgency.Urgent => part.PostedAt.AddDays(2),
            Urgency.Normal => part.PostedAt.AddDays(7),
            _ => null,
        };
}
