namespace MutualAid.Core.Common;

/// <summary>What became of a command: it was done, or it was refused for a reason a person can read.</summary>
public class Result
{
    protected Result(Refusal? refusal) => Refusal = refusal;

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    public bool Ok => Refusal is null;

    public static Result Done { get; } = new(null);

    public static implicit operator Result(Refusal refusal) => new(refusal);
}

/// <summary>A <see cref="Result"/> that carries what was made when it was done.</summary>
public sealed class Result<T> : Result
{
    private readonly T? value;

    private Result(T value) : base(null) => this.value = value;

    private Result(Refusal refusal) : base(refusal)
    {
    }

    /// <summary>What was made. Asking for it after a refusal is a bug in the caller.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException($"Refused: {Refusal!.Kind}: {Refusal.Why}");

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Refusal refusal) => new(refusal);
}
