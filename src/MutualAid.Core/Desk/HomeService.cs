using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>
/// Which helpers live together, as a coordinator was told. It is said by a person and never worked out from an address, and it counts where a first
/// visit is made by people from different homes.
/// </summary>
public sealed class HomeService(MutualAidDb db, TimeProvider time)
{
    /// <summary>
    /// Records that two helpers live together, and with whoever lives with one of them already. Refuses a helper who is not there or of somebody
    /// else's area, and nobody picked or the same person twice. Said twice, it is recorded once.
    /// </summary>
    public async Task<Result> LiveTogetherAsync(Actor actor, Guid memberId, Guid? otherId, CancellationToken ct = default)
    {
        if (await MineAsync(actor, memberId, ct) is not { } one)
        {
            return Refusal.NotFound;
        }

        if (otherId is null || otherId == memberId)
        {
            return Refusal.Invalid("Other", Phrase.Of("Pick who lives with them."));
        }

        if (await MineAsync(actor, otherId.Value, ct) is not { } other)
        {
            return Refusal.NotFound;
        }

        if (one.HomeId is not null && one.HomeId == other.HomeId)
        {
            return Result.Done;
        }

        var now = time.GetUtcNow();
        Settle([one, other, .. await HousematesAsync(one, ct), .. await HousematesAsync(other, ct)], now);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelpersLiveTogether, now, subjectId: memberId));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelpersLiveTogether, now, subjectId: otherId));
        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// Records that a helper lives with no other helper any more; those left still live together. Refuses a helper who is not there or of somebody
    /// else's area, and (as a conflict) one of whom nobody says that they share a home.
    /// </summary>
    public async Task<Result> LiveApartAsync(Actor actor, Guid memberId, CancellationToken ct = default)
    {
        if (await MineAsync(actor, memberId, ct) is not { } one)
        {
            return Refusal.NotFound;
        }

        if (one.HomeId is null)
        {
            return Refusal.Conflict(Phrase.Of("Somebody on the desk has done this already."));
        }

        var now = time.GetUtcNow();
        Settle(await HousematesAsync(one, ct), now);
        one.LiveIn(null);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperLivesApart, now, subjectId: memberId));
        return await db.SaveAsync(ct);
    }

    // A home is a new one at every change: two coordinators who change the same home at one moment then meet the version of a row.
    private static void Settle(List<HelperProfile> together, DateTimeOffset now)
    {
        Guid? home = together.Count > 1 ? Guid.CreateVersion7(now) : null;
        together.ForEach(profile => profile.LiveIn(home));
    }

    private async Task<List<HelperProfile>> HousematesAsync(HelperProfile of, CancellationToken ct) =>
        of.HomeId is null ? [] : await db.HelperProfiles.Where(p => p.HomeId == of.HomeId && p.MemberId != of.MemberId).ToListAsync(ct);

    private async Task<HelperProfile?> MineAsync(Actor actor, Guid memberId, CancellationToken ct)
    {
        var area = await db.Members.Where(m => m.Id == memberId).Select(m => m.AreaId).SingleOrDefaultAsync(ct);
        return actor.Coordinates(area) ? await db.HelperProfiles.SingleOrDefaultAsync(p => p.MemberId == memberId, ct) : null;
    }
}
