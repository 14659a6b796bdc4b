using System.Net;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Exchanges;

/// <summary>Seals and opens the words of messages and reflections with the network's keys, and writes them anew when the key changes.</summary>
public sealed class MessageSeals(MutualAidDb db, KeyRing keys) : ISealedRows
{
    private const string OfMessage = "claim_message/words";
    private const string OfReflection = "reflection/words";

    internal byte[] Seal(string words, Guid id) => keys.Encrypt(words, OfMessage, id)!;

    internal string Open(ClaimMessage message) => keys.Decrypt(message.Words, OfMessage, message.Id)!;

    internal byte[] SealReflection(string words, Guid id) => keys.Encrypt(words, OfReflection, id)!;

    internal string Open(Reflection reflection) => keys.Decrypt(reflection.Words, OfReflection, reflection.Id)!;

    /// <inheritdoc />
    public Task<int> CountOldAsync(CancellationToken ct = default)
    {
        var current = CurrentKeyBytes();
        return db.Database.SqlQuery<int>(
            $"""
            SELECT ((SELECT count(*) FROM claim_message WHERE substring(words FROM 1 FOR 4) <> {current})
                  + (SELECT count(*) FROM reflection WHERE substring(words FROM 1 FOR 4) <> {current}))::int AS "Value"
            """).SingleAsync(ct);
    }

    /// <inheritdoc />
    public async Task<int> RewriteOldAsync(int batch, CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var current = CurrentKeyBytes();
        var messages = await db.ClaimMessages.FromSql(
            $"SELECT * FROM claim_message WHERE substring(words FROM 1 FOR 4) <> {current} ORDER BY id LIMIT {batch} FOR UPDATE SKIP LOCKED").ToListAsync(ct);
        var reflections = await db.Reflections.FromSql(
            $"SELECT * FROM reflection WHERE substring(words FROM 1 FOR 4) <> {current} ORDER BY id LIMIT {batch} FOR UPDATE SKIP LOCKED").ToListAsync(ct);
        messages.ForEach(message => message.SealAnew(Seal(Open(message), message.Id)));
        reflections.ForEach(reflection => reflection.SealAnew(SealReflection(Open(reflection), reflection.Id)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return messages.Count + reflections.Count;
    }

    // A ciphertext begins with the id of its key, highest byte first.
    private byte[] CurrentKeyBytes() => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(keys.CurrentId));
}
