namespace MutualAid.Core.Data;

/// <summary>A form that was sent: its id can be used once, and leads to what the first sending made.</summary>
public sealed class Operation
{
    private Operation()
    {
    }

    /// <summary>The random id that the form carried.</summary>
    public Guid Id { get; private set; }

    public Guid ResultId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static Operation Made(Guid id, Guid resultId, DateTimeOffset now) => new() { Id = id, ResultId = resultId, At = now };
}
