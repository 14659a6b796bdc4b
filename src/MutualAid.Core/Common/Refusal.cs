namespace MutualAid.Core.Common;

/// <summary>The kinds of "no". The web turns each into one HTTP answer, in one place.</summary>
public enum RefusalKind
{
    /// <summary>It does not exist, or is not this person's to see: the same answer for both.</summary>
    NotFound,

    /// <summary>The person may see it, but not do this.</summary>
    NotAllowed,

    /// <summary>Something typed needs another look; <see cref="Refusal.Fields"/> says what and where.</summary>
    Invalid,

    /// <summary>Someone else was a moment faster, or the thing has moved on.</summary>
    Conflict,
}

/// <summary>One field that needs another look: its name in the form (empty for the whole form) and the sentence beside it.</summary>
public sealed record FieldRefusal(string Field, Phrase Why);

/// <summary>An expected "no", with the sentence to say it in. Bugs are exceptions instead.</summary>
public sealed record Refusal(RefusalKind Kind, Phrase Why, IReadOnlyList<FieldRefusal> Fields)
{
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, Phrase.Of("This is not here, or it is not yours to see."), []);

    public static Refusal NotAllowed(Phrase why) => new(RefusalKind.NotAllowed, why, []);

    public static Refusal Conflict(Phrase why) => new(RefusalKind.Conflict, why, []);

    public static Refusal Invalid(string field, Phrase why) => Invalid([new FieldRefusal(field, why)]);

    public static Refusal Invalid(IReadOnlyList<FieldRefusal> fields) =>
        new(RefusalKind.Invalid, fields[0].Why, fields);
}
