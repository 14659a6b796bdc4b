using MutualAid.Core.Common;

namespace MutualAid.Core.Offers;

/// <content>What is promised, handed over and comes back. Never more than there is: a check in the database holds it whatever happens here.</content>
public sealed partial class Offer
{
    /// <summary>Sets something aside for a neighbour who asked and was told yes. Refuses more than is left. The same claim is counted once.</summary>
    public Result Promise(Guid claimId, decimal amount, DateTimeOffset now)
    {
        if (gifts.Exists(g => g.ClaimId == claimId))
        {
            return Result.Done;
        }

        if (Left < amount)
        {
            return NotThatMany;
        }

        gifts.Add(OfferGift.Aside(Id, claimId, amount, now));
        return Count(now);
    }

    /// <summary>What was set aside for the claim has been handed over. An offer that is given once is over then.</summary>
    public void HandOver(Guid claimId, DateTimeOffset now)
    {
        if (gifts.Find(g => g.ClaimId == claimId) is { Handed: false } gift)
        {
            gift.HandOver(now);
            Count(now);
        }
    }

    /// <summary>The claim came to nothing: what was set aside or handed over for it can be had again.</summary>
    public void ComeBack(Guid claimId, DateTimeOffset now)
    {
        if (gifts.Find(g => g.ClaimId == claimId) is not { } gift)
        {
            return;
        }

        gifts.Remove(gift);
        if (State == OfferState.Gone && Quantity is { } all && Given >= all && !(Until < DateOnly.FromDateTime(now.UtcDateTime)))
        {
            (State, ClosedAt) = (OfferState.Open, null);
        }

        Count(now);
    }

    /// <summary>
    /// The giver has handed some to somebody without this site. Refuses an offer that is not counted or is over, none, and more than is left.
    /// </summary>
    internal Result<OfferGift> Give(int amount, string? forWhom, DateOnly on, DateTimeOffset now)
    {
        if (IsClosed || Left is not { } left)
        {
            return MovedOn;
        }

        if (amount < 1 || amount > left)
        {
            return Refusal.Invalid("Amount", Phrase.Of("Write a number from 1 to {0}.", Whole(left)));
        }

        var gift = OfferGift.Told(Id, amount, forWhom, on, now);
        gifts.Add(gift);
        Refresh(now);
        Count(now);
        return gift;
    }

    /// <summary>The giver takes a line back that was a slip. Refuses what was promised to a neighbour: that ends with their claim.</summary>
    public Result TakeLineBack(Guid giftId, DateTimeOffset now)
    {
        if (gifts.Find(g => g.Id == giftId && g.ClaimId is null) is not { } gift)
        {
            return Refusal.NotFound;
        }

        gifts.Remove(gift);
        if (State == OfferState.Gone && Quantity is { } all && Given >= all)
        {
            (State, ClosedAt) = (OfferState.Open, null);
        }

        return Count(now);
    }

    private static Refusal NotThatMany => Refusal.Conflict(Phrase.Of("There are not that many left to promise."));

    private Result Count(DateTimeOffset now)
    {
        SetAside = gifts.Where(g => !g.Handed).Sum(g => g.Amount);
        Given = gifts.Where(g => g.Handed).Sum(g => g.Amount);
        Settle(now);
        return Result.Done;
    }
}
