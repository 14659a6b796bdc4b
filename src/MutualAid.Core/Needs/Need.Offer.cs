namespace MutualAid.Core.Needs;

/// <content>A need that asks for a neighbour's offer: its giver is asked first, and what is agreed is set aside for it.</content>
public sealed partial class Need
{
    /// <summary>The offer it asks for.</summary>
    public Guid? LinkedOfferId { get; private set; }

    /// <summary>How many of what is offered.</summary>
    public decimal? LinkedAmount { get; private set; }

    /// <summary>When the giver was asked; null while that is still to be done, as for a need that waits for a coordinator's look.</summary>
    public DateTimeOffset? GiverAskedAt { get; private set; }

    /// <summary>The piece of it that the offer is for: the first of the offer's own kind.</summary>
    public NeedPart? FindPartForGiver() => parts.OrderBy(p => p.Position).FirstOrDefault(p => p.KindId == KindId);

    /// <summary>Links a need that is being posted to an offer; <paramref name="what"/> says the number and the thing to whoever agrees.</summary>
    public void AskFor(Guid offerId, decimal amount, string? what)
    {
        (LinkedOfferId, LinkedAmount) = (offerId, amount);
        if (FindPartForGiver() is { What: null } part)
        {
            part.SayWhat(what);
        }
    }

    /// <summary>The giver has been asked, or cannot be any more.</summary>
    public void GiverAsked(DateTimeOffset now) => GiverAskedAt = now;
}
