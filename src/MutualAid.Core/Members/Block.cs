namespace MutualAid.Core.Members;

/// <summary>One member would rather not be paired with another. It counts both ways, and the other is never told.</summary>
public sealed class Block
{
    private Block()
    {
    }

    public Guid MemberId { get; private set; }

    public Guid OtherId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static Block Between(Guid memberId, Guid otherId, DateTimeOffset now) => new() { MemberId = memberId, OtherId = otherId, At = now };
}
