using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs.Visits;

/// <summary>Reads visits for each side: the helper, the neighbour, and whoever was named for it.</summary>
public sealed class VisitQueries(MutualAidDb db, NetworkQueries networks, VisitClocks clocks, TimeProvider time)
{
    private const int MostCompany = 10;

    /// <summary>The visit of the actor's own agreed claim, and what its address waits for; null when it is not theirs or not agreed.</summary>
    public async Task<ClaimVisit?> OfClaimAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var gates = await AddressGates.ReadAsync(db, await networks.ClockAsync(ct), now, me, c => c.Id == claimId, ct);
        return gates.TryGetValue(claimId, out var gate) ? new ClaimVisit(await CardAsync(claimId, now, ct), gate) : null;
    }

    /// <summary>The planned visits of agreed claims on a need, by claim. For the page of the neighbour who asked, which has looked whose it is.</summary>
    public async Task<IReadOnlyDictionary<Guid, VisitOnStatus>> OnStatusAsync(Guid needId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var rows = await (
            from visit in db.Visits.AsNoTracking()
            where visit.NeedId == needId
            join claim in db.Claims on visit.ClaimId equals claim.Id
            where claim.State == ClaimState.Agreed
            join helper in db.Members on claim.HelperId equals helper.Id
            select new
            {
                Visit = visit,
                helper.Name,

                // Whoever comes along to the door, so that the neighbour knows how many will ring: not the buddy, who stays away.
                With = db.Companions.Where(c => c.ClaimId == claim.Id && c.Role == CompanyRole.Partner && c.Answer == CompanyAnswer.Yes)
                    .Join(db.Members, c => c.MemberId, m => m.Id, (_, m) => m.Name).ToList(),
            }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Visit.ClaimId, r => new VisitOnStatus(
            r.Visit.ClaimId, r.Name, r.Visit.Day, r.Visit.From, r.Visit.Until, r.Visit.Leave, [.. r.With], r.Visit.AnotherTimeAt is not null,
            r.Visit is { AnotherTimeAt: null, ArrivedAt: null, LeftAt: null } && r.Visit.PlannedUntil > now, r.Visit.ArrivedAt, r.Visit.LeftAt));
    }

    /// <summary>The visit that the actor was named for; null for anybody else, after a no, and once the claim does not stand any more.</summary>
    public async Task<CompanyCard?> CompanyAsync(Actor actor, Guid claimId, CancellationToken ct = default) =>
        (await CompanyAsync(actor, c => c.ClaimId == claimId, ct)).FirstOrDefault();

    /// <summary>The visits that the actor was asked about or looks out for, the nearest first; those that are over are left out.</summary>
    public async Task<IReadOnlyList<CompanyCard>> MyCompanyAsync(Actor actor, CancellationToken ct = default) =>
        [.. (await CompanyAsync(actor, _ => true, ct)).Where(c => c.LeftAt is null)];

    private async Task<List<CompanyCard>> CompanyAsync(Actor actor, System.Linq.Expressions.Expression<Func<Companion, bool>> which, CancellationToken ct)
    {
        if (actor.MemberId is not { } me)
        {
            return [];
        }

        var now = time.GetUtcNow();
        var since = now.AddDays(-1);
        var rows = await (
            from companion in db.Companions.AsNoTracking().Where(which)
            where companion.MemberId == me && companion.Answer != CompanyAnswer.No
            join visit in db.Visits on companion.ClaimId equals visit.ClaimId
            join claim in db.Claims on visit.ClaimId equals claim.Id
            where claim.State == ClaimState.Agreed && visit.PlannedUntil > since
            join part in db.NeedParts on claim.PartId equals part.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            join need in db.Needs on claim.NeedId equals need.Id
            join helper in db.Members on claim.HelperId equals helper.Id
            orderby visit.PlannedFor
            select new
            {
                Visit = visit,
                companion.Role,
                companion.Answer,
                Helper = helper.Name,
                Kind = companion.Role == CompanyRole.Partner ? kind.Name : null,
                Area = companion.Role == CompanyRole.Partner ? db.Areas.Where(a => a.Id == need.AreaId).Select(a => a.Name).SingleOrDefault() : null,
            }).Take(MostCompany).ToListAsync(ct);
        return [.. rows.Select(r => new CompanyCard
        {
            ClaimId = r.Visit.ClaimId,
            Helper = r.Helper,
            Role = r.Role,
            Answer = r.Answer,
            Day = r.Visit.Day,
            From = r.Visit.From,
            Until = r.Visit.Until,
            Kind = r.Kind is null ? null : new Phrase(r.Kind),
            Area = r.Area,
            AnotherTime = r.Visit.AnotherTimeAt is not null,
            AlarmAt = r.Visit.PlannedUntil + clocks.Buddy,
            Late = r.Visit is { LeftAt: null, SafeAt: null, AnotherTimeAt: null } && r.Visit.PlannedUntil + clocks.Buddy <= now,
            LeftAt = r.Visit.LeftAt ?? r.Visit.SafeAt,
        })];
    }

    private async Task<VisitCard?> CardAsync(Guid claimId, DateTimeOffset now, CancellationToken ct)
    {
        var row = await (
            from visit in db.Visits.AsNoTracking()
            where visit.ClaimId == claimId
            join claim in db.Claims on visit.ClaimId equals claim.Id
            select new
            {
                Visit = visit,
                Others = db.Claims.Where(c => c.PartId == claim.PartId && c.HelperId != claim.HelperId && c.State == ClaimState.Agreed)
                    .Join(db.Members, c => c.HelperId, m => m.Id, (_, m) => m.Name).ToList(),
                Company = db.Companions.Where(c => c.ClaimId == claimId && c.Answer != CompanyAnswer.No)
                    .Select(c => new CompanionCard(
                        c.Role, c.Answer, c.Answer == CompanyAnswer.Yes ? db.Members.Where(m => m.Id == c.MemberId).Select(m => m.Name).SingleOrDefault() : null))
                    .ToList(),
            }).SingleOrDefaultAsync(ct);
        return row is null ? null : new VisitCard
        {
            Day = row.Visit.Day,
            From = row.Visit.From,
            Until = row.Visit.Until,
            Leave = row.Visit.Leave,
            InPair = row.Visit.InPair,
            AnotherTime = row.Visit.AnotherTimeAt is not null,
            CanBegin = row.Visit.AnotherTimeAt is null && now >= row.Visit.PlannedFor - VisitRules.ArriveBefore,
            ArrivedAt = row.Visit.ArrivedAt,
            LeftAt = row.Visit.LeftAt,
            AlarmAt = row.Visit.PlannedUntil + clocks.Desk,
            PairWaived = row.Visit.PairWaivedAt is not null,
            Others = row.Others,
            Partner = row.Company.Find(c => c.Role == CompanyRole.Partner),
            Buddy = row.Company.Find(c => c.Role == CompanyRole.Buddy),
        };
    }
}
