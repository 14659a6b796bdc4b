namespace MutualAid.Core.Needs;

/// <summary>A helper would rather not take on a need that was suggested. Nobody is told and nobody asks why; it is only suggested no more.</summary>
public sealed class NotThisOne
{
    private NotThisOne()
    {
    }

    public Guid MemberId { get; private set; }

    public Guid NeedId { get; private set; }

    public DateTimeOffset At { get; private set; }
}
