using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Places;

/// <summary>
/// Proves that the key folder belongs to the database. Beside an empty or a foreign folder the network would go on writing with new keys,
/// and nobody would notice before a helper stands in the street with an address that does not open.
/// </summary>
public sealed class KeyProof(MutualAidDb db, KeyRing keys)
{
    /// <summary>
    /// Looks at one contact fact for each key that was ever used. Refuses, by an exception that stops the start with a sentence for the person
    /// at the terminal, when one of them does not open. Nothing is changed, and no key is made.
    /// </summary>
    public async Task DemandAsync(CancellationToken ct = default)
    {
        var oneOfEach = await db.Set<ContactFacts>().FromSql(
            $"""
            SELECT DISTINCT ON (substring(coalesce(phone, address, door_note) FROM 1 FOR 4)) * FROM contact_facts
            ORDER BY substring(coalesce(phone, address, door_note) FROM 1 FOR 4), id
            """).AsNoTracking().ToListAsync(ct);
        if (!oneOfEach.TrueForAll(Opens))
        {
            throw new CryptographicException(
                $"The keys in {keys.Folder} do not open the phones and addresses in this database. Put the kept copy of its key folder there before starting. Nothing was changed.");
        }
    }

    /// <summary>Whether the newest contact fact opens: quick enough to ask every few seconds.</summary>
    public async Task<bool> NewestOpensAsync(CancellationToken ct = default)
    {
        var newest = await db.Set<ContactFacts>().AsNoTracking().OrderByDescending(f => f.Id).FirstOrDefaultAsync(ct);
        return newest is null || Opens(newest);
    }

    private bool Opens(ContactFacts facts)
    {
        try
        {
            keys.Decrypt(facts.Phone, nameof(ContactFacts.Phone), facts.Id);
            keys.Decrypt(facts.Address, nameof(ContactFacts.Address), facts.Id);
            keys.Decrypt(facts.DoorNote, nameof(ContactFacts.DoorNote), facts.Id);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
