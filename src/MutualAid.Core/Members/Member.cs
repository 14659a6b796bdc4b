using MutualAid.Core.Common;

namespace MutualAid.Core.Members;

/// <summary>How a member wishes to be reached.</summary>
public enum ReachBy
{
    Text,
    Call,
    Email,

    /// <summary>Not at all: the member looks at the private page or rings with the code.</summary>
    Nobody,
}

/// <summary>What to keep to when reaching a member safely.</summary>
[Flags]
public enum SafeContact
{
    None = 0,
    DoNotSayWhy = 1,
    NoVoicemail = 2,
    NotAtTheDoor = 4,
}

/// <summary>A person in the network, with or without an account. The same person asks today and helps tomorrow.</summary>
public sealed class Member
{
    public const int NameMaxLength = 60;

    private Member()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>What others call this person: any name they like, never checked against a paper.</summary>
    public string Name { get; private set; } = "";

    /// <summary>ISO codes of the languages that are easy for this person, the easiest first.</summary>
    public List<string> Languages { get; private set; } = [];

    public Guid? AreaId { get; private set; }

    public ReachBy ReachBy { get; private set; }

    public SafeContact SafeContact { get; private set; }

    /// <summary>Which of the quilt patches stands for this person, drawn by chance and never from the name (1 to 8, and a colour 1 to 6).</summary>
    public short Patch { get; private set; }

    public short PatchTone { get; private set; }

    /// <summary>A coordinator's mark: ring before anything of this neighbour's closes by itself. Only coordinators see it.</summary>
    public bool RingFirst { get; private set; }

    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>The member with an account who this person turned out to be. What is written about this row is about that one.</summary>
    public Guid? IsNowId { get; private set; }

    public uint Version { get; private set; }

    /// <summary>A new member. Refuses a missing or too long name.</summary>
    public static Result<Member> Join(string? name, IEnumerable<string> languages, Guid? areaId, DateTimeOffset now) =>
        Join(Guid.CreateVersion7(now), name, languages, areaId, now);

    /// <summary>A member whose id is known beforehand: a person of an imported list is found again by it.</summary>
    internal static Result<Member> Join(Guid id, string? name, IEnumerable<string> languages, Guid? areaId, DateTimeOffset now)
    {
        var member = new Member
        {
            Id = id,
            JoinedAt = now,
            Patch = (short)Random.Shared.Next(1, 9),
            PatchTone = (short)Random.Shared.Next(1, 7),
        };
        var renamed = member.Describe(name, languages, areaId);
        return renamed.Ok ? member : renamed.Refusal!;
    }

    /// <summary>Changes the name, languages and area. Unknown languages are refused, repeats are dropped.</summary>
    public Result Describe(string? name, IEnumerable<string> languages, Guid? areaId)
    {
        var wrong = new List<FieldRefusal>();
        var clean = TypedText.Check(nameof(Name), name, NameMaxLength, wrong, Phrase.Of("Write a name we can call you by. Any name you like."));
        var codes = languages.Distinct(StringComparer.Ordinal).ToList();
        if (codes.Exists(code => !SpokenLanguages.Knows(code)))
        {
            wrong.Add(new FieldRefusal(nameof(Languages), Phrase.Of("Pick languages from the list.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        Name = clean!;
        Languages = codes;
        AreaId = areaId;
        return Result.Done;
    }

    /// <summary>
    /// Another row turned out to be this same person, from the time before the account. What they asked to be kept to goes on counting,
    /// and nothing is kept twice.
    /// </summary>
    public void TakeIn(Member same)
    {
        SafeContact |= same.SafeContact;
        RingFirst |= same.RingFirst;
        same.IsNowId = Id;
        (same.Name, same.Languages, same.AreaId, same.SafeContact) = (Name, [], null, SafeContact.None);
    }

    /// <summary>Sets or takes away the mark to ring first.</summary>
    public void MarkRingFirst(bool ring) => RingFirst = ring;

    /// <summary>A coordinator says that another row is the same household. What it asked to be kept to counts here too; the other row stays whole.</summary>
    public void JoinedBy(Member same)
    {
        SafeContact |= same.SafeContact;
        same.IsNowId = Id;
    }

    /// <summary>Takes <see cref="JoinedBy"/> back; a wish that was said meanwhile stays.</summary>
    public void PartFrom(Member other, SafeContact before)
    {
        other.IsNowId = null;
        SafeContact = SafeContact == (before | other.SafeContact) ? before : SafeContact;
    }

    /// <summary>Sets how this member wishes to be reached.</summary>
    public void ReachSafely(ReachBy by, SafeContact wishes)
    {
        ReachBy = by;
        SafeContact = wishes;
    }
}
