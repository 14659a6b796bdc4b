using System.Collections;
using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>What the neighbour who asked does with her need: change it, take it back, call it sorted, want it after all.</content>
public sealed partial class Need
{
    /// <summary>
    /// The asker's words or time changed. Pieces that a helper has agreed to keep their time: that one the two settle together.
    /// Where the parts have times of their own only the words change: each date has a page of its own.
    /// Refuses a need that is closed or erased, words that are too long, and a time that has passed.
    /// </summary>
    public Result Change(string? newWords, PartTime newTime, Func<PartTime, BitArray> hours, DateOnly today)
    {
        if (IsClosed || ErasedAt is not null)
        {
            return MovedOn;
        }

        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Words), newWords, WordsMaxLength, wrong);
        var oneTime = HasOneTime;
        wrong.AddRange(oneTime ? newTime.Look(today) : []);
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        Words = clean;
        foreach (var part in parts.Where(p => oneTime && p.State == PartState.Open && p.HelpersAgreed == 0))
        {
            part.MoveTo(newTime, hours(newTime));
        }

        return Result.Done;
    }

    private bool HasOneTime => parts.Select(p => p.Time).Distinct().Count() == 1;

    /// <summary>The asker takes the need back; everyone who held a part of it is let go.</summary>
    public Result Withdraw(DateTimeOffset now) => Close(NeedState.Withdrawn, PartState.NotNeeded, now);

    /// <summary>
    /// The asker says it is sorted, all of it or the parts in <paramref name="only"/>: what was agreed counts as done, what was open is not
    /// needed any more. Refuses a need that is closed, and parts of which none is open or agreed.
    /// </summary>
    public Result Sort(DateTimeOffset now, IReadOnlyCollection<Guid>? only = null)
    {
        var meant = parts.FindAll(p => p.State is (PartState.Open or PartState.Filled) && only?.Contains(p.Id) != false);
        if (IsClosed || (only is not null && meant.Count == 0))
        {
            return MovedOn;
        }

        foreach (var claim in claims.Where(c => c.State == ClaimState.Agreed && meant.Exists(p => p.Id == c.PartId)))
        {
            claim.Hear(Outcome.Done, fromHelper: false);
            claim.MoveTo(ClaimState.Done, now);
        }

        foreach (var part in meant)
        {
            Finish(part, claims.Exists(c => c.PartId == part.Id && c.State == ClaimState.Done) ? PartState.Done : PartState.NotNeeded, now);
        }

        Settle(now);
        if (only is null)
        {
            // Also when its only days had passed with nobody: nothing is left to ask about.
            CloseWhenOver(now);
        }

        return Result.Done;
    }

    /// <summary>
    /// The asker says the help never came, or wants it after all: every part, or those in <paramref name="only"/>, opens again, at the old
    /// place in the queue. One that was taken back before a coordinator's look waits for that look again. Of several dates those that are
    /// over, and those skipped one by one, stay as they are; and of what was taken back or had run out, so does what was done before that.
    /// Refuses when the details were erased, when every date is over, a draft (that waits for a coordinator's look, not for helpers), and
    /// parts that are all open as they are.
    /// </summary>
    public Result Reopen(DateTimeOffset now, DateOnly? today = null, IReadOnlyCollection<Guid>? only = null)
    {
        if (ErasedAt is not null)
        {
            return Erased;
        }

        var afterAll = only is null && State is NeedState.Withdrawn or NeedState.Expired && parts.Exists(p => p.State != PartState.Done);
        var meant = parts.FindAll(p => only?.Contains(p.Id) ?? (!afterAll || p.State != PartState.Done));
        if (State == NeedState.Draft || (only is not null && meant.TrueForAll(p => p.State == PartState.Open && p.HelpersAgreed == 0)))
        {
            return MovedOn;
        }

        var again = meant.FindAll(p => !p.Skipped && !(HasSeveralDates && p.When == PartWhen.OnDay && p.Day < today));
        if (again.Count == 0)
        {
            return Refusal.Conflict(Phrase.Of("All its dates are over. Please ask anew for other days."));
        }

        foreach (var claim in claims.FindAll(c => again.Exists(p => p.Id == c.PartId) && ClaimSteps.May(c.State, ClaimState.DidntHappen) && !(afterAll && IsStanding(c))))
        {
            claim.Hear(Outcome.DidntHappen, fromHelper: false);
            claim.MoveTo(ClaimState.DidntHappen, now);
        }

        again.ForEach(part => part.Reopen((short)claims.Count(c => c.PartId == part.Id && c.State.HoldsPlace())));
        again.ForEach(part => TakeRestBack(part, now));
        State = AwaitsLook ? NeedState.Draft : NeedState.Open;
        ClosedAt = null;
        Stir(now);
        Settle(now);
        return Result.Done;
    }

    // Help that came stays, as long as it leaves a place to look for: where it filled the part, the part itself is wanted again.
    private bool IsStanding(Claim claim) => claim.Helped
        && claims.Count(c => c.PartId == claim.PartId && c.Helped && c.State.HoldsPlace()) < parts.Single(p => p.Id == claim.PartId).HelpersWanted;

    private Result Close(NeedState state, PartState part, DateTimeOffset now)
    {
        if (IsClosed)
        {
            return MovedOn;
        }

        foreach (var open in parts.Where(p => p.State is PartState.Open or PartState.Filled))
        {
            Finish(open, part, now);
        }

        State = state;
        ClosedAt = now;
        Count();
        return Result.Done;
    }
}
