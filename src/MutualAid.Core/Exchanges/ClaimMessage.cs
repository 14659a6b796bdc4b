using MutualAid.Core.Common;

namespace MutualAid.Core.Exchanges;

/// <summary>
/// One message between the two sides of a claim. Its words are kept as ciphertext only, because people write door codes and what ails them
/// to each other whatever a hint says (docs/decisions/0009).
/// </summary>
public sealed class ClaimMessage
{
    public const int WordsMaxLength = 600;

    private ClaimMessage()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public Guid ClaimId { get; private set; }

    /// <summary>Whether the helper wrote it; otherwise the neighbour who asked did.</summary>
    public bool FromHelper { get; private set; }

    /// <summary>The words, sealed.</summary>
    public byte[] Words { get; private set; } = [];

    public DateTimeOffset At { get; private set; }

    /// <summary>Writes a message. Refuses no words, too many, and signs that cannot be kept.</summary>
    public static Result<ClaimMessage> Write(Guid needId, Guid claimId, bool fromHelper, string? words, Func<string, Guid, byte[]> seal, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Words), words, WordsMaxLength, wrong, Phrase.Of("Write a word or two first."));
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var id = Guid.CreateVersion7(now);
        return new ClaimMessage { Id = id, NeedId = needId, ClaimId = claimId, FromHelper = fromHelper, Words = seal(clean!, id), At = now };
    }

    internal void SealAnew(byte[] words) => Words = words;
}
