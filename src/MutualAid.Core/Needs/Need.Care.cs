using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>
/// What helps a helper to come well prepared, and a coordinator to ring with care: access needs, the size of the household where it matters,
/// and what must not be said on the phone. All of it may be left out, and all of it goes when the words go.
/// </summary>
public sealed record NeedCare(string? AccessNeeds = null, int? HouseholdSize = null, string? NotToSay = null)
{
    public const int AccessNeedsMaxLength = 120;
    public const int MostInHousehold = 30;
    public const int NotToSayMaxLength = 200;

    public static NeedCare None { get; } = new();

    /// <summary>Looks at what was typed, each beside its field.</summary>
    public void Look(List<FieldRefusal> wrong)
    {
        TypedText.Check(nameof(AccessNeeds), AccessNeeds, AccessNeedsMaxLength, wrong);
        TypedText.Check(nameof(NotToSay), NotToSay, NotToSayMaxLength, wrong);
        if (HouseholdSize is < 1 or > MostInHousehold)
        {
            wrong.Add(new FieldRefusal(nameof(HouseholdSize), Phrase.Of("Write a number from 1 to {0}, or leave it empty.", MostInHousehold)));
        }
    }
}

public sealed partial class Need
{
    /// <summary>What the helper has to know to fit in, such as "uses a wheelchair"; nothing about health.</summary>
    public string? AccessNeeds { get; private set; }

    /// <summary>How many people it is for, when that helps.</summary>
    public short? HouseholdSize { get; private set; }

    /// <summary>What must not be said on the phone or to whoever answers it; shown before the number is.</summary>
    public string? NotToSay { get; private set; }

    private void TakeCare(NeedCare care) => (AccessNeeds, HouseholdSize, NotToSay) =
        (TypedText.Clean(care.AccessNeeds), (short?)care.HouseholdSize, TypedText.Clean(care.NotToSay));
}
