using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Members;

/// <summary>Who an account is now. Read for each request, so a role taken away or a password changed elsewhere counts on the next click.</summary>
public sealed class ActorReader(MutualAidDb db)
{
    /// <summary>The actor behind a signed-in account, or null when the account is gone, locked, or its security stamp is not the cookie's any more.</summary>
    public async Task<Actor?> ReadAsync(Guid accountId, string? securityStamp, DateTimeOffset now, CancellationToken ct = default)
    {
        var rows = await (
            from account in db.Users
            where account.Id == accountId
            from grant in db.RoleGrants.Where(g => g.MemberId == account.MemberId).DefaultIfEmpty()
            select new { account.MemberId, account.SecurityStamp, account.LockoutEnd, Role = (Role?)grant!.Role, AreaId = (Guid?)grant.AreaId })
            .AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0 || rows[0].SecurityStamp != securityStamp || rows[0].LockoutEnd > now)
        {
            return null;
        }

        var coordinates = rows.Where(r => r.Role == Role.Coordinator).ToList();
        return new Actor
        {
            MemberId = rows[0].MemberId,
            Roles = rows.Where(r => r.Role is not null).Select(r => r.Role!.Value).ToHashSet(),
            Areas = coordinates.Exists(r => r.AreaId is null) ? null : coordinates.Select(r => r.AreaId!.Value).ToHashSet(),
        };
    }
}
