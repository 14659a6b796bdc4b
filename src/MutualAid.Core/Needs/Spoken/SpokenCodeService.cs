using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>Opens a need's private page by what was said, and gives the asker a new key when the old one is lost.</summary>
public sealed class SpokenCodeService(MutualAidDb db, SpokenDoor door, TimeProvider time)
{
    /// <summary>
    /// The need whose reference and key these are, to be shown as its asker sees it for a short while. Refuses an empty field, a pair that does not
    /// go together (in the same words whether the reference exists or not), too many tries from anywhere or from this origin, and a key that ran out.
    /// </summary>
    public async Task<Result<Guid>> OpenAsync(SaidCode said, string origin, CancellationToken ct = default)
    {
        var opened = await door.OpenAsync(SpokenPurpose.Status, said, origin, ct);
        return opened.Ok ? opened.Value.NeedId : opened.Refusal!;
    }

    /// <summary>
    /// A new key for the asker's own need; the old one opens nothing any more. It is given here and nowhere else. Refuses anybody else as if
    /// the need did not exist. The same form sent twice gives the same key.
    /// </summary>
    public async Task<Result<string>> RenewAsync(Actor actor, OwnNeed own, Guid operationId, CancellationToken ct = default)
    {
        var need = await db.Needs.AsNoTracking().OwnedBy(actor, own).Select(n => new { n.Id, n.Reference }).SingleOrDefaultAsync(ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var (now, key) = (time.GetUtcNow(), Secrets.SpokenCodeOf($"{operationId:N}"));
        var hash = door.Hash(SpokenPurpose.Status, need.Reference, key);
        var code = await db.SpokenCodes.SingleOrDefaultAsync(c => c.NeedId == need.Id && c.ClaimId == null, ct);
        if (code is null)
        {
            db.SpokenCodes.Add(SpokenCode.OfNeed(need.Id, hash, now));
        }
        else if (code.Hash.AsSpan().SequenceEqual(hash))
        {
            return key;
        }
        else
        {
            code.Replace(hash, now, now + SpokenCode.StatusLife);
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.SpokenCodeMade, now, need.Id));
        var saved = await db.SaveAsync(ct);
        return saved.Ok || await db.SpokenCodes.AnyAsync(c => c.Hash == hash, ct) ? key : saved.Refusal!;
    }
}
