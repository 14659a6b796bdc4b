using System.Data;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Places;

/// <summary>
/// Keeps phones, exact addresses, door notes and notes of diet or health, encrypted, and lets them out one at a time: to the agreed helper or the area's coordinator,
/// with a reason, within a daily budget, and never without a row that tells the neighbour who looked (security.md, decisions 1 and 2).
/// </summary>
public sealed partial class AddressBook(MutualAidDb db, KeyRing keys, NetworkQueries networks, TimeProvider time) : ISealedRows
{
    public const int PhoneMaxLength = 40;
    public const int AddressMaxLength = 300;
    public const int DoorNoteMaxLength = 300;
    public const int CareNoteMaxLength = 300;

    /// <summary>Looks at typed contact facts before they are kept: too long, not storable, or a phone without any digit to ring.</summary>
    public static void Look(string? phone, string? address, string? doorNote, List<FieldRefusal> wrong, string? careNote = null)
    {
        var number = TypedText.Check("Phone", phone, PhoneMaxLength, wrong);
        if (number is not null && number.Length <= PhoneMaxLength && number.Count(char.IsDigit) < 3)
        {
            wrong.Add(new FieldRefusal("Phone", Phrase.Of("Write the number with its digits, such as 07700 900 118.")));
        }

        TypedText.Check("Address", address, AddressMaxLength, wrong);
        TypedText.Check("DoorNote", doorNote, DoorNoteMaxLength, wrong);
        TypedText.Check("CareNote", careNote, CareNoteMaxLength, wrong);
    }

    /// <summary>
    /// Adds facts to the change being made; they are saved with it. For a need, or with no need named the member's own standing phone.
    /// Nothing is added when there is nothing to keep.
    /// </summary>
    public void Write(Guid memberId, Guid? needId, string? phone, string? address, string? doorNote, DateTimeOffset now, string? careNote = null)
    {
        (phone, address, doorNote, careNote) = (TypedText.Clean(phone), TypedText.Clean(address), TypedText.Clean(doorNote), TypedText.Clean(careNote));
        if (phone is null && address is null && doorNote is null && careNote is null)
        {
            return;
        }

        var facts = ContactFacts.For(memberId, needId, now);
        Seal(facts, phone, address, doorNote, careNote);
        db.Set<ContactFacts>().Add(facts);
    }

    /// <summary>Writes what has changed over what is kept for a need; what is empty stays as it is. Added to the change being made and saved with it.</summary>
    public async Task ChangeAsync(Guid memberId, Guid needId, string? phone, string? address, string? doorNote, DateTimeOffset now, CancellationToken ct = default)
    {
        if (await db.Set<ContactFacts>().SingleOrDefaultAsync(f => f.NeedId == needId, ct) is not { } facts)
        {
            Write(memberId, needId, phone, address, doorNote, now);
            return;
        }

        Seal(
            facts,
            TypedText.Clean(phone) ?? Open(facts.Phone, nameof(ContactFacts.Phone), facts.Id),
            TypedText.Clean(address) ?? Open(facts.Address, nameof(ContactFacts.Address), facts.Id),
            TypedText.Clean(doorNote) ?? Open(facts.DoorNote, nameof(ContactFacts.DoorNote), facts.Id),
            Open(facts.CareNote, nameof(ContactFacts.CareNote), facts.Id));
    }

    /// <summary>Whether anything is kept for the need: what pages may know without opening it.</summary>
    public Task<bool> HoldsAsync(Guid needId, CancellationToken ct = default) =>
        db.Set<ContactFacts>().AnyAsync(f => f.NeedId == needId, ct);

    /// <summary>
    /// Opens the contact facts of a need for the actor, writing who looked, when and why in the same transaction.
    /// A helper needs an agreed claim on it; what opens when is the rule of <see cref="AddressGate"/>, and what to know about diet or health opens
    /// with the phone. A coordinator of the area needs a reason. Refuses anybody else as if the need did not exist, a blocked pair likewise, a
    /// helper whose check has ended, and one who has looked at enough people today.
    /// </summary>
    public async Task<Result<Contact>> RevealAsync(Actor actor, Guid needId, string? reason, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } viewer)
        {
            return Refusal.NotFound;
        }

        var need = await db.Needs.AsNoTracking().Where(n => n.Id == needId).Select(n => new { n.AskerId, n.AreaId }).SingleOrDefaultAsync(ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);

        // One look at a time for each viewer, so that the budget cannot be outrun by pressing quickly.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({viewer.ToString()}, 1))", ct);
        var now = time.GetUtcNow();
        var (claim, gate) = await AgreedClaimAsync(viewer, needId, now, ct);
        if ((claim is null && !actor.Coordinates(need.AreaId)) || await AreBlockedAsync(viewer, need.AskerId, ct))
        {
            return Refusal.NotFound;
        }

        var wrong = new List<FieldRefusal>();
        var why = TypedText.Check(
            "Reason", reason, AuditEntry.ReasonMaxLength, wrong,
            claim is null ? Phrase.Of("Write in a few words why you need to look. Your neighbour can read it.") : null);
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        if (gate is { Phone: false, Why: { } barred })
        {
            return Refusal.NotAllowed(barred);
        }

        var budget = await BudgetAsync(viewer, claim is not null, ct);
        if (await SpentAsync(viewer, need.AskerId, now, ct) >= budget)
        {
            return Refusal.NotAllowed(Phrase.Of("You have looked at {0} people’s details since yesterday. That is the limit for one day. Ring your coordinator if it cannot wait.", budget));
        }

        var facts = await db.Set<ContactFacts>().AsNoTracking().SingleOrDefaultAsync(f => f.NeedId == needId, ct);
        var open = gate is null or { Address: true };
        var seen = open ? SeenFacts.PhoneAndAddress : SeenFacts.Phone;
        db.AccessEntries.Add(AccessEntry.Of(viewer, need.AskerId, needId, claim, seen, why ?? "agreed helper", now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ContactRevealed, now, needId, claim, why));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return facts is null
            ? new Contact(null, null, null, null)
            : new Contact(
                Open(facts.Phone, nameof(ContactFacts.Phone), facts.Id),
                open ? Open(facts.Address, nameof(ContactFacts.Address), facts.Id) : null,
                open ? Open(facts.DoorNote, nameof(ContactFacts.DoorNote), facts.Id) : null,
                gate is { Step: GateStep.Time } ? gate.OpensAt : null,
                Open(facts.CareNote, nameof(ContactFacts.CareNote), facts.Id),
                gate?.Why);
    }

    /// <summary>Writes what is kept for a need to another member's name: the same person, who has an account now. Takes part in the caller's transaction.</summary>
    public Task HandToAsync(Guid needId, Guid memberId, CancellationToken ct = default) =>
        db.Set<ContactFacts>().Where(f => f.NeedId == needId).ExecuteUpdateAsync(f => f.SetProperty(x => x.MemberId, memberId), ct);

    /// <summary>
    /// Members who gave this number for a need or as their own, found by its keyed hash: no number is opened. Nobody for a number too short to
    /// tell one household from another, and nobody for anyone but a coordinator, who sees only what their areas allow of the answer.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> WithPhoneAsync(Actor actor, string? phone, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator || PhoneDigits.Of(phone ?? "") is not { Length: >= PhoneDigits.Fewest } digits)
        {
            return [];
        }

        var index = keys.Index(digits);
        return await db.Set<ContactFacts>().AsNoTracking().Where(f => f.PhoneIndex == index).Select(f => f.MemberId).Distinct().ToListAsync(ct);
    }

    /// <summary>Erases what is kept for a need; takes part in the caller's transaction, if there is one. Returns how many rows went.</summary>
    public async Task<int> EraseAsync(Guid needId, CancellationToken ct = default)
    {
        // Where to leave things is a note about a door too, whoever wrote it.
        await db.Visits.Where(v => v.NeedId == needId && v.Leave != null).ExecuteUpdateAsync(set => set.SetProperty(v => v.Leave, (string?)null), ct);
        return await db.Set<ContactFacts>().Where(f => f.NeedId == needId).ExecuteDeleteAsync(ct);
    }

    /// <summary>How many rows are still written with an older key.</summary>
    public Task<int> CountOldAsync(CancellationToken ct = default)
    {
        var current = CurrentKeyBytes();
        return db.Database.SqlQuery<int>(
            $"SELECT count(*)::int AS \"Value\" FROM contact_facts WHERE substring(coalesce(phone, address, door_note, care_note) FROM 1 FOR 4) <> {current}").SingleAsync(ct);
    }

    /// <summary>
    /// Writes the next batch of rows anew with the current key. Returns how many were written; rows that somebody changes at this moment are
    /// passed over, so <see cref="CountOldAsync"/> says whether any is left. Rows are locked one batch at a time, so it can run while people work.
    /// </summary>
    public async Task<int> RewriteOldAsync(int batch, CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var current = CurrentKeyBytes();
        var old = await db.Set<ContactFacts>().FromSql(
            $"""
            SELECT * FROM contact_facts
            WHERE substring(coalesce(phone, address, door_note, care_note) FROM 1 FOR 4) <> {current}
            ORDER BY id LIMIT {batch} FOR UPDATE SKIP LOCKED
            """).ToListAsync(ct);
        foreach (var facts in old)
        {
            Seal(
                facts,
                Open(facts.Phone, nameof(ContactFacts.Phone), facts.Id),
                Open(facts.Address, nameof(ContactFacts.Address), facts.Id),
                Open(facts.DoorNote, nameof(ContactFacts.DoorNote), facts.Id),
                Open(facts.CareNote, nameof(ContactFacts.CareNote), facts.Id));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return old.Count;
    }

    // It counts for coordinators too: the role must not open the door of somebody who asked not to be found.
    private Task<bool> AreBlockedAsync(Guid viewer, Guid askerId, CancellationToken ct) =>
        db.Blocks.AnyAsync(b => (b.MemberId == viewer && b.OtherId == askerId) || (b.MemberId == askerId && b.OtherId == viewer), ct);

    // With several parts agreed, the one that opens most counts.
    private async Task<(Guid? Claim, AddressGate? Gate)> AgreedClaimAsync(Guid viewer, Guid needId, DateTimeOffset now, CancellationToken ct)
    {
        var gates = await AddressGates.ReadAsync(db, await networks.ClockAsync(ct), now, viewer, c => c.NeedId == needId, ct);
        var best = gates.OrderByDescending(g => g.Value.Address).ThenByDescending(g => g.Value.Phone)
            .ThenBy(g => g.Value.OpensAt ?? DateTimeOffset.MaxValue).ThenBy(g => g.Key).Take(1).ToList();
        return best.Count == 0 ? (null, null) : (best[0].Key, best[0].Value);
    }

    private async Task<int> BudgetAsync(Guid viewer, bool asHelper, CancellationToken ct)
    {
        if (!asHelper)
        {
            return ContactRules.DailyRevealsOfCoordinator;
        }

        var vetting = await db.HelperProfiles.Where(p => p.MemberId == viewer).Select(p => (Vetting?)p.Vetting).SingleOrDefaultAsync(ct);
        return vetting is null or Vetting.New ? ContactRules.DailyRevealsWhileNew : ContactRules.DailyReveals;
    }

    // People looked at in the last 24 hours, not counting this one: looking at the same number twice costs nothing.
    private Task<int> SpentAsync(Guid viewer, Guid askerId, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-1);
        return db.AccessEntries
            .Where(e => e.ViewerId == viewer && e.At > since && e.MemberId != askerId)
            .Select(e => e.MemberId).Distinct().CountAsync(ct);
    }

    private void Seal(ContactFacts facts, string? phone, string? address, string? doorNote, string? careNote)
    {
        facts.Phone = keys.Encrypt(phone, nameof(ContactFacts.Phone), facts.Id);
        facts.PhoneIndex = phone is null ? null : keys.Index(PhoneDigits.Of(phone));
        facts.Address = keys.Encrypt(address, nameof(ContactFacts.Address), facts.Id);
        facts.DoorNote = keys.Encrypt(doorNote, nameof(ContactFacts.DoorNote), facts.Id);
        facts.CareNote = keys.Encrypt(careNote, nameof(ContactFacts.CareNote), facts.Id);
    }

    // A ciphertext begins with the id of its key, highest byte first.
    private byte[] CurrentKeyBytes() => BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(keys.CurrentId));

    private string? Open(byte[]? sealedText, string column, Guid row) => keys.Decrypt(sealedText, column, row);
}
