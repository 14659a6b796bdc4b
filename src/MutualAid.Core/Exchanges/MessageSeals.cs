using System.Net;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Exchanges;

/// <summary>Seals and opens the words of messages with the network's keys, and writes them anew when the key changes.</summary>
public sealed class MessageSeals(MutualAidDb db, KeyRing keys) : ISealedRows
{
    private const string Column = "claim_message/words";

    internal byte[] Seal(string words, Guid id) => keys.Encrypt(words, Column, id)!;

    internal string Open(ClaimMessage message) => keys.Decrypt(message.Words, Column, message.Id)!;

    /// <inheritdoc />
    public Task<int> CountOldAsync(CancellationToken ct = default)
    {
        var current = CurrentKeyBytes();
        return db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM claim_message WHERE substring(words FROM 1 FOR 4) <> {current}").SingleAsync(ct);
    }

    /// <inheritdoc />
    public async Task<int> RewriteOldAsync(int batch, CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var current = CurrentKeyBytes();
        var old = await db.ClaimMessages.FromSql(
            $"SELECT * FROM claim_message WHERE substring(words FROM 1 FOR 4) <> {current} ORDER BY id LIMIT {batch} FOR UPDATE SKIP LOCKED").ToListAsync(ct);
        old.ForEach(message => message.SealAnew(Seal(Open(message), message.Id)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return old.Count;
    }

    // A ciphertext begins with the id of its key, highest byte first.
    private byte[] CurrentKeyBytes() => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(keys.CurrentId));
}
