using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk;

/// <summary>One need, opened on the desk.</summary>
public sealed class DeskNeedQueries(MutualAidDb db, NeedTimeline timeline, CallQueries calls, AddressBook addresses)
{
    /// <summary>The need as a coordinator of its area sees it; null when it is not there or in somebody else's area.</summary>
    public async Task<DeskNeed?> OpenAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var need = await db.Needs.AsNoTracking().Include(n => n.Parts).Where(n => n.Id == needId).InAreasOf(actor).SingleOrDefaultAsync(ct);
        if (need is null)
        {
            return null;
        }

        var asker = await db.Members.Where(m => m.Id == need.AskerId).Select(m => new { m.Name, m.ReachBy, m.SafeContact, m.RingFirst }).SingleAsync(ct);
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, ct);
        var wanted = need.Parts.Where(p => p.State != PartState.NotNeeded).OrderBy(p => p.Position).ToList();
        return new DeskNeed
        {
            Id = need.Id,
            Kind = kinds[need.KindId].Badge(),
            Title = Titles.Of(kinds[need.KindId], wanted.Select(p => kinds[p.KindId])),
            Reference = need.Reference,
            AskerName = asker.Name,
            RingFirst = asker.RingFirst,
            PleaseRing = need.RingAskedAt is not null && !need.IsClosed,
            Area = await db.Areas.Where(a => a.Id == need.AreaId).Select(a => a.Name).SingleOrDefaultAsync(ct),
            Words = need.Words,
            State = need.State,
            Urgency = need.Urgency,
            Channel = need.Channel,
            Languages = [.. need.Languages.Select(code => new LanguageCode(code))],
            PostedAt = need.PostedAt,
            Looking = need.Looking,
            Parts = [.. wanted.Select(p => new DeskPart(p.Id, kinds[p.KindId].Badge(), p.What, p.Time, p.State, p.HelpersWanted, p.HelpersAgreed))],
            Claims = await ClaimsAsync(needId, ct),
            Timeline = [.. (await timeline.ReadAsync(needId, NeedFace.Coordinator, [], ct)).Concat(await calls.LogAsync(actor, needId, ct)).OrderBy(row => row.At)],
            Note = (await calls.NotesAsync(actor, [needId], ct)).GetValueOrDefault(needId, DeskNote.None),
            ReachBy = asker.ReachBy,
            SafeContact = asker.SafeContact,
            Care = new NeedCare(need.AccessNeeds, need.HouseholdSize, need.NotToSay),
            WiderBy = need.WiderBy,
            Referral = await ReferralAsync(needId, ct),
            HoldsContact = await addresses.HoldsAsync(needId, ct),
        };
    }

    private Task<DeskReferral?> ReferralAsync(Guid needId, CancellationToken ct) => (
        from referral in db.Referrals.AsNoTracking()
        where referral.NeedId == needId
        join partner in db.Partners on referral.PartnerId equals partner.Id
        join recorder in db.Members on referral.RecordedById equals recorder.Id
        orderby referral.Id descending
        select new DeskReferral(partner.Name, referral.SaidBy, referral.Via, referral.SaidOn, recorder.Name)).FirstOrDefaultAsync(ct);

    private async Task<IReadOnlyList<DeskClaim>> ClaimsAsync(Guid needId, CancellationToken ct) =>
        await (
            from claim in db.Claims.AsNoTracking()
            where claim.NeedId == needId && (claim.State == ClaimState.Invited || claim.State == ClaimState.Offered || claim.State == ClaimState.Agreed)
            join helper in db.Members on claim.HelperId equals helper.Id
            orderby claim.Id
            select new DeskClaim(claim.PartId, helper.Name, helper.Patch, helper.PatchTone, claim.State, claim.AnswerBy, claim.Id)).ToListAsync(ct);
}
