namespace MutualAid.Core.Offers;

/// <summary>Some of an offer, promised or handed over.</summary>
public sealed class OfferGift
{
    public const int ForWhomMaxLength = 60;

    private OfferGift()
    {
    }

    public Guid Id { get; private set; }

    public Guid OfferId { get; private set; }

    /// <summary>The giver's claim on the need it is for; null for what was given without this site.</summary>
    public Guid? ClaimId { get; private set; }

    public decimal Amount { get; private set; }

    /// <summary>Whether it has changed hands; until then it is set aside.</summary>
    public bool Handed { get; private set; }

    /// <summary>Whom it was for, in the giver's own words and for the giver's eyes.</summary>
    public string? ForWhom { get; private set; }

    /// <summary>The day the giver named; null where the instant says it.</summary>
    public DateOnly? Day { get; private set; }

    public DateTimeOffset At { get; private set; }

    internal static OfferGift Aside(Guid offerId, Guid claimId, decimal amount, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), OfferId = offerId, ClaimId = claimId, Amount = amount, At = now };

    internal static OfferGift Told(Guid offerId, decimal amount, string? forWhom, DateOnly day, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), OfferId = offerId, Amount = amount, Handed = true, ForWhom = forWhom, Day = day, At = now };

    internal void HandOver(DateTimeOffset now) => (Handed, At) = (true, now);

    internal void Forget() => ForWhom = null;
}
