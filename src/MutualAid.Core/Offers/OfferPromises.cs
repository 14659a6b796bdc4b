using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;

namespace MutualAid.Core.Offers;

/// <summary>
/// Keeps the count of an offer in step with the claims it is promised by. A claim is moved by many verbs (agreed, let go, lapsed, withdrawn,
/// told how it went), so it is done in one place, on the way into the database, and in the same transaction.
/// </summary>
internal static class OfferPromises
{
    /// <summary>Counts what the change promises, hands over and gives back. The refusal when more would be promised than there is; else null.</summary>
    public static async Task<Refusal?> FollowAsync(MutualAidDb db, CancellationToken ct)
    {
        var moved = db.ChangeTracker.Entries<Claim>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified)
            .Select(e => (Claim: e.Entity, Was: e.State == EntityState.Added ? (ClaimState?)null : e.OriginalValues.GetValue<ClaimState>(nameof(Claim.State))))
            .Where(m => m.Was != m.Claim.State).ToList();
        if (moved.Count == 0)
        {
            return null;
        }

        var linked = db.ChangeTracker.Entries<Need>().Select(e => e.Entity).Where(n => n.LinkedOfferId is not null).ToDictionary(n => n.Id);
        foreach (var (claim, was) in moved.Where(m => linked.ContainsKey(m.Claim.NeedId)))
        {
            var need = linked[claim.NeedId];
            var offer = await db.Offers.Include(o => o.Gifts).SingleOrDefaultAsync(o => o.Id == need.LinkedOfferId, ct);
            if (offer?.MemberId == claim.HelperId && Follow(db, offer, need, claim, was) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? Follow(MutualAidDb db, Offer offer, Need need, Claim claim, ClaimState? was)
    {
        var now = claim.ChangedAt;
        switch (claim.State)
        {
            case ClaimState.Agreed:
                return offer.Promise(claim.Id, need.LinkedAmount ?? 1, now).Refusal;
            case ClaimState.Done or ClaimState.PartDone:
                offer.HandOver(claim.Id, now);
                return null;
            case ClaimState.Invited or ClaimState.Offered:
                return null;
            default:
                offer.ComeBack(claim.Id, now);
                if (was == ClaimState.Invited && claim.State == ClaimState.Declined && need.Looking)
                {
                    db.Notices.Add(Notice.To(need.AskerId, NoticeKind.OfferNotThisTime, now, need.Id));
                }

                return null;
        }
    }
}
