namespace MutualAid.Core.Matching.Waves;

/// <summary>When a part is looked at again, and whether a coordinator has been told. One row for each part that was looked at.</summary>
public sealed class WaveLook
{
    private WaveLook()
    {
    }

    public Guid PartId { get; private set; }

    public Guid NeedId { get; private set; }

    /// <summary>The next look. An answer, or its time being over, moves it forward to that moment.</summary>
    public DateTimeOffset At { get; private set; }

    public HandOver? HandedOver { get; private set; }

    public DateTimeOffset? HandedOverAt { get; private set; }

    internal static WaveLook First(Guid needId, Guid partId, DateTimeOffset now) => new() { NeedId = needId, PartId = partId, At = now };

    internal void Again(DateTimeOffset at) => At = at;

    internal void HandOverTo(HandOver why, DateTimeOffset now) => (HandedOver, HandedOverAt) = (HandedOver ?? why, HandedOverAt ?? now);
}
