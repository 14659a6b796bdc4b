using MutualAid.Core.Common;

namespace MutualAid.Core.Members;

/// <summary>A link that works once: it lets whoever opens it first make an account with a role. Only the key's hash is kept.</summary>
public sealed class SignUpLink
{
    private SignUpLink()
    {
    }

    public Guid Id { get; private set; }

    public byte[] KeyHash { get; private set; } = [];

    public Role Role { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public uint Version { get; private set; }

    public static SignUpLink Make(string key, Role role, DateTimeOffset now, TimeSpan life) =>
        new() { Id = Guid.CreateVersion7(now), KeyHash = Secrets.Hash(key), Role = role, ExpiresAt = now + life };

    /// <summary>Uses the link up. Refuses one that is used or too old, in the same words.</summary>
    public Result Use(DateTimeOffset now)
    {
        if (UsedAt is not null || ExpiresAt <= now)
        {
            return Refusal.NotFound;
        }

        UsedAt = now;
        return Result.Done;
    }
}
