using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Visits;

/// <summary>However a claim came to an end before its visit, whoever would have come along or looked out hears that it is off.</summary>
public sealed class VisitOffTimer(MutualAidDb db) : NetworkTimer
{
    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var off = await (
            from companion in db.Companions
            where companion.Answer != CompanyAnswer.No
            join visit in db.Visits on companion.ClaimId equals visit.ClaimId
            join claim in db.Claims on companion.ClaimId equals claim.Id
            where visit.PlannedUntil > now && claim.State != ClaimState.Agreed && claim.State != ClaimState.Done && claim.State != ClaimState.PartDone
            orderby companion.Id
            select new { Companion = companion, visit.NeedId }).Take(Batch).ToListAsync(ct);
        foreach (var one in off)
        {
            one.Companion.Say(yes: false, now);
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.CompanyAnswered, now, one.NeedId, one.Companion.ClaimId));
            if (one.Companion.MemberId is { } memberId)
            {
                db.Notices.Add(Notice.To(memberId, NoticeKind.VisitOff, now, claimId: one.Companion.ClaimId));
            }
        }

        return off.Count > 0 && (await db.SaveAsync(ct)).Ok ? off.Count : 0;
    }
}
