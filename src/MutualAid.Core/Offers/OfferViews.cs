using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Offers;

/// <summary>What somebody asked the list of offers to show. Everything left out shows all.</summary>
public sealed record OfferFilter(string? Kind = null, Guid? Area = null)
{
    public int Count => (Kind is null ? 0 : 1) + (Area is null ? 0 : 1);
}

/// <summary>How many there are, in the giver's own unit.</summary>
public sealed record OfferAmount(decimal All, decimal Left, decimal SetAside, decimal Given, string? Unit)
{
    /// <summary>"1 of 2 left", or "2" while all are there.</summary>
    public Phrase Words => (Left, Unit) switch
    {
        (var left, null) when left == All => Phrase.Of("{0} to give", Offer.Whole(All)),
        (var left, null) => Phrase.Of("{0} of {1} left", Offer.Whole(left), Offer.Whole(All)),
        (var left, _) when left == All => Phrase.Of("{0} {1}", Offer.Whole(All), Unit),
        _ => Phrase.Of("{0} of {1} {2} left", Offer.Whole(Left), Offer.Whole(All), Unit),
    };

    /// <summary>One uncounted thing needs no number beside it.</summary>
    public bool IsJustOne => All == 1 && Unit is null;
}

/// <summary>An offer in a list. It names nobody, except to the coordinator of its area.</summary>
public sealed record OfferCard
{
    public required Guid Id { get; init; }

    public required KindBadge Kind { get; init; }

    public string? Words { get; init; }

    public required bool Standing { get; init; }

    public OfferAmount? Amount { get; init; }

    public string? Area { get; init; }

    /// <summary>How far it is from the reader's own cell; null when either has none.</summary>
    public DistanceBand? Distance { get; init; }

    public DateOnly? Until { get; init; }

    public required IReadOnlyList<LanguageCode> Languages { get; init; }

    /// <summary>The giver's first name: coordinators of the area only.</summary>
    public string? Giver { get; init; }

    /// <summary>False while neighbours do not find it: the giver is new, rests, or the check is over. Told to coordinators and the giver.</summary>
    public bool Found { get; init; } = true;
}

/// <summary>Which of its faces an offer's page shows.</summary>
public enum OfferFace
{
    Neighbour,
    Coordinator,
    Giver,
}

/// <summary>One line of what was promised or handed over.</summary>
public sealed record GiftRow(Guid Id, decimal Amount, bool Handed, string? ForWhom, DateOnly Day, Guid? ClaimId);

/// <summary>A neighbour who asks for the offer and waits for an answer: nothing of who it is.</summary>
public sealed record AskForOffer(Guid ClaimId, Guid NeedId, decimal? Amount, PartTime Time, string? Area, DateTimeOffset? AnswerBy, bool CanPromise);

/// <summary>An offer on its own page. What a face may not know is null or empty here, not hidden on the page.</summary>
public sealed record OfferDetails
{
    public required OfferFace Face { get; init; }

    public required OfferCard Card { get; init; }

    public required OfferState State { get; init; }

    public required Guid? AreaId { get; init; }

    /// <summary>Asked "still open?" and not answered yet: giver only.</summary>
    public bool AskedWhether { get; init; }

    /// <summary>Whether this reader may ask for it now.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The reader's own need that asks for it and is not over.</summary>
    public Guid? MyNeedId { get; init; }

    public IReadOnlyList<AskForOffer> Asks { get; init; } = [];

    public IReadOnlyList<GiftRow> Gifts { get; init; } = [];

    /// <summary>Why neighbours do not find it though it stands: giver only.</summary>
    public Phrase? NotFoundBecause { get; init; }

    /// <summary>Open needs near it that it fits; null when there are too few to tell this reader.</summary>
    public int? NeedsNearby { get; init; }

    public bool IsClosed => State is OfferState.Gone or OfferState.Withdrawn;
}

/// <summary>One's own offer in a list.</summary>
public sealed record MyOffer(OfferCard Card, OfferState State, bool AskedWhether, int Asks);

/// <summary>How many neighbours offer a kind, as far as somebody may know.</summary>
public sealed record KindCount(KindBadge Kind, int Givers);
