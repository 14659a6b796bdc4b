using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Places;

/// <summary>What a rotation did: the id of the key that counts from now on, and how many rows were written anew.</summary>
public sealed record Rotated(int KeyId, int Rows);

/// <summary>
/// Gives the address book and the messages a new key while people go on working. The old keys stay in their folder, because backups still need them;
/// every row of the database is written with the new one.
/// </summary>
public sealed class KeyRotation(MutualAidDb db, KeyRing keys, IEnumerable<ISealedRows> sealedRows, TimeProvider time)
{
    private const int Batch = 500;

    // Long enough for somebody's save to end, short enough not to be noticed.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Makes a new key and writes every row anew with it, telling <paramref name="progress"/> the number of rows so far.
    /// It may be stopped and started again: what is left is done then. Refuses anybody but an administrator.
    /// </summary>
    public async Task<Result<Rotated>> RunAsync(Actor actor, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        if (!actor.IsAdministrator)
        {
            return Refusal.NotAllowed(Phrase.Of("An administrator does this."));
        }

        var id = keys.AddKey();
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.KeysRotated, time.GetUtcNow(), reason: $"key {id}"));
        await db.SaveChangesAsync(ct);
        var rows = 0;
        foreach (var table in sealedRows)
        {
            while (await table.CountOldAsync(ct) > 0)
            {
                var written = await table.RewriteOldAsync(Batch, ct);
                rows += written;
                progress?.Report(rows);
                if (written == 0)
                {
                    await Task.Delay(Pause, time, ct);
                }
            }
        }

        return new Rotated(id, rows);
    }
}
