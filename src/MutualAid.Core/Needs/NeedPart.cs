using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>When a part is wanted: a day with optional hours, any time before a day, or whenever. Local to the network.</summary>
public sealed record PartTime(PartWhen When, DateOnly? Day = null, TimeOnly? Start = null, TimeOnly? End = null)
{
    public static PartTime Whenever { get; } = new(PartWhen.Whenever);

    /// <summary>What is wrong with this time, if anything: a day that has passed, an end before the start, a day missing.</summary>
    public IEnumerable<FieldRefusal> Look(DateOnly today)
    {
        if (When != PartWhen.Whenever && Day is null)
        {
            yield return new FieldRefusal("Day", Phrase.Of("Pick a day. A guess is fine."));
        }

        if (Day < today)
        {
            yield return new FieldRefusal("Day", Phrase.Of("The day has passed. Pick today or later."));
        }

        if (Day > today.AddYears(1))
        {
            yield return new FieldRefusal("Day", Phrase.Of("That is more than a year away. Pick a nearer day."));
        }

        if (End is not null && (Start is null || End <= Start))
        {
            yield return new FieldRefusal("End", Phrase.Of("The end comes before the start. Pick a later end."));
        }
    }
}

/// <summary>One piece of a need: what, when, and how many helpers it wants.</summary>
public sealed class NeedPart
{
    public const int WhatMaxLength = 120;
    public const int MaxHelpers = 50;

    private NeedPart()
    {
    }

    public Guid Id { get; private set; }

    public Guid NeedId { get; private set; }

    public string KindId { get; private set; } = "";

    /// <summary>What this piece is, when the kind alone does not say it; null for a simple need.</summary>
    public string? What { get; private set; }

    public PartWhen When { get; private set; }

    public DateOnly? Day { get; private set; }

    public TimeOnly? Start { get; private set; }

    public TimeOnly? End { get; private set; }

    /// <summary>Free hours that would suit, as the 168 bits of a week; what matching compares with a helper's hours.</summary>
    public System.Collections.BitArray Hours { get; private set; } = new(168, true);

    public short HelpersWanted { get; private set; }

    public short HelpersAgreed { get; private set; }

    public PartState State { get; private set; }

    public short Position { get; private set; }

    /// <summary>The part that was half done and left this one over; null for a part that was asked for.</summary>
    public Guid? RestOf { get; private set; }

    /// <summary>Whether this date alone was taken back; it stays so when the need is wanted again.</summary>
    public bool Skipped { get; private set; }

    /// <summary>Whether it was wanted again after its day had passed: then it keeps looking, and the clock leaves it alone.</summary>
    public bool DayStands { get; private set; }

    public uint Version { get; private set; }

    public PartTime Time => new(When, Day, Start, End);

    public bool HasRoom => State == PartState.Open && HelpersAgreed < HelpersWanted;

    internal static NeedPart Of(Guid needId, short position, NewPart part, System.Collections.BitArray hours, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        NeedId = needId,
        Position = position,
        KindId = part.KindId,
        What = part.What,
        When = part.Time.When,
        Day = part.Time.Day,
        Start = part.Time.Start,
        End = part.Time.End,
        Hours = hours,
        HelpersWanted = part.HelpersWanted,
    };

    /// <summary>What is missing of a part, for its day if that is still to come and else for whenever somebody can.</summary>
    internal static NeedPart RestOfPart(NeedPart part, short position, Leftover left, DateTimeOffset now)
    {
        var time = part.Day <= left.Today ? PartTime.Whenever : part.Time;
        return new NeedPart
        {
            Id = Guid.CreateVersion7(now),
            NeedId = part.NeedId,
            Position = position,
            KindId = part.KindId,
            What = left.What,
            When = time.When,
            Day = time.Day,
            Start = time.Start,
            End = time.End,
            Hours = time == part.Time ? part.Hours : new System.Collections.BitArray(168, true),
            HelpersWanted = 1,
            RestOf = part.Id,
        };
    }

    /// <summary>Takes one of the places. The caller has looked at <see cref="HasRoom"/>; the database holds the rule whatever happens.</summary>
    internal void TakePlace()
    {
        HelpersAgreed++;
        State = HelpersAgreed >= HelpersWanted ? PartState.Filled : PartState.Open;
    }

    /// <summary>Gives a place back, and looks for helpers again.</summary>
    internal void GiveBackPlace()
    {
        HelpersAgreed--;
        State = PartState.Open;
    }

    internal void Finish(PartState state) => State = state;

    internal void MoveTo(PartTime time, System.Collections.BitArray hours) =>
        (When, Day, Start, End, Hours, DayStands) = (time.When, time.Day, time.Start, time.End, hours, false);

    internal void LetDayStand() => DayStands = true;

    internal void Skip() => Skipped = true;

    internal void PlaceAt(short position) => Position = position;

    internal void ForgetWhat() => What = null;

    internal void SayWhat(string? what) => What = what;

    /// <summary>Opens the part again, with the places its standing claims still hold.</summary>
    internal void Reopen(short stillAgreed)
    {
        HelpersAgreed = stillAgreed;
        State = stillAgreed >= HelpersWanted ? PartState.Filled : PartState.Open;
    }
}

/// <summary>A part as somebody asks for it.</summary>
public sealed record NewPart(string KindId, string? What, PartTime Time, short HelpersWanted = 1);
