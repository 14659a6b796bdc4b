using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Visits;

/// <summary>A check has ended while something agreed asks for one: the helper is told once for each, because phone and address have closed.</summary>
public sealed class CheckEndedTimer(MutualAidDb db, NetworkQueries networks) : NetworkTimer
{
    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var today = (await networks.ClockAsync(ct)).Day(now);
        var ended = await (
            from profile in db.HelperProfiles.AsNoTracking()
            where profile.Vetting == Vetting.Checked && profile.CheckedUntil < today
            join claim in db.Claims on profile.MemberId equals claim.HelperId
            where claim.State == ClaimState.Agreed
            join part in db.NeedParts on claim.PartId equals part.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            where kind.LowestVetting == Vetting.Checked
                && !db.Notices.Any(n => n.ToMemberId == claim.HelperId && n.ClaimId == claim.Id && n.Kind == NoticeKind.CheckEnded)
            orderby claim.Id
            select new { claim.Id, claim.NeedId, claim.HelperId }).Take(Batch).ToListAsync(ct);
        foreach (var claim in ended)
        {
            db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.CheckEnded, now, claim.NeedId, claim.Id));
            db.Notices.Add(Notice.To(claim.HelperId, NoticeKind.CheckEnded, now, claim.NeedId, claim.Id));
        }

        return ended.Count > 0 && (await db.SaveAsync(ct)).Ok ? ended.Count : 0;
    }
}
