using MutualAid.Core.Common;
using MutualAid.Core.Needs.Repeats;

namespace MutualAid.Core.Needs;

/// <content>More than one thing, or more than one day: what a simple need leaves empty.</content>
public sealed partial record PostNeed
{
    /// <summary>Whether the asker wants to name several things, such as shop, cook and drive, or several helpers.</summary>
    public bool SeveralThings { get; init; }

    /// <summary>The things as they stand in the form, empty rows too, so that a sentence finds its row.</summary>
    public IReadOnlyList<PostThing> Things { get; init; } = [];

    /// <summary>How many helpers each day wants, when there is only one thing.</summary>
    public int? Helpers { get; init; } = 1;

    /// <summary>How the days are said; counts only with <see cref="WantedWhen.SeveralDays"/>.</summary>
    public DaysWanted? Days { get; init; }

    /// <summary>The dates as they stand in the form, empty rows too.</summary>
    public IReadOnlyList<PickedDate> Dates { get; init; } = [];

    public PostRepeat Repeat { get; init; } = new();

    /// <summary>The hours of every date; a date or a thing may have its own.</summary>
    public TimeOnly? DatesStart { get; init; }

    public TimeOnly? DatesEnd { get; init; }

    /// <summary>Diet or health; for those who signed up alone, so it is the address book's.</summary>
    public string? CareNote { get; init; }

    /// <summary>Whether the page of parts and days belongs to it.</summary>
    public bool HasParts => SeveralThings || When == WantedWhen.SeveralDays;
}

/// <summary>How several days are said.</summary>
public enum DaysWanted
{
    /// <summary>One by one.</summary>
    Picked,

    /// <summary>Again and again.</summary>
    Again,
}

/// <summary>One date among those picked, as somebody typed it: with hours of its own, or with those of every date.</summary>
public sealed record PickedDate(DateOnly? Day, TimeOnly? Start = null, TimeOnly? End = null)
{
    /// <summary>Whether nothing was typed into its row.</summary>
    public bool IsEmpty => Day is null && Start is null && End is null;

    internal PartTime Time => new(PartWhen.OnDay, Day, Start, End);
}

/// <summary>One thing among several, as somebody typed it.</summary>
public sealed record PostThing
{
    public string? Kind { get; init; }

    public string? What { get; init; }

    public int? Helpers { get; init; } = 1;

    /// <summary>Null when its time is the need's own.</summary>
    public WantedWhen? When { get; init; }

    public DateOnly? Day { get; init; }

    public TimeOnly? Start { get; init; }

    public TimeOnly? End { get; init; }

    /// <summary>Whether nothing was typed into its row.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Kind) && TypedText.Clean(What) is null && When is null && Day is null && Start is null && End is null;
}
