using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Notices;

namespace MutualAid.Core.Members;

/// <summary>Somebody gives for the first time, time or things: a coordinator talks with them before neighbours meet them.</summary>
internal static class NewHelpers
{
    /// <summary>Tells the coordinators of the member's area. Adds to the change being made; the caller saves.</summary>
    public static async Task TellCoordinatorsAsync(MutualAidDb db, Member helper, DateTimeOffset now, CancellationToken ct)
    {
        var coordinators = await db.RoleGrants.CoordinatorsOf(helper.AreaId).Where(g => g.MemberId != helper.Id)
            .Select(g => g.MemberId).Distinct().ToListAsync(ct);
        db.Notices.AddRange(coordinators.Select(id => Notice.To(id, NoticeKind.NewHelper, now)));
    }
}
