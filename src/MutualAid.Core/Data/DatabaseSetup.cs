using System.Data;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Data;

/// <summary>Brings a database up to this version's shape, and puts in the rows every network has.</summary>
public sealed class DatabaseSetup(MutualAidDb db)
{
    // Any number will do, as long as every process of every version uses the same one.
    private const long MigrationLock = 0x4D41_4944;

    /// <summary>
    /// Applies the migrations and seeds the kinds of help and the network's own row. Safe to call from several processes at once:
    /// one works while the others wait.
    /// </summary>
    public async Task PrepareAsync(CancellationToken ct = default)
    {
        // Waiting for another process, and changing a large table, may take longer than any click is allowed to.
        var patience = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.Database.ExecuteSqlAsync($"SET lock_timeout = 0; SET statement_timeout = 0", ct);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", ct);

            // Asked first, because applying compares the whole model with the last migration's, which takes longer than all else here.
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            {
                await db.Database.MigrateAsync(ct);
            }

            await SeedAsync(ct);
        }
        finally
        {
            if (db.Database.GetDbConnection().State == ConnectionState.Open)
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
                await db.Database.ExecuteSqlAsync($"RESET lock_timeout; RESET statement_timeout", CancellationToken.None);
            }

            await db.Database.CloseConnectionAsync();
            db.Database.SetCommandTimeout(patience);
        }
    }

    private async Task SeedAsync(CancellationToken ct)
    {
        var known = await db.HelpKinds.Select(k => k.Id).ToListAsync(ct);
        db.HelpKinds.AddRange(HelpKindCatalogue.All
            .Select((seed, i) => HelpKind.From(seed, (short)i))
            .Where(kind => !known.Contains(kind.Id)));
        if (!await db.Networks.AnyAsync(ct))
        {
            db.Networks.Add(Network.Found("Millbrook", "01632 960 142", "9:00–19:00", "Europe/London"));
        }

        await db.SaveChangesAsync(ct);
    }
}
