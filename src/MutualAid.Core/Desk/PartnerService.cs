using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>A partner to pick.</summary>
public sealed record PartnerRow(Guid Id, string Name, string? About);

/// <summary>The short list of partners that coordinators and administrators keep.</summary>
public sealed class PartnerService(MutualAidDb db, TimeProvider time)
{
    /// <summary>The partners on the list by name; none for anybody who keeps no list.</summary>
    public async Task<IReadOnlyList<PartnerRow>> ListAsync(Actor actor, CancellationToken ct = default) =>
        Keeps(actor)
            ? await db.Partners.AsNoTracking().Where(p => p.Active).OrderBy(p => p.Name).Select(p => new PartnerRow(p.Id, p.Name, p.About)).ToListAsync(ct)
            : [];

    /// <summary>
    /// Puts a partner on the list. Refuses anybody who keeps no list as not there, a missing or too long name, and one that is on the list
    /// already. The same form sent twice adds one.
    /// </summary>
    public async Task<Result> AddAsync(Actor actor, Guid operationId, string? name, string? about, CancellationToken ct = default)
    {
        if (!Keeps(actor))
        {
            return Refusal.NotFound;
        }

        if (await db.Operations.AnyAsync(o => o.Id == operationId, ct))
        {
            return Result.Done;
        }

        var now = time.GetUtcNow();
        var added = Partner.Add(name, about, now);
        if (!added.Ok)
        {
            return added;
        }

        db.Partners.Add(added.Value);
        db.Operations.Add(Operation.Made(operationId, added.Value.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.PartnersChanged, now, subjectId: added.Value.Id));
        var saved = await db.SaveAsync(ct);
        return saved.Ok ? saved : Refusal.Invalid(nameof(Partner.Name), saved.Refusal!.Why);
    }

    /// <summary>Takes a partner off the list; what was handed to it keeps its name. Refuses one that is not on it as not there.</summary>
    public async Task<Result> TakeOffAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        var partner = Keeps(actor) ? await db.Partners.SingleOrDefaultAsync(p => p.Id == partnerId && p.Active, ct) : null;
        if (partner is null)
        {
            return Refusal.NotFound;
        }

        partner.TakeOff();
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.PartnersChanged, time.GetUtcNow(), subjectId: partner.Id));
        return await db.SaveAsync(ct);
    }

    private static bool Keeps(Actor actor) => actor.IsCoordinator || actor.IsAdministrator;
}
