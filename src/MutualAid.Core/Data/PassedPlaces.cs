using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Data;

/// <summary>
/// A place that passes from one claim to another in one change, as when a helper hands on: it is given back before it is taken. EF writes the two
/// rows in an order of its own, and "one claim for each place" looks at every single row.
/// </summary>
internal static class PassedPlaces
{
    /// <summary>The claims that give a place to another one in the change that is about to be saved.</summary>
    public static IReadOnlyList<EntityEntry<Claim>> Of(MutualAidDb db)
    {
        var claims = db.ChangeTracker.Entries<Claim>().Where(c => c.State is EntityState.Added or EntityState.Modified).ToList();
        var taken = claims.Where(c => c.Entity.Place is not null && (c.State == EntityState.Added || Before(c) is null)).Select(c => (c.Entity.PartId, c.Entity.Place)).ToHashSet();
        return taken.Count == 0 ? [] : claims.FindAll(c => c.State == EntityState.Modified && c.Entity.Place is null && taken.Contains((c.Entity.PartId, Before(c))));
    }

    /// <summary>Gives the places back, unless somebody has changed the claim meanwhile: that the save itself finds out. Runs inside a transaction.</summary>
    public static async Task GiveBackAsync(MutualAidDb db, IReadOnlyList<EntityEntry<Claim>> givers, CancellationToken ct)
    {
        foreach (var giver in givers)
        {
            var version = giver.Property(c => c.Version);
            var (id, state, known) = (giver.Entity.Id, giver.Entity.State.ToString(), version.OriginalValue.ToString(CultureInfo.InvariantCulture));
            var renewed = await db.Database
                .SqlQuery<string>($"UPDATE claim SET state = {state}, place = NULL WHERE id = {id} AND xmin::text = {known} RETURNING xmin::text AS \"Value\"").ToListAsync(ct);
            version.OriginalValue = renewed.Count == 1 ? uint.Parse(renewed[0], CultureInfo.InvariantCulture) : version.OriginalValue;
        }
    }

    private static short? Before(EntityEntry<Claim> claim) => claim.Property(c => c.Place).OriginalValue;
}
