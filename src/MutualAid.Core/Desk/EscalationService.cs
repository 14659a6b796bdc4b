using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>When nobody near has taken a need on: the coordinator looks further around, or hands it to a partner. Every step is on the timeline.</summary>
public sealed class EscalationService(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// Looks for helpers so many metres beyond how far they usually go. Refuses a need of somebody else's area as not there, a width that is
    /// not in the list, and as a conflict one that is no wider than now or a need that does not look for helpers.
    /// </summary>
    public async Task<Result> WidenAsync(Actor actor, Guid needId, int? metres, CancellationToken ct = default)
    {
        var need = await db.Needs.InAreasOf(actor).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var widened = need.Widen(metres ?? 0);
        if (!widened.Ok)
        {
            return widened;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedWidened, time.GetUtcNow(), need.Id, reason: $"{metres / 1000} km"));
        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// Hands what nobody has taken on to a partner. Refuses one without a recorded yes (who, how and when), a partner that is not on the list,
    /// a need of somebody else's area as not there, and as a conflict one that is closed or has helpers for everything. Whoever had offered
    /// or was asked is told, and so is the neighbour. The same form sent twice refers once.
    /// </summary>
    public async Task<Result> ReferAsync(Actor actor, Guid needId, ReferNeed asked, CancellationToken ct = default)
    {
        var need = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().InAreasOf(actor).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null || actor.MemberId is not { } me)
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == asked.OperationId && o.ResultId == needId, ct))
        {
            return Result.Done;
        }

        var (now, clock) = (time.GetUtcNow(), await networks.ClockAsync(ct));
        var wrong = new List<FieldRefusal>();
        var referral = Referral.Record(needId, me, asked, clock.Day(need.PostedAt), clock.Day(now), now);
        wrong.AddRange(referral.Refusal?.Fields ?? []);
        if (asked.PartnerId is { } partner && !await db.Partners.AnyAsync(p => p.Id == partner && p.Active, ct))
        {
            wrong.Add(new FieldRefusal(nameof(asked.PartnerId), Phrase.Of("Pick a partner from the list.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var stood = Covering.Standing(need);
        var referred = need.Refer(now);
        if (!referred.Ok)
        {
            return referred;
        }

        db.Referrals.Add(referral.Value);
        db.Operations.Add(Operation.Made(asked.OperationId, needId, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedReferred, now, need.Id, referral.Value.Id));
        db.Notices.Add(Notice.To(need.AskerId, NoticeKind.NeedReferred, now, need.Id));
        Covering.TellWhoWasLetGo(db, need, stood, now);
        return await db.SaveAsync(ct);
    }
}
