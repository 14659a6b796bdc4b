using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>Reads a need for the neighbour who asked, by the key of its private page or signed in; for anybody else there is nothing.</summary>
public sealed class StatusQueries(MutualAidDb db, AddressBook addressBook, Waits waits, NetworkQueries networks, VisitQueries visits, TimeProvider time)
{
    private const int MaxLooks = 50;

    /// <summary>The need as its asker sees it; null when it is not there or not this asker's.</summary>
    public async Task<NeedStatus?> ReadAsync(Actor actor, OwnNeed own, CancellationToken ct = default)
    {
        var need = await db.Needs.AsNoTracking().OwnedBy(actor, own)
            .Select(n => new
            {
                n.Id,
                n.Reference,
                n.KindId,
                n.AskerId,
                n.Words,
                n.Repeats,
                n.State,
                n.Choice,
                n.AreaId,
                n.PostedAt,
                n.ErasedAt,
                n.WiderBy,
                n.AccessNeeds,
                n.HouseholdSize,
                Partner = db.Referrals.Where(r => r.NeedId == n.Id).OrderByDescending(r => r.Id)
                    .Select(r => db.Partners.Where(p => p.Id == r.PartnerId).Select(p => p.Name).Single()).FirstOrDefault(),
                HasAccount = db.Users.Any(a => a.MemberId == n.AskerId),
                n.StillAsks,
                LetGo = n.Claims.Any(c => c.State == ClaimState.Released || (c.State == ClaimState.Lapsed && c.PlanAsks > 0)),
                AskerName = db.Members.Where(m => m.Id == n.AskerId).Select(m => m.Name).Single(),
                Area = db.Areas.Where(a => a.Id == n.AreaId).Select(a => a.Name).SingleOrDefault(),
                Kind = db.HelpKinds.Where(k => k.Id == n.KindId).Select(k => new { k.Name, k.FirstVisitInPairs }).Single(),
                Asked = n.Claims.Count(c => c.State == ClaimState.Invited),
            })
            .SingleOrDefaultAsync(ct);
        if (need is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var helpers = await HelpersAsync(need.Id, need.AskerId, (await networks.ClockAsync(ct)).Day(now), ct);
        var parts = await PartsAsync(need.Id, helpers, ct);
        var looking = need.State is NeedState.Open or NeedState.PartFilled;
        return new NeedStatus
        {
            NeedId = need.Id,
            Reference = need.Reference,
            KindId = need.KindId,
            KindName = new Phrase(need.Kind.Name),
            FirstVisitInPairs = need.Kind.FirstVisitInPairs,
            AskerName = need.AskerName,
            Words = need.Words,
            State = need.State,
            Choice = need.Choice,
            Area = need.Area,
            AreaId = need.AreaId,
            PostedAt = need.PostedAt,
            Waited = now - need.PostedAt,
            ErasedAt = need.ErasedAt,
            SearchedWider = need.WiderBy > 0,
            Partner = need.State == NeedState.Referred ? need.Partner : null,
            Care = new NeedCare(need.AccessNeeds, need.HouseholdSize),
            CanKeep = !need.HasAccount,
            Asked = need.Asked,
            Parts = parts,
            Repeats = parts.Min(p => p.Time.Day) is { } first ? RepeatWords.Of(need.Repeats, first) : null,
            AsksStill = need.StillAsks > 0 && looking,
            DayPassed = looking && parts.Exists(p => p.State == PartState.Missed) && !parts.Exists(p => p.State is PartState.Open or PartState.Filled),
            LookingAgain = looking && need.LetGo && parts.Exists(p => p.State == PartState.Open),
            Helpers = helpers,
            Wait = await waits.TypicalAsync(need.KindId, need.AreaId, ct),
            HoldsDetails = await addressBook.HoldsAsync(need.Id, ct),
            Looks = await LooksAsync(need.Id, ct),
            Visits = await visits.OnStatusAsync(need.Id, ct),
        };
    }

    private async Task<List<HelperOnStatus>> HelpersAsync(Guid needId, Guid askerId, DateOnly today, CancellationToken ct)
    {
        var rows = await (
            from claim in db.Claims.AsNoTracking()
            where claim.NeedId == needId
                && (claim.State == ClaimState.Offered || claim.State == ClaimState.Agreed || claim.State == ClaimState.Done || claim.State == ClaimState.PartDone)
            join member in db.Members on claim.HelperId equals member.Id
            join profile in db.HelperProfiles on claim.HelperId equals profile.MemberId into profiles
            from profile in profiles.DefaultIfEmpty()
            orderby claim.MadeAt, claim.Id
            select new
            {
                claim.Id,
                claim.PartId,
                claim.State,
                claim.Hello,
                claim.PlanConfirmedAt,
                claim.AskerSaid,
                claim.Missing,
                member.Name,
                member.Languages,
                member.Patch,
                member.PatchTone,
                Vetting = (Vetting?)profile!.Vetting,
                profile.CheckedUntil,
                Since = (DateTimeOffset?)profile.StartedAt,
                AwaitsWord = claim.State == ClaimState.Agreed && claim.ChangeToldAt != null,
                Thanked = db.Thanks.Any(t => t.ClaimId == claim.Id && t.FromMemberId == askerId),
            }).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.State).Select(r => new HelperOnStatus(
            r.Id, r.PartId, r.State, r.Name, r.Patch, r.PatchTone, (r.Vetting ?? Vetting.New).On(r.CheckedUntil, today), r.Since,
            [.. r.Languages.Select(code => new LanguageCode(code))], r.Hello, r.Thanked) { IsComing = r.State == ClaimState.Agreed && r.PlanConfirmedAt is not null, AskerSaid = r.AskerSaid, Missing = r.Missing, AwaitsWord = r.AwaitsWord })];
    }

    private async Task<List<PartOnStatus>> PartsAsync(Guid needId, List<HelperOnStatus> helpers, CancellationToken ct)
    {
        var rows = await db.NeedParts.AsNoTracking().Where(p => p.NeedId == needId).OrderBy(p => p.Position)
            .Join(db.HelpKinds, p => p.KindId, k => k.Id, (p, k) => new { Part = p, Kind = k.Name }).ToListAsync(ct);
        return [.. rows.Select(r => new PartOnStatus(
            r.Part.Id, r.Part.KindId, new Phrase(r.Kind), r.Part.What, r.Part.Time, r.Part.State, r.Part.HelpersWanted, r.Part.HelpersAgreed,
            helpers.Exists(h => h.PartId == r.Part.Id && h.State == ClaimState.Offered)) { Skipped = r.Part.Skipped })];
    }

    private async Task<List<LookOnStatus>> LooksAsync(Guid needId, CancellationToken ct) => await (
        from look in db.AccessEntries.AsNoTracking()
        where look.NeedId == needId
        join viewer in db.Members on look.ViewerId equals viewer.Id
        orderby look.At descending
        select new LookOnStatus(look.At, viewer.Name, look.Facts, look.Reason)).Take(MaxLooks).ToListAsync(ct);
}
