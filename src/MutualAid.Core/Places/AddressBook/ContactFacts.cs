namespace MutualAid.Core.Places;

/// <summary>
/// The one table that holds phones, exact addresses, door notes and notes of diet or health, as ciphertext only. Nothing outside this folder may read it
/// (ArchitectureTests), and the only way out is AddressBook.RevealAsync.
/// </summary>
internal sealed class ContactFacts
{
    public const string Table = "contact_facts";

    private ContactFacts()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Whose facts they are.</summary>
    public Guid MemberId { get; private set; }

    /// <summary>The need they were given for; null for a member's own standing phone.</summary>
    public Guid? NeedId { get; private set; }

    public byte[]? Phone { get; set; }

    /// <summary>Keyed hash of the phone's digits: lets a coordinator find "the same phone again" without any phone being readable.</summary>
    public byte[]? PhoneIndex { get; set; }

    public byte[]? Address { get; set; }

    public byte[]? DoorNote { get; set; }

    /// <summary>Diet or health, as far as the helper has to know.</summary>
    public byte[]? CareNote { get; set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public static ContactFacts For(Guid memberId, Guid? needId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), MemberId = memberId, NeedId = needId, WrittenAt = now };
}
