namespace MutualAid.Core.Needs;

/// <summary>What a spoken code opens; the same letters said for something else open nothing.</summary>
public enum SpokenPurpose
{
    /// <summary>The private page of a need.</summary>
    Status,

    /// <summary>Telling how a helper's piece of it went.</summary>
    Slip,
}

/// <summary>
/// A short key to say or to write on paper. Together with the reference it opens the private page of a need, or (when it belongs to a claim) lets
/// a helper without an account tell how it went. Only a keyed hash of reference and key is kept.
/// </summary>
public sealed class SpokenCode
{
    /// <summary>How long the key of a private page opens it. A new one is a press away.</summary>
    public static readonly TimeSpan StatusLife = TimeSpan.FromDays(90);

    private SpokenCode()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    /// <summary>The claim whose outcome it tells; null when it opens the private page.</summary>
    public Guid? ClaimId { get; private set; }

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset MadeAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public uint Version { get; private set; }

    public static SpokenCode OfNeed(Guid needId, byte[] hash, DateTimeOffset now) => Make(needId, null, hash, now, now + StatusLife);

    public static SpokenCode OfClaim(Guid needId, Guid claimId, byte[] hash, DateTimeOffset now, DateTimeOffset expiresAt) =>
        Make(needId, claimId, hash, now, expiresAt);

    public bool IsOver(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>A new key in place of the old one, which opens nothing any more.</summary>
    public void Replace(byte[] hash, DateTimeOffset now, DateTimeOffset expiresAt) => (Hash, MadeAt, ExpiresAt) = (hash, now, expiresAt);

    private static SpokenCode Make(Guid needId, Guid? claimId, byte[] hash, DateTimeOffset now, DateTimeOffset expiresAt) =>
        new() { Id = Guid.CreateVersion7(now), NeedId = needId, ClaimId = claimId, Hash = hash, MadeAt = now, ExpiresAt = expiresAt };
}
