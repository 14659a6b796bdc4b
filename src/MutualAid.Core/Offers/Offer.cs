using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Offers;

public enum OfferState
{
    Open,

    /// <summary>Not shown, because "still open?" went unanswered twice. One press brings it back.</summary>
    Resting,

    /// <summary>Everything is given, its last day has passed, or the giver said so.</summary>
    Gone,

    /// <summary>Taken back by the giver.</summary>
    Withdrawn,
}

/// <summary>
/// Something a member can give once or again and again: two bags of rice, a cot to lend. It decides its own life and counts what is promised
/// and given; it knows no database and no clock.
/// </summary>
public sealed partial class Offer
{
    public const int WordsMaxLength = 400;
    public const int UnitMaxLength = 40;

    /// <summary>The most of one thing somebody can offer here.</summary>
    public const int MostToGive = 1_000;

    /// <summary>"Still open?" is asked this often before an offer rests.</summary>
    public const int PromptsBeforeRest = 2;

    /// <summary>Room for words that come in with a list.</summary>
    public const int ImportedWordsMaxLength = 8_000;

    private readonly List<OfferGift> gifts = [];

    private Offer()
    {
    }

    public Guid Id { get; private set; }

    public Guid MemberId { get; private set; }

    public string KindId { get; private set; } = "";

    public string? Words { get; private set; }

    /// <summary>Whether it is given again and again; a one-off offer is over once it is given.</summary>
    public bool Standing { get; private set; }

    /// <summary>How many there are, when it can be counted.</summary>
    public decimal? Quantity { get; private set; }

    /// <summary>What is counted, such as "bags of rice".</summary>
    public string? Unit { get; private set; }

    /// <summary>Promised to neighbours who asked, and not handed over yet.</summary>
    public decimal SetAside { get; private set; }

    /// <summary>Handed over.</summary>
    public decimal Given { get; private set; }

    public List<string> Languages { get; private set; } = [];

    public Guid? AreaId { get; private set; }

    public NpgsqlPoint? Point { get; private set; }

    /// <summary>The last day; null when it has none.</summary>
    public DateOnly? Until { get; private set; }

    public OfferState State { get; private set; }

    /// <summary>Whether neighbours may find it: open, and something is left. Every list of offers begins with it.</summary>
    public bool Showing { get; private set; }

    public DateTimeOffset OfferedAt { get; private set; }

    /// <summary>When the giver last said, by word or by deed, that it stands.</summary>
    public DateTimeOffset FreshAt { get; private set; }

    /// <summary>"Still open?" asked since then and not answered.</summary>
    public short Prompts { get; private set; }

    public DateTimeOffset? PromptedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Set when the words were erased.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public string? SourceKey { get; private set; }

    public uint Version { get; private set; }

    /// <summary>What is promised and given, each with whom it is for.</summary>
    public IReadOnlyList<OfferGift> Gifts => gifts;

    /// <summary>How many are still to be had; null when it is not counted.</summary>
    public decimal? Left => Quantity - SetAside - Given;

    public bool IsClosed => State is OfferState.Gone or OfferState.Withdrawn;

    /// <summary>Makes an offer from a list. Refuses words that are too long and a quantity of nothing.</summary>
    public static Result<Offer> Make(Guid memberId, string kindId, string? words, decimal? quantity, string? unit, Guid? areaId, NpgsqlPoint? point, DateTimeOffset now,
        Channel channel = Channel.Web)
    {
        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Words), words, channel == Channel.Import ? ImportedWordsMaxLength : WordsMaxLength, wrong);
        if (quantity is <= 0 or > 1_000_000_000)
        {
            wrong.Add(new FieldRefusal(nameof(Quantity), Phrase.Of("Write how many there are, more than none.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var offer = new Offer
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
            FreshAt = now,
        };
        offer.Settle(now);
        return offer;
    }

    /// <summary>Makes an offer from what a member said; <see cref="OfferRules"/> has looked at it.</summary>
    internal static Offer Make(Guid memberId, OfferFacts said, DateTimeOffset now)
    {
        var offer = new Offer { Id = Guid.CreateVersion7(now), MemberId = memberId, OfferedAt = now };
        offer.Describe(said, now);
        return offer;
    }

    /// <summary>The giver changes it. Refuses an offer that is over, and fewer than are promised or given already.</summary>
    internal Result Change(OfferFacts said, DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        if (said.Quantity < SetAside + Given)
        {
            return Refusal.Invalid(nameof(Quantity), Phrase.Of("{0} are promised or given already. Write that many or more.", Whole(SetAside + Given)));
        }

        if (said.Quantity is null && gifts.Count > 0)
        {
            return Refusal.Invalid(nameof(Quantity), Phrase.Of("Some are promised or given already. Write how many there are in all."));
        }

        Describe(said, now);
        return Result.Done;
    }

    /// <summary>The giver says that it stands: it is shown again, and asked after only when it has grown old again.</summary>
    public Result StillOpen(DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        State = OfferState.Open;
        Refresh(now);
        return Result.Done;
    }

    /// <summary>The giver says that nothing is left. What is promised stays promised.</summary>
    public Result SayGone(DateTimeOffset now) => Close(OfferState.Gone, now);

    /// <summary>The giver takes it back. What is promised stays promised.</summary>
    public Result TakeBack(DateTimeOffset now) => Close(OfferState.Withdrawn, now);

    /// <summary>The clock asks "still open?".</summary>
    public void AskWhether(DateTimeOffset now) => (Prompts, PromptedAt) = ((short)(Prompts + 1), now);

    /// <summary>The clock lets an offer rest that nobody answered for.</summary>
    public void Rest(DateTimeOffset now)
    {
        State = OfferState.Resting;
        PromptedAt = now;
        Settle(now);
    }

    /// <summary>The clock closes an offer whose last day has passed, or that rested too long.</summary>
    public void RunOut(DateTimeOffset now) => Close(OfferState.Gone, now);

    /// <summary>Erases everybody's words; kind, area and number stay.</summary>
    public void Erase(DateTimeOffset now)
    {
        (Words, Unit, ErasedAt) = (null, null, now);
        gifts.ForEach(gift => gift.Forget());
    }

    /// <summary>Marks where an imported offer came from.</summary>
    public void ComesFrom(string sourceKey, DateTimeOffset? offeredAt)
    {
        SourceKey = sourceKey;
        OfferedAt = offeredAt ?? OfferedAt;
    }

    /// <summary>A number of things as it is said: without the zeros behind the point that the database keeps.</summary>
    internal static object Whole(decimal number) => number == decimal.Truncate(number) && number <= int.MaxValue ? (int)number : number;

    private static Refusal MovedOn => Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    private void Describe(OfferFacts said, DateTimeOffset now)
    {
        (KindId, Words, Standing, Quantity, Unit) = (said.KindId, said.Words, said.Standing, said.Quantity, said.Unit);
        (AreaId, Point, Until, Languages) = (said.AreaId, said.Point, said.Until, [.. said.Languages]);
        State = OfferState.Open;
        Refresh(now);
    }

    private void Refresh(DateTimeOffset now)
    {
        (FreshAt, Prompts, PromptedAt) = (now, 0, null);
        Settle(now);
    }

    private Result Close(OfferState state, DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        (State, ClosedAt) = (state, now);
        Settle(now);
        return Result.Done;
    }

    // What can be counted is gone when all of it is given, and is here again when some of it comes back.
    private void Settle(DateTimeOffset now)
    {
        if (State is OfferState.Open or OfferState.Resting && Quantity is { } all && Given >= all)
        {
            (State, ClosedAt) = (OfferState.Gone, now);
        }

        Showing = State == OfferState.Open && !(Left <= 0);
    }
}
