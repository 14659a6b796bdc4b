using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Offers;

public enum OfferState
{
    Open,
    Gone,
    Withdrawn,
}

/// <summary>Something a member can give once or again and again: two bags of rice, a cot to lend.</summary>
public sealed class Offer
{
    public const int WordsMaxLength = 400;

    /// <summary>Room for words that come in with a list.</summary>
    public const int ImportedWordsMaxLength = 8_000;


    private Offer()
    {
    }

    public Guid Id { get; private set; }

    public Guid MemberId { get; private set; }

    public string KindId { get; private set; } = "";

    public string? Words { get; private set; }

    /// <summary>How many there are, when it can be counted.</summary>
    public decimal? Quantity { get; private set; }

    public string? Unit { get; private set; }

    public Guid? AreaId { get; private set; }

    public NpgsqlPoint? Point { get; private set; }

    public OfferState State { get; private set; }

    public DateTimeOffset OfferedAt { get; private set; }

    public string? SourceKey { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Makes an offer. Refuses words that are too long and a quantity of nothing.</summary>
    public static Result<Offer> Make(Guid memberId, string kindId, string? words, decimal? quantity, string? unit, Guid? areaId, NpgsqlPoint? point, DateTimeOffset now,
        Channel channel = Channel.Web)
    {
        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Words), words, channel == Channel.Import ? ImportedWordsMaxLength : WordsMaxLength, wrong);
        if (quantity is <= 0 or > 1_000_000_000)
        {
            wrong.Add(new FieldRefusal(nameof(Quantity), Phrase.Of("Write how many there are, more than none.")));
        }

        return wrong.Count > 0 ? Refusal.Invalid(wrong) : new Offer
        {
            Id = Guid.CreateVersion7(now),
            MemberId = memberId,
            KindId = kindId,
            Words = clean,
            Quantity = quantity,
            Unit = TypedText.Clean(unit),
            AreaId = areaId,
            Point = point,
            OfferedAt = now,
        };
    }

    /// <summary>Marks where an imported offer came from.</summary>
    public void ComesFrom(string sourceKey, DateTimeOffset? offeredAt)
    {
        SourceKey = sourceKey;
        OfferedAt = offeredAt ?? OfferedAt;
    }
}
