using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.TestKit;

/// <summary>Reads a need with everything that belongs to it.</summary>
public static class NeedLoading
{
    public static Task<Need> LoadNeedAsync(this MutualAidDb db, Guid needId) =>
        db.Needs.Include(n => n.Parts).Include(n => n.Claims).SingleAsync(n => n.Id == needId);
}
