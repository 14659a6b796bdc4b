using MutualAid.Core.Common;

namespace MutualAid.Core.Exchanges;

/// <summary>Words of thanks from one side of a claim to the other. Nobody counts them and nobody else reads them.</summary>
public sealed class Thanks
{
    public const int WordsMaxLength = 400;

    private Thanks()
    {
    }

    public Guid Id { get; private set; }

    public Guid ClaimId { get; private set; }

    public Guid FromMemberId { get; private set; }

    public Guid ToMemberId { get; private set; }

    public string Words { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>Writes thanks. Refuses no words and too many.</summary>
    public static Result<Thanks> Write(Guid claimId, Guid from, Guid to, string? words, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Words), words, WordsMaxLength, wrong, Phrase.Of("Write a word or two. “Thank you” is plenty."));
        return wrong.Count > 0
            ? Refusal.Invalid(wrong)
            : new Thanks { Id = Guid.CreateVersion7(now), ClaimId = claimId, FromMemberId = from, ToMemberId = to, Words = clean!, At = now };
    }
}
