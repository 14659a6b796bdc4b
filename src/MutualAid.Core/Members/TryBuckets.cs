namespace MutualAid.Core.Members;

/// <summary>How many tries go through at once, and after how long one more does.</summary>
public sealed record TryLimit(int Burst, TimeSpan Every);

/// <summary>Limits on signing in, on signing up and on opening something by a spoken code. Only tries that miss count for signing in and for codes.</summary>
public sealed class TryLimits
{
    /// <summary>Tries for one account, from anywhere.</summary>
    public TryLimit PerAccount { get; set; } = new(6, TimeSpan.FromSeconds(30));

    /// <summary>Tries from one place, for any account: a library or a shelter may share one address.</summary>
    public TryLimit PerOrigin { get; set; } = new(40, TimeSpan.FromSeconds(5));

    /// <summary>New accounts from one place.</summary>
    public TryLimit SignUpsPerOrigin { get; set; } = new(20, TimeSpan.FromMinutes(3));

    /// <summary>Tries to open one need by its code and key, from anywhere.</summary>
    public TryLimit PerReference { get; set; } = new(6, TimeSpan.FromSeconds(30));

    /// <summary>Nobody waits longer than this for an answer.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(8);
}

/// <summary>
/// Leaky buckets by name, in this process's memory: each take says how long to wait for one's turn.
/// Nothing about anybody is kept longer than the bucket takes to run empty.
/// </summary>
public sealed class TryBuckets(TimeProvider time)
{
    private const int SweepAt = 10_000;

    private readonly Lock gate = new();

    // When each bucket will have run empty; one that has is the same as one that is not there.
    private readonly Dictionary<string, DateTimeOffset> emptyAt = new(StringComparer.Ordinal);

    /// <summary>Takes one turn and returns how long to wait for it; zero while there is room.</summary>
    public TimeSpan Take(string name, TryLimit limit)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            var from = emptyAt.TryGetValue(name, out var until) && until > now ? until : now;
            emptyAt[name] = from + limit.Every;
            var wait = from - now - (limit.Burst - 1) * limit.Every;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>Gives a turn back, because it was not a miss.</summary>
    public void GiveBack(string name, TryLimit limit)
    {
        lock (gate)
        {
            if (emptyAt.TryGetValue(name, out var until))
            {
                emptyAt[name] = until - limit.Every;
            }
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (emptyAt.Count < SweepAt)
        {
            return;
        }

        foreach (var name in emptyAt.Where(bucket => bucket.Value <= now).Select(bucket => bucket.Key).ToList())
        {
            emptyAt.Remove(name);
        }
    }
}
