using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>Who lives with somebody on a part. Read only for parts whose helpers come from different homes.</summary>
internal static class SharedHomes
{
    /// <summary>
    /// For each of these parts the helpers who live with somebody who has said yes, offered, or may still answer; without parts nothing is asked.
    /// <paramref name="handedOnBy"/> gives their own place away, so who lives with them does not count for it.
    /// </summary>
    public static async Task<HashSet<(Guid PartId, Guid HelperId)>> OfAsync(
        MutualAidDb db, IReadOnlyCollection<Guid> partIds, DateTimeOffset now, CancellationToken ct, Guid? handedOnBy = null)
    {
        if (partIds.Count == 0)
        {
            return [];
        }

        var rows = await (
            from claim in db.Claims
            join one in db.HelperProfiles on claim.HelperId equals one.MemberId
            join other in db.HelperProfiles on one.HomeId equals other.HomeId
            where partIds.Contains(claim.PartId) && one.HomeId != null && other.MemberId != claim.HelperId && claim.HelperId != handedOnBy
                && (claim.State == ClaimState.Offered || claim.State == ClaimState.Agreed || (claim.State == ClaimState.Invited && claim.AnswerBy > now))
            select new { claim.PartId, other.MemberId }).ToListAsync(ct);
        return [.. rows.Select(r => (r.PartId, r.MemberId))];
    }
}
