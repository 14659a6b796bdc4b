using MutualAid.Core.Common;

namespace MutualAid.Core.Desk;

/// <summary>A group outside the network that a need can be handed to, such as a food bank. Kept by coordinators; no person and no number in it.</summary>
public sealed class Partner
{
    public const int NameMaxLength = 80;
    public const int AboutMaxLength = 200;

    private Partner()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>What they help with.</summary>
    public string? About { get; private set; }

    /// <summary>False once it was taken off the list; what was handed to it keeps its name.</summary>
    public bool Active { get; private set; }

    public uint Version { get; private set; }

    /// <summary>A new partner. Refuses a missing name and words that are too long.</summary>
    public static Result<Partner> Add(string? name, string? about, DateTimeOffset now)
    {
        var wrong = new List<FieldRefusal>();
        var called = TypedText.Check(nameof(Name), name, NameMaxLength, wrong, Phrase.Of("Write the partner’s name."));
        var what = TypedText.Check(nameof(About), about, AboutMaxLength, wrong);
        return wrong.Count > 0
            ? Refusal.Invalid(wrong)
            : new Partner { Id = Guid.CreateVersion7(now), Name = called!, About = what, Active = true };
    }

    public void TakeOff() => Active = false;
}
