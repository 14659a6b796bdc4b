using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>A coordinator's look at a need before helpers see it.</summary>
public sealed class ReviewService(MutualAidDb db, TimeProvider time)
{
    /// <summary>Lets helpers see a need that waited for a look. Refuses one outside the coordinator's areas, and (as a conflict) one that is open already.</summary>
    public async Task<Result> OpenAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var need = await db.Needs.Include(n => n.Parts).InAreasOf(actor).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        var opened = need.Open(now);
        if (!opened.Ok)
        {
            return opened;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedOpened, now, need.Id));
        return await db.SaveAsync(ct);
    }
}
