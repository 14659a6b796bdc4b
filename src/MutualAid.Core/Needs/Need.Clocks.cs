using System.Collections;
using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>What moves by itself, and the words that stop it. The clock runs on claims and on days, never on the place in the queue.</content>
public sealed partial class Need
{
    /// <summary>How many questions must stay without an answer before a need closes by itself.</summary>
    public const int AsksBeforeClosing = 2;

    /// <summary>Since when nothing was heard: the asker's last word, or the last time a place opened again. Null means since it was posted.</summary>
    public DateTimeOffset? QuietSince { get; private set; }

    /// <summary>How often the asker was asked "still needed?" since then, and when last.</summary>
    public short StillAsks { get; private set; }

    public DateTimeOffset? StillAskedAt { get; private set; }

    /// <summary>When coordinators were asked to ring, because this asker is never closed unheard.</summary>
    public DateTimeOffset? RingAskedAt { get; private set; }

    /// <summary>Whether the only days it was wanted for have passed, so that nobody looks for helpers until the asker says what now.</summary>
    public bool DayPassed => !IsClosed && parts.Exists(p => p.State == PartState.Missed) && !parts.Exists(p => p.State is PartState.Open or PartState.Filled);

    /// <summary>The asker still needs it. It keeps its place; what was wanted for a day that has passed is wanted whenever somebody can.</summary>
    public Result StillWanted(DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        Hear(PartTime.Whenever, PartTime.Whenever.Hours(default).ToBits(), now);
        return Result.Done;
    }

    /// <summary>The helper says "I am coming". Refuses a claim that is not agreed any more.</summary>
    public Result ConfirmPlan(Guid claimId, DateTimeOffset now)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is not { State: ClaimState.Agreed })
        {
            return claim is null ? Refusal.NotFound : MovedOn;
        }

        claim.ConfirmPlan(now);
        return Result.Done;
    }

    /// <summary>The asker has said something; if every day has passed, what was missed is wanted at the new time.</summary>
    internal void Hear(PartTime anew, BitArray hours, DateTimeOffset now)
    {
        var again = DayPassed ? parts.Where(p => p.State == PartState.Missed).ToList() : [];
        foreach (var part in again)
        {
            part.MoveTo(anew, hours);
            part.Reopen((short)claims.Count(c => c.PartId == part.Id && c.State.HoldsPlace()));
        }

        Stir(now);
        Settle(now);
    }

    internal void AskStill(DateTimeOffset now) => (StillAsks, StillAskedAt) = ((short)(StillAsks + 1), now);

    internal void AskToRing(DateTimeOffset now) => RingAskedAt = now;

    /// <summary>Closes an unclaimed need whose asker left both questions unanswered.</summary>
    internal Result Expire(DateTimeOffset now) =>
        StillAsks < AsksBeforeClosing || claims.Exists(c => c.State.IsActive()) ? MovedOn : Close(NeedState.Expired, PartState.NotNeeded, now);

    /// <summary>
    /// A part's day has passed and nobody is on the way. What somebody has done of it is done; otherwise it was missed, and telling the asker so
    /// is the first question what now. One that was wanted again after its day keeps looking.
    /// </summary>
    internal PartState Pass(Guid partId, DateTimeOffset endedAt, DateTimeOffset now)
    {
        var part = parts.Single(p => p.Id == partId);
        if ((QuietSince ?? PostedAt) >= endedAt)
        {
            part.LetDayStand();
            return part.State;
        }

        Finish(part, claims.Exists(c => c.PartId == partId && c.State == ClaimState.Done) ? PartState.Done : PartState.Missed, now);
        Settle(now);
        if (DayPassed)
        {
            (StillAsks, StillAskedAt) = (1, now);
        }

        return part.State;
    }

    private void Stir(DateTimeOffset now) => (QuietSince, StillAsks, StillAskedAt, RingAskedAt) = (now, 0, null, null);
}
