using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>Nobody who offered is left in silence: when a part has all its helpers, everyone else who offered or was asked is thanked and let go.</summary>
public static class Covering
{
    /// <summary>Adds the thanks to the change being made, for every part of the need that has no room any more. The caller saves.</summary>
    public static void ThankTheOthers(MutualAidDb db, Need need, DateTimeOffset now)
    {
        var filled = need.Parts.Where(p => p.State == PartState.Filled).Select(p => p.Id).ToHashSet();
        foreach (var other in need.Claims.Where(c => filled.Contains(c.PartId) && c.State is (ClaimState.Invited or ClaimState.Offered)))
        {
            if (need.Lapse(other.Id, now).Ok)
            {
                db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.ClaimLapsed, now, need.Id, other.Id));
                db.Notices.Add(Notice.To(other.HelperId, NoticeKind.CoveredThankYou, now, need.Id, other.Id));
            }
        }
    }
}
