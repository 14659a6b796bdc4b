using MutualAid.Core.Needs;

namespace MutualAid.Core.Data;

/// <summary>Which claims are over, for those who let go of what hung on them.</summary>
internal static class EndedClaims
{
    /// <summary>Claims whose need closed before the instant, or that were let go themselves before it.</summary>
    public static IQueryable<Guid> ClaimsEndedBefore(this MutualAidDb db, DateTimeOffset at) =>
        from claim in db.Claims
        join need in db.Needs on claim.NeedId equals need.Id
        where need.ClosedAt < at
            || (claim.ChangedAt < at
                && (claim.State == ClaimState.Declined || claim.State == ClaimState.Released || claim.State == ClaimState.Lapsed
                    || claim.State == ClaimState.Cancelled || claim.State == ClaimState.DidntHappen))
        select claim.Id;
}
