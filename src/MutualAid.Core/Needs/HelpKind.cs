using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>A kind of help, such as groceries or a ride. Kept in a table seeded from <see cref="HelpKindCatalogue"/>; an administrator may add or rename.</summary>
public sealed class HelpKind
{
    private HelpKind()
    {
    }

    /// <summary>A short name that never changes, such as "groceries".</summary>
    public string Id { get; private set; } = "";

    /// <summary>The bit this kind has in a helper's mask of kinds, 0 to 62.</summary>
    public short Number { get; private set; }

    /// <summary>The English name, which is the key of its translations.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A few words of example, in English.</summary>
    public string Hint { get; private set; } = "";

    public string Icon { get; private set; } = "";

    public string Tone { get; private set; } = "";

    /// <summary>The lowest level of vetting that may take this kind on.</summary>
    public Vetting LowestVetting { get; private set; }

    public bool FirstVisitInPairs { get; private set; }

    /// <summary>Whether only helpers who may take it on see that it exists: it never shows on the board to others.</summary>
    public bool Discreet { get; private set; }

    /// <summary>Whether it helps to know for how many people it is, such as for food.</summary>
    public bool AsksHousehold { get; private set; }

    public short Position { get; private set; }

    public static HelpKind From(HelpKindSeed seed, short position) => new()
    {
        Id = seed.Id,
        Number = seed.Number,
        Name = seed.Name.Text,
        Hint = seed.Hint.Text,
        Icon = seed.Icon,
        Tone = seed.Tone,
        LowestVetting = seed.LowestVetting,
        FirstVisitInPairs = seed.FirstVisitInPairs,
        Discreet = seed.Discreet,
        AsksHousehold = seed.AsksHousehold,
        Position = position,
    };
}

/// <summary>One kind of help as the catalogue lists it.</summary>
public sealed record HelpKindSeed(
    string Id, short Number, Phrase Name, Phrase Hint, string Icon, string Tone,
    Vetting LowestVetting = Vetting.New, bool FirstVisitInPairs = false, bool Discreet = false, bool AsksHousehold = false);
