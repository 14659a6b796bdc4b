using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs.Visits;

/// <summary>Reads the facts of <see cref="AddressGate"/>. The address book and the pages ask the same query, so that no page promises what does not open.</summary>
internal static class AddressGates
{
    /// <summary>The gates of a helper's agreed claims, by claim.</summary>
    public static async Task<Dictionary<Guid, AddressGate>> ReadAsync(
        MutualAidDb db, NetworkClock clock, DateTimeOffset now, Guid helperId, Expression<Func<Claim, bool>> which, CancellationToken ct)
    {
        var today = clock.Day(now);
        var facts = await (
            from claim in db.Claims.AsNoTracking().Where(which)
            where claim.HelperId == helperId && claim.State == ClaimState.Agreed
            join part in db.NeedParts on claim.PartId equals part.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            join need in db.Needs on claim.NeedId equals need.Id
            join planned in db.Visits on claim.Id equals planned.ClaimId into visits
            from visit in visits.DefaultIfEmpty()
            join profile in db.HelperProfiles on claim.HelperId equals profile.MemberId into profiles
            from helper in profiles.DefaultIfEmpty()
            select new GateFacts
            {
                ClaimId = claim.Id,
                Kind = kind,
                Vetting = (Vetting?)helper!.Vetting ?? Vetting.New,
                CheckedUntil = helper.CheckedUntil,
                Today = today,
                Day = (DateOnly?)visit!.Day,
                PlannedFor = (DateTimeOffset?)visit.PlannedFor,
                PlannedUntil = (DateTimeOffset?)visit.PlannedUntil,
                AnotherTime = visit.AnotherTimeAt != null,
                LeftAt = visit.LeftAt,
                PairWaived = visit.PairWaivedAt != null,
                HelpedBefore = db.Claims.Any(c => c.HelperId == helperId && (c.State == ClaimState.Done || c.State == ClaimState.PartDone)
                    && db.Needs.Any(n => n.Id == c.NeedId && n.AskerId == need.AskerId)),
                Accompanied = db.Companions.Any(c => c.ClaimId == claim.Id && c.Role == CompanyRole.Partner && c.Answer == CompanyAnswer.Yes)
                    || db.Claims.Any(c => c.PartId == claim.PartId && c.HelperId != helperId && c.State == ClaimState.Agreed),
            }).ToListAsync(ct);
        return facts.ToDictionary(f => f.ClaimId, f => AddressGate.Look(f, now));
    }
}
