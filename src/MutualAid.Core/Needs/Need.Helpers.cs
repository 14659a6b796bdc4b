using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>What helpers do with a part: take it on, let it go, tell how it went.</content>
public sealed partial class Need
{
    /// <summary>
    /// A helper says "I can do this" about a part: agreed at once when the first is fine, otherwise offered for the asker to decide.
    /// An earlier invitation of the same helper is taken up. Refuses one's own need and a part that has no room.
    /// </summary>
    public Result<Claim> Take(Guid partId, Guid helperId, DateOnly weekOf, string? hello, DateTimeOffset now)
    {
        if (helperId == AskerId)
        {
            return Refusal.NotAllowed(Phrase.Of("This is your own need, so somebody else will have to do it."));
        }

        var part = parts.Find(p => p.Id == partId);
        if (part is null || State == NeedState.Draft)
        {
            return Refusal.NotFound;
        }

        if (!Looking || !part.HasRoom)
        {
            return Refusal.Conflict(Phrase.Of("Someone else was a moment faster. Thank you for offering."));
        }

        if (SaidNoTo(partId, helperId))
        {
            return NotThisOne;
        }

        var next = Choice == HelperChoice.FirstIsFine ? ClaimState.Agreed : ClaimState.Offered;
        var claim = claims.Find(c => c.PartId == partId && c.HelperId == helperId && c.State.IsActive());
        if (claim is { State: not ClaimState.Invited })
        {
            return Refusal.Conflict(Phrase.Of("You have offered this already."));
        }

        if (claim is null)
        {
            claim = Claim.Make(part, helperId, ClaimState.Invited, weekOf, hello, now);
            claims.Add(claim);
        }

        claim.SayHello(hello);
        var moved = claim.MoveTo(next, now, next == ClaimState.Agreed ? FreePlace(part) : null);
        if (!moved.Ok)
        {
            return moved.Refusal!;
        }

        if (next == ClaimState.Agreed)
        {
            part.TakePlace();
        }

        HeardAt ??= now;
        Settle(now);
        return claim;
    }

    /// <summary>Asks a helper first, privately, until the given instant. Refuses somebody who is asked already, and the asker.</summary>
    public Result<Claim> Invite(Guid partId, Guid helperId, DateOnly weekOf, DateTimeOffset now, DateTimeOffset answerBy)
    {
        var part = parts.Find(p => p.Id == partId);
        if (part is null)
        {
            return Refusal.NotFound;
        }

        if (helperId == AskerId || !Looking || !part.HasRoom)
        {
            return Refusal.Conflict(Phrase.Of("This part does not look for helpers any more."));
        }

        if (SaidNoTo(partId, helperId) || claims.Exists(c => c.PartId == partId && c.HelperId == helperId && c.State.IsActive()))
        {
            return Refusal.Conflict(Phrase.Of("This helper has been asked already."));
        }

        var claim = Claim.Make(part, helperId, ClaimState.Invited, weekOf, null, now, answerBy);
        claims.Add(claim);
        return claim;
    }

    /// <summary>The asker says yes to an offer.</summary>
    public Result Accept(Guid claimId, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        var part = parts.Single(p => p.Id == claim.PartId);
        if (claim.State != ClaimState.Offered || !part.HasRoom)
        {
            return MovedOn;
        }

        claim.MoveTo(ClaimState.Agreed, now, FreePlace(part));
        part.TakePlace();
        Stir(now);
        Settle(now);
        return Result.Done;
    }

    /// <summary>Either side says no, without a reason; the need keeps its place in the queue.</summary>
    public Result Decline(Guid claimId, DateTimeOffset now) => LetGo(claimId, ClaimState.Declined, now);

    /// <summary>The helper can't make it: the place is open again at once.</summary>
    public Result Release(Guid claimId, DateTimeOffset now) => LetGo(claimId, ClaimState.Released, now);

    /// <summary>The clock lets a silent claim go.</summary>
    public Result Lapse(Guid claimId, DateTimeOffset now) => LetGo(claimId, ClaimState.Lapsed, now);

    /// <summary>
    /// One side says how it went. Done, left at the door and no longer wanted close the part; part done and not home keep what is missing open;
    /// "it didn't happen" opens the part again at its old place, and names nobody. With <paramref name="left"/> "part done" closes what is done
    /// and opens what is missing as a part of its own.
    /// </summary>
    public Result Report(Guid claimId, Outcome outcome, bool fromHelper, DateTimeOffset now, Leftover? left = null)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        // The second side only adds what it saw; it moves nothing unless it says that the help never came, or what of it is missing.
        // What was erased stays gone: of a word that comes later only the outcome is kept.
        var part = parts.Single(p => p.Id == claim.PartId);
        left = ErasedAt is null ? left : null;
        if ((claim.State is ClaimState.Done or ClaimState.PartDone && outcome != Outcome.DidntHappen) || claim.WaitsOnlyFor(fromHelper))
        {
            var missing = KeepsRest(part, outcome, left) && claim.State == ClaimState.Done && part.State == PartState.Done && !IsClosedByWord;
            claim.Hear(outcome, fromHelper, left);
            if (missing)
            {
                KeepRest(part, left!, now);
                Settle(now);
            }

            return Result.Done;
        }

        var next = outcome switch
        {
            Outcome.Done or Outcome.LeftAtDoor or Outcome.NoLongerWanted => ClaimState.Done,
            Outcome.PartDone => ClaimState.PartDone,
            _ => ClaimState.DidntHappen,
        };
        if (ErasedAt is not null && next != ClaimState.Done)
        {
            return Erased;
        }

        var (held, since) = (claim.State.HoldsPlace(), claim.ChangedAt);
        var moved = claim.MoveTo(next, now);
        if (!moved.Ok)
        {
            return moved;
        }

        claim.Hear(outcome, fromHelper, left);
        if (outcome == Outcome.NoLongerWanted)
        {
            // What another helper has done of it is done, as when the asker says that it is sorted.
            Finish(part, claims.Exists(c => c.PartId == part.Id && c.Id != claimId && c.State == ClaimState.Done) ? PartState.Done : PartState.NotNeeded, now);
        }
        else if (KeepsRest(part, outcome, left) && part.State == PartState.Filled)
        {
            part.GiveBackPlace();
            KeepRest(part, left!, now);
        }
        else if (next == ClaimState.Done)
        {
            var allDone = part.HelpersAgreed >= part.HelpersWanted
                && claims.Where(c => c.PartId == part.Id && c.State.HoldsPlace()).All(c => c.State == ClaimState.Done);
            if (allDone)
            {
                Finish(part, PartState.Done, now);
            }
        }
        else if ((held || LeftTheRest(part, since)) && part.State != PartState.NotNeeded && !IsClosedByWord)
        {
            // One side had called it done, so the need may be closed by now: what is missing opens it again.
            TakeRestBack(part, now);
            part.Reopen((short)claims.Count(c => c.PartId == part.Id && c.State.HoldsPlace()));
            Wake();
            Stir(now);
        }

        Settle(now);
        return Result.Done;
    }

    private Result LetGo(Guid claimId, ClaimState next, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        var held = claim.State.HoldsPlace();
        var moved = claim.MoveTo(next, now);
        if (!moved.Ok)
        {
            return moved;
        }

        if (held)
        {
            parts.Single(p => p.Id == claim.PartId).GiveBackPlace();
            Stir(now);
            Settle(now);
        }

        return Result.Done;
    }

    private short FreePlace(NeedPart part)
    {
        var taken = claims.Where(c => c.PartId == part.Id && c.State.HoldsPlace()).Select(c => c.Place).ToHashSet();
        return (short)Enumerable.Range(1, part.HelpersWanted).First(place => !taken.Contains((short)place));
    }
}
