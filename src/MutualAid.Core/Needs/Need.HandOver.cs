using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>One helper hands a part on to another. It is never open in between, and the first keeps it until the second has said yes.</content>
public sealed partial class Need
{
    /// <summary>
    /// Asks another helper to take an agreed claim over, privately and until the given instant. Refuses a claim that is not agreed any more,
    /// one that somebody is asked about already, and a helper who is on this part already or whom the neighbour said no to.
    /// </summary>
    public Result<Claim> ProposeHandOver(Guid claimId, Guid toHelperId, string? note, DateOnly weekOf, DateTimeOffset now, DateTimeOffset answerBy)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        if (claim.State != ClaimState.Agreed || toHelperId == AskerId)
        {
            return MovedOn;
        }

        if (claims.Exists(c => c.TakesOver == claimId && c.State == ClaimState.Invited))
        {
            return Refusal.Conflict(Phrase.Of("Somebody is asked already. You hear as soon as they answer."));
        }

        if (SaidNoTo(claim.PartId, toHelperId) || claims.Exists(c => c.PartId == claim.PartId && c.HelperId == toHelperId && c.State.IsActive()))
        {
            return Refusal.Conflict(Phrase.Of("This helper has been asked already."));
        }

        var asked = Claim.Make(parts.Single(p => p.Id == claim.PartId), toHelperId, ClaimState.Invited, weekOf, null, now, answerBy);
        asked.AskToTakeOver(claimId, note);
        claims.Add(asked);
        return asked;
    }

    /// <summary>The other helper says yes: the place is theirs, and the first helper is let go in the same breath.</summary>
    public Result AcceptHandOver(Guid claimId, DateTimeOffset now)
    {
        if (claims.Find(c => c.Id == claimId) is not { } asked || HandingOn(asked) is not { } first)
        {
            return Refusal.NotFound;
        }

        if (asked.State != ClaimState.Invited)
        {
            return MovedOn;
        }

        var place = first.Place;
        var released = first.MoveTo(ClaimState.Released, now);
        return released.Ok ? asked.MoveTo(ClaimState.Agreed, now, place) : released;
    }

    /// <summary>The agreed claim that this invitation would take over; null for any other, and once the first helper does not hold it any more.</summary>
    public Claim? HandingOn(Claim asked) => claims.Find(c => c.Id == asked.TakesOver && c.State == ClaimState.Agreed);
}
