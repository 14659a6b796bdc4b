using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>Open needs of one kind in one area, counted together.</summary>
public sealed record TallyRow(Guid? AreaId, string KindId, int Open, DateTimeOffset OldestAt);

/// <summary>
/// Counts the open needs of every area and kind, at most once in 30 seconds for the whole server, so that a page takes as long with a hundred
/// thousand needs as with ten. While one request counts anew, the others read the last count.
/// </summary>
public sealed class NeedTally(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>Below this number a count is not told to people who may not read the needs themselves.</summary>
    public const int SmallestTold = 5;

    private readonly SemaphoreSlim counting = new(1, 1);
    private volatile Snapshot? last;

    /// <summary>Every area and kind that has open needs, discreet kinds included: what somebody may know of it is the caller's to sum.</summary>
    public async Task<IReadOnlyList<TallyRow>> ReadAsync(CancellationToken ct = default)
    {
        if (last is { } fresh && fresh.Until > time.GetUtcNow())
        {
            return fresh.Rows;
        }

        // With an older count at hand nobody waits for the one who counts.
        if (!await counting.WaitAsync(last is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ct))
        {
            return last!.Rows;
        }

        try
        {
            if (last is null || last.Until <= time.GetUtcNow())
            {
                last = new Snapshot(await CountAsync(ct), time.GetUtcNow() + Fresh);
            }

            return last.Rows;
        }
        finally
        {
            counting.Release();
        }
    }

    public void Dispose() => counting.Dispose();

    private async Task<IReadOnlyList<TallyRow>> CountAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
        return await db.Needs.AsNoTracking().Where(n => n.Looking).Tally().ToListAsync(ct);
    }

    private sealed record Snapshot(IReadOnlyList<TallyRow> Rows, DateTimeOffset Until);
}

internal static class TallyQuery
{
    /// <summary>Counts needs by area and kind.</summary>
    public static IQueryable<TallyRow> Tally(this IQueryable<Need> needs) =>
        needs.GroupBy(n => new { n.AreaId, n.KindId }).Select(g => new TallyRow(g.Key.AreaId, g.Key.KindId, g.Count(), g.Min(n => n.PostedAt)));
}
