using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Members;

/// <summary>What a member says about herself: a name, languages with the easiest first, and an area.</summary>
public sealed record MemberDetails(string? Name, IReadOnlyList<string> Languages, Guid? AreaId);

/// <summary>Lets members change their own details.</summary>
public sealed class MemberService(MutualAidDb db, TimeProvider time)
{
    /// <summary>
    /// Changes the actor's own name, languages and area. Refuses a missing or too long name, unknown languages and an area that is not on the map.
    /// A helper who moves starts from the new area's cell from then on.
    /// </summary>
    public async Task<Result> ChangeAsync(Actor actor, MemberDetails details, CancellationToken ct = default)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == actor.MemberId, ct);
        if (member is null)
        {
            return Refusal.NotFound;
        }

        var area = await db.Areas.SingleOrDefaultAsync(a => a.Id == details.AreaId, ct);
        if (details.AreaId is not null && area is null)
        {
            return Refusal.Invalid(nameof(details.AreaId), Phrase.Of("Pick an area from the list."));
        }

        var moved = member.AreaId != details.AreaId;
        var changed = member.Describe(details.Name, details.Languages, details.AreaId);
        if (!changed.Ok)
        {
            return changed;
        }

        if (moved && await db.HelperProfiles.SingleOrDefaultAsync(p => p.MemberId == member.Id, ct) is { } profile)
        {
            profile.Offer(profile.Kinds, profile.Hours, profile.Radius, profile.WeeklyCapacity, HelperService.StartingPoint(area));
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.MemberChanged, time.GetUtcNow(), subjectId: member.Id));
        return await db.SaveAsync(ct);
    }
}
