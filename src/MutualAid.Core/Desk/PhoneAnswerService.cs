using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>A helper who was asked first, and what they were asked: read out on the phone.</summary>
public sealed record AskedOnPhone(Guid ClaimId, Guid NeedId, string HelperName, KindBadge Kind, string? Area, PartTime Time, ClaimState State);

/// <summary>Writes down what a helper answered on the phone, for those who have no account or are away from it.</summary>
public sealed class PhoneAnswerService(MutualAidDb db, ClaimService claims, TimeProvider time)
{
    /// <summary>The claim as a coordinator of its area may read it out; null for anybody else.</summary>
    public async Task<AskedOnPhone?> ReadAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        var row = await (
            from claim in db.Claims.AsNoTracking()
            where claim.Id == claimId
            join need in db.Needs.InAreasOf(actor) on claim.NeedId equals need.Id
            join part in db.NeedParts on claim.PartId equals part.Id
            join kind in db.HelpKinds on part.KindId equals kind.Id
            join helper in db.Members on claim.HelperId equals helper.Id
            select new { claim.State, NeedId = need.Id, helper.Name, Kind = kind, Part = part, Area = db.Areas.Where(a => a.Id == need.AreaId).Select(a => a.Name).SingleOrDefault() })
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new AskedOnPhone(claimId, row.NeedId, row.Name, row.Kind.Badge(), row.Area, row.Part.Time, row.State);
    }

    /// <summary>
    /// The helper said yes or no. It counts as their own answer, with the phone as its channel, and who wrote it down stands beside it. Refuses a
    /// claim outside the coordinator's areas, one that nobody waits for any more, and what <see cref="ClaimService.TakeAsync"/> refuses.
    /// The same form sent twice answers once.
    /// </summary>
    public async Task<Result<ClaimState>> AnswerAsync(Actor actor, Guid claimId, bool yes, Guid operationId, CancellationToken ct = default)
    {
        if (await ReadAsync(actor, claimId, ct) is not { } asked)
        {
            return Refusal.NotFound;
        }

        var answered = await db.Operations.AnyAsync(o => o.Id == operationId, ct);
        if (asked.State != ClaimState.Invited)
        {
            return answered ? asked.State : Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));
        }

        var helper = new Actor { MemberId = await db.Claims.Where(c => c.Id == claimId).Select(c => c.HelperId).SingleAsync(ct), Channel = Channel.Phone };
        db.AuditEntries.Add(AuditEntry.Of(actor with { Channel = Channel.Phone }, Deed.AnswerWrittenDown, time.GetUtcNow(), asked.NeedId, claimId));
        if (yes)
        {
            var taken = await claims.AcceptAsync(helper, claimId, operationId, null, ct);
            return taken.Ok ? taken.Value.State : taken.Refusal!;
        }

        var declined = await claims.DeclineAsync(helper, claimId, ct);
        return declined.Ok ? ClaimState.Declined : declined.Refusal!;
    }
}
