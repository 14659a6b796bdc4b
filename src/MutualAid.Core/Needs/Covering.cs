using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>Nobody who was asked, offered or agreed is left in silence, whoever it was that let them go.</summary>
public static class Covering
{
    /// <summary>
    /// When a part has all its helpers, thanks and lets go everyone else who offered or was asked. Adds to the change being made, for every
    /// part of the need that has no room any more. The caller saves.
    /// </summary>
    public static void ThankTheOthers(MutualAidDb db, Need need, DateTimeOffset now)
    {
        var filled = need.Parts.Where(p => p.State == PartState.Filled).Select(p => p.Id).ToHashSet();
        var told = new HashSet<Guid>();

        // Whoever is asked to take a part over is asked because it is filled.
        foreach (var other in need.Claims.Where(c => filled.Contains(c.PartId) && c.State is (ClaimState.Invited or ClaimState.Offered) && need.HandingOn(c) is null).ToList())
        {
            if (need.Lapse(other.Id, now).Ok)
            {
                db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.ClaimLapsed, now, need.Id, other.Id));
                if (told.Add(other.HelperId))
                {
                    db.Notices.Add(Notice.To(other.HelperId, NoticeKind.CoveredThankYou, now, need.Id, other.Id));
                }
            }
        }
    }

    /// <summary>Tells the helper who wanted to hand a part on that the other said no: it is still with them. Adds to the change being made. The caller saves.</summary>
    public static void TellWhoHandsOn(MutualAidDb db, Need need, Guid claimId, DateTimeOffset now)
    {
        if (need.Claims.Single(c => c.Id == claimId) is { State: ClaimState.Declined } asked && need.HandingOn(asked) is { } first)
        {
            db.Notices.Add(Notice.To(first.HelperId, NoticeKind.HandOverNo, now, need.Id, first.Id));
        }
    }

    /// <summary>The claims that stand between a need and its helpers: read before a change, for <see cref="TellWhoWasLetGo"/> after it.</summary>
    public static IReadOnlyList<Claim> Standing(Need need) => [.. need.Claims.Where(c => c.State.IsActive())];

    /// <summary>
    /// Tells everybody whose claim the change cancelled, because its part is over: somebody did it, or it is not needed any more.
    /// Adds to the change being made. The caller saves.
    /// </summary>
    public static void TellWhoWasLetGo(MutualAidDb db, Need need, IReadOnlyList<Claim> stood, DateTimeOffset now)
    {
        foreach (var claim in stood.Where(c => c.State == ClaimState.Cancelled))
        {
            var done = need.Parts.Single(p => p.Id == claim.PartId).State == PartState.Done;
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.ClaimCancelled, now, need.Id, claim.Id));
            db.Notices.Add(Notice.To(claim.HelperId, done ? NoticeKind.CoveredThankYou : NoticeKind.NeedClosed, now, need.Id, claim.Id));
        }
    }
}
