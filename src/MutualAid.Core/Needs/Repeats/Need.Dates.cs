using System.Collections;
using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <content>What becomes of one date among several: skip it, change it, end those to come. What is over is history and stays.</content>
public sealed partial class Need
{
    private static Refusal DateIsOver => Refusal.Conflict(Phrase.Of("That date is over. It stays in your history as it was."));

    /// <summary>Whether its parts are wanted on different days.</summary>
    public bool HasSeveralDates => parts.Where(p => p.When == PartWhen.OnDay).Select(p => p.Day).Distinct().Count() > 1;

    /// <summary>
    /// One date is not wanted; whoever held it is let go. It stays skipped when the need is wanted again. <paramref name="local"/> is the
    /// network's own day and hour. Refuses a date that has begun or is not wanted already.
    /// </summary>
    public Result SkipDate(Guid partId, DateTime local, DateTimeOffset now)
    {
        var found = FindDate(partId, local);
        if (!found.Ok)
        {
            return found;
        }

        found.Value.Skip();
        Finish(found.Value, PartState.NotNeeded, now);
        Settle(now);
        CloseWhenOver(now);
        return Result.Done;
    }

    /// <summary>
    /// One date gets another day or hour. Whoever had said yes to the old one is let go and asked first about the new one, until
    /// <paramref name="answerBy"/>: nobody is held to a day they never agreed to. Gives who is asked. Refuses a date that has begun, and a new
    /// time that has passed or ends before it starts.
    /// </summary>
    public Result<List<Claim>> ChangeDate(Guid partId, PartTime time, BitArray hours, DateOnly weekOf, DateTime local, DateTimeOffset now, DateTimeOffset answerBy)
    {
        var found = FindDate(partId, local);
        if (!found.Ok)
        {
            return found.Refusal!;
        }

        var wrong = time.Look(DateOnly.FromDateTime(local)).ToList();
        if (wrong.Count == 0 && HasBegun(time, local))
        {
            wrong.Add(new FieldRefusal(nameof(NeedPart.Start), Phrase.Of("That hour has passed. Pick a later one.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var part = found.Value;
        if (part.Time == time)
        {
            return Asked([]);
        }

        part.MoveTo(time, hours);
        var held = claims.Where(c => c.PartId == part.Id && c.State is (ClaimState.Offered or ClaimState.Agreed)).ToList();
        foreach (var claim in held)
        {
            claim.MoveTo(ClaimState.Cancelled, now);
        }

        part.Reopen((short)claims.Count(c => c.PartId == part.Id && c.State.HoldsPlace()));
        claims.AddRange(held.Select(c => Claim.Make(part, c.HelperId, ClaimState.Invited, weekOf, c.Hello, now, answerBy)));
        SortByDate();
        Settle(now);
        CloseWhenOver(now);
        return Asked(claims.Where(c => c.PartId == part.Id && c.State == ClaimState.Invited));
    }

    /// <summary>The dates to come are not wanted any more; whoever held one is let go. What is over stays. Refuses when none is left to come.</summary>
    public Result EndDates(DateTime local, DateTimeOffset now)
    {
        var left = parts.Where(p => p.When == PartWhen.OnDay && p.State is (PartState.Open or PartState.Filled)).ToList();
        if (IsClosed || !left.Exists(p => !HasBegun(p.Time, local)))
        {
            return MovedOn;
        }

        foreach (var part in left)
        {
            if (!HasBegun(part.Time, local))
            {
                Finish(part, PartState.NotNeeded, now);
            }
            else if (part.State == PartState.Open && part.HelpersAgreed == 0)
            {
                Finish(part, PartState.Missed, now);
            }
        }

        Settle(now);
        CloseWhenOver(now);
        return Result.Done;
    }

    /// <summary>Whether a time has begun: its hour, or without one its day, is over or here.</summary>
    internal static bool HasBegun(PartTime time, DateTime local) => time is { When: PartWhen.OnDay, Day: { } day }
        && (time.Start is { } start ? day.ToDateTime(start) <= local : day < DateOnly.FromDateTime(local));

    private static Result<List<Claim>> Asked(IEnumerable<Claim> claims) => claims.ToList();

    private Result<NeedPart> FindDate(Guid partId, DateTime local)
    {
        var part = parts.Find(p => p.Id == partId);
        return part is null ? Refusal.NotFound
            : IsClosed || ErasedAt is not null || part.State is not (PartState.Open or PartState.Filled) ? MovedOn
            : HasBegun(part.Time, local) ? DateIsOver
            : part;
    }

    // Dates are read in their order, also after one was moved behind another.
    private void SortByDate()
    {
        if (parts.TrueForAll(p => p.Day is not null))
        {
            foreach (var (part, i) in parts.OrderBy(p => p.Day).ThenBy(p => p.Start).ThenBy(p => p.Position).Select((part, i) => (part, i)).ToList())
            {
                part.PlaceAt((short)i);
            }
        }
    }

    // With no part left to come the need is over: done when any of it was.
    private void CloseWhenOver(DateTimeOffset now)
    {
        if (!IsClosed && !parts.Exists(p => p.State is PartState.Open or PartState.Filled))
        {
            State = parts.Exists(p => p.State == PartState.Done) ? NeedState.Done : NeedState.Withdrawn;
            ClosedAt = now;
            Count();
        }
    }
}
