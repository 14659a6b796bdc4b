namespace MutualAid.Core.Exchanges;

/// <summary>How an exchange felt. Three words, and nobody adds them up.</summary>
public enum Feeling
{
    Warm,
    Fine,
    Heavy,
}

/// <summary>
/// How it felt, for the writer alone: nobody else reads it, nothing is ranked by it, and its words are sealed. Each side has one for a claim.
/// </summary>
public sealed class Reflection
{
    public const int WordsMaxLength = 600;

    private Reflection()
    {
    }

    public Guid Id { get; private set; }

    public Guid ClaimId { get; private set; }

    public bool ByHelper { get; private set; }

    public Feeling? Feeling { get; private set; }

    /// <summary>The words, sealed; null when there are none.</summary>
    public byte[]? Words { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static Reflection Of(Guid claimId, bool byHelper, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), ClaimId = claimId, ByHelper = byHelper, At = now };

    /// <summary>Writes it, or writes it over.</summary>
    public void Write(Feeling? feeling, byte[]? words, DateTimeOffset now) => (Feeling, Words, At) = (feeling, words, now);

    internal void SealAnew(byte[] words) => Words = words;
}
