using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>Reads what the network shows to everybody: how much help was given, never to whom or where.</summary>
public sealed class PulseQueries(MutualAidDb db, NetworkQueries network, TimeProvider time)
{
    private static readonly ClaimState[] Given = [ClaimState.Done, ClaimState.PartDone];

    /// <summary>Pieces of help given since Monday, local time, by kind; discreet kinds only within the kinds sewn together.</summary>
    public async Task<HomeFigures> ThisWeekAsync(CancellationToken ct)
    {
        var clock = await network.ClockAsync(ct);
        var monday = clock.At(clock.WeekOf(time.GetUtcNow()), TimeOnly.MinValue);
        var counts = await db.Claims.AsNoTracking()
            .Where(claim => Given.Contains(claim.State) && claim.ChangedAt >= monday)
            .Join(db.Needs, claim => claim.NeedId, need => need.Id, (_, need) => need.KindId)
            .Join(db.HelpKinds, id => id, kind => kind.Id, (_, kind) => kind)
            .GroupBy(kind => new { kind.Id, kind.Name, kind.Tone, kind.Discreet })
            .Select(kinds => new { kinds.Key.Id, kinds.Key.Name, kinds.Key.Tone, kinds.Key.Discreet, Count = kinds.Count() })
            .ToListAsync(ct);
        return HomeFigures.Sew(counts.Select(c => new HelpCount(c.Discreet ? null : c.Id, new Phrase(c.Name), c.Tone, c.Count)));
    }
}
