using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>Where a need stands; worked out from its parts and stored for lists.</summary>
public enum NeedState
{
    /// <summary>Awaits a coordinator's look.</summary>
    Draft,
    Open,
    PartFilled,
    Agreed,
    Done,
    Withdrawn,
    Expired,
    Referred,
}

public enum PartState
{
    Open,
    Filled,
    Done,
    NotNeeded,
    Missed,
}

public enum ClaimState
{
    Invited,
    Offered,
    Agreed,
    Done,
    PartDone,
    Declined,
    Released,
    Lapsed,
    Cancelled,
    DidntHappen,
}

/// <summary>How soon help is wanted; stored with its rank so that lists can order by it.</summary>
public enum Urgency : short
{
    WhenSomeoneCan = 0,
    Normal = 1,
    Urgent = 2,
    Critical = 3,
}

/// <summary>How a part says when.</summary>
public enum PartWhen
{
    Whenever,

    /// <summary>Any time up to and including the day.</summary>
    Before,

    /// <summary>On the day, with an optional start and end.</summary>
    OnDay,
}

/// <summary>Who decides which helper it is.</summary>
public enum HelperChoice
{
    FirstIsFine,
    LetMeChoose,
}

/// <summary>How a piece of help went, in honest words and without blame.</summary>
public enum Outcome
{
    Done,
    PartDone,
    NotHome,
    LeftAtDoor,
    NoLongerWanted,
    DidntHappen,
}

/// <summary>How the words of the two sides compare, and what they say.</summary>
public static class Outcomes
{
    /// <summary>Whether both say the same, as far as anybody has to do something about it.</summary>
    public static bool IsLike(this Outcome one, Outcome other) => Gist(one) == Gist(other);

    /// <summary>The outcome in words, as part of a sentence.</summary>
    public static Phrase Words(this Outcome outcome) => outcome switch
    {
        Outcome.Done => Phrase.Of("done"),
        Outcome.PartDone => Phrase.Of("part done"),
        Outcome.LeftAtDoor => Phrase.Of("left at the door"),
        Outcome.NotHome => Phrase.Of("nobody was home"),
        Outcome.NoLongerWanted => Phrase.Of("no longer wanted"),
        _ => Phrase.Of("it didn’t happen"),
    };

    private static Outcome Gist(Outcome outcome) => outcome switch
    {
        Outcome.LeftAtDoor => Outcome.Done,
        Outcome.NotHome => Outcome.DidntHappen,
        _ => outcome,
    };
}

/// <summary>The steps a claim may take. One table; a test walks the whole matrix.</summary>
public static class ClaimSteps
{
    private static readonly Dictionary<ClaimState, ClaimState[]> Next = new()
    {
        [ClaimState.Invited] = [ClaimState.Offered, ClaimState.Agreed, ClaimState.Declined, ClaimState.Lapsed, ClaimState.Cancelled],
        [ClaimState.Offered] = [ClaimState.Agreed, ClaimState.Declined, ClaimState.Released, ClaimState.Lapsed, ClaimState.Cancelled],
        [ClaimState.Agreed] = [ClaimState.Done, ClaimState.PartDone, ClaimState.Declined, ClaimState.Released, ClaimState.Lapsed, ClaimState.Cancelled, ClaimState.DidntHappen],
        [ClaimState.Done] = [ClaimState.DidntHappen],
        [ClaimState.PartDone] = [ClaimState.DidntHappen],
        [ClaimState.Declined] = [],
        [ClaimState.Released] = [],
        [ClaimState.Lapsed] = [],
        [ClaimState.Cancelled] = [],
        [ClaimState.DidntHappen] = [],
    };

    public static bool May(ClaimState from, ClaimState to) => Next[from].Contains(to);

    /// <summary>Whether the claim still stands between a helper and a part: one such claim per pair.</summary>
    public static bool IsActive(this ClaimState state) => state is ClaimState.Invited or ClaimState.Offered or ClaimState.Agreed;

    /// <summary>Whether the claim takes one of the part's places.</summary>
    public static bool HoldsPlace(this ClaimState state) => state is ClaimState.Agreed or ClaimState.Done;
}
