using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>A helper's word that they are coming: it quiets the clock, and the neighbour hears it. "I can't make it" is <see cref="ClaimService.ReleaseAsync"/>.</summary>
public sealed class ComingService(MutualAidDb db, NeedViewers viewers, TimeProvider time)
{
    /// <summary>
    /// Says "I am coming", or "still OK" when asked the day before. Somebody else's claim is as missing as one that is not there; one that is not
    /// agreed any more is a conflict. Pressing again only renews the word.
    /// </summary>
    public async Task<Result> SayAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        var need = actor.MemberId is null
            ? null
            : await db.Needs.Include(n => n.Parts).Include(n => n.Claims).SingleOrDefaultAsync(n => n.Claims.Any(c => c.Id == claimId && c.HelperId == actor.MemberId), ct);
        var viewer = await viewers.ReadAsync(actor, ct);
        if (need is null || viewer.Blocked.Contains(need.AskerId))
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var claim = need.Claims.Single(c => c.Id == claimId);
        var news = claim.PlanConfirmedAt is not { } before || before < claim.RemindedAt;
        var said = need.ConfirmPlan(claimId, now);
        if (!said.Ok)
        {
            return said;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.PlanConfirmed, now, need.Id, claimId));
        if (news)
        {
            db.Notices.Add(Notice.To(need.AskerId, NoticeKind.HelperIsComing, now, need.Id, claimId));
        }

        return await db.SaveAsync(ct);
    }
}
