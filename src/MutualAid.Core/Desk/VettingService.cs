using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>What a coordinator learned about a helper: after a talk, and after a check.</summary>
public sealed class VettingService(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>A check holds this long at most, in years.</summary>
    public const int MostYears = 5;

    /// <summary>
    /// Records that a coordinator has talked to a new helper; the helper is told. Refuses a helper of somebody else's area, oneself, and
    /// (as a conflict) a helper who is approved already.
    /// </summary>
    public Task<Result> ApproveAsync(Actor actor, Guid memberId, CancellationToken ct = default) =>
        VetAsync(actor, memberId, _ => new Found(Vetting.Approved, null), ct);

    /// <summary>
    /// Records a check that is in, up to and including a day. Refuses what <see cref="ApproveAsync"/> refuses, a missing day, one that has
    /// passed and one more than five years away.
    /// </summary>
    public Task<Result> CheckAsync(Actor actor, Guid memberId, DateOnly? until, CancellationToken ct = default) =>
        VetAsync(
            actor,
            memberId,
            today => until is null ? Refusal.Invalid("Until", Phrase.Of("Pick the last day the check holds."))
                : until < today ? Refusal.Invalid("Until", Phrase.Of("The day has passed. Pick today or later."))
                : until > today.AddYears(MostYears) ? Refusal.Invalid("Until", Phrase.Of("That is more than {0} years away. Pick a nearer day.", MostYears))
                : new Found(Vetting.Checked, until),
            ct);

    private async Task<Result> VetAsync(Actor actor, Guid memberId, Func<DateOnly, Result<Found>> look, CancellationToken ct)
    {
        var profile = await db.HelperProfiles.SingleOrDefaultAsync(p => p.MemberId == memberId, ct);
        var area = await db.Members.Where(m => m.Id == memberId).Select(m => m.AreaId).SingleOrDefaultAsync(ct);
        if (profile is null || !actor.Coordinates(area))
        {
            return Refusal.NotFound;
        }

        if (memberId == actor.MemberId)
        {
            return Refusal.NotAllowed(Phrase.Of("Somebody else on the desk has to do this for you."));
        }

        var now = time.GetUtcNow();
        var found = look((await networks.ClockAsync(ct)).Day(now));
        if (!found.Ok)
        {
            return found;
        }

        // A second coordinator who presses "approve" must not take a check away that came in meanwhile.
        if (found.Value.Level == Vetting.Approved && profile.Vetting != Vetting.New)
        {
            return Refusal.Conflict(Phrase.Of("Somebody on the desk has done this already."));
        }

        var first = profile.Vetting == Vetting.New;
        profile.Vet(found.Value.Level, found.Value.Until);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.HelperVetted, now, subjectId: memberId, reason: found.Value.Level.ToString()));
        if (first)
        {
            db.Notices.Add(Notice.To(memberId, NoticeKind.YouAreApproved, now));
        }

        return await db.SaveAsync(ct);
    }

    private sealed record Found(Vetting Level, DateOnly? Until);
}
