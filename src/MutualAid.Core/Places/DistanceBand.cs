using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Places;

/// <summary>How far two cells are apart, as coarsely as it is ever told.</summary>
public enum DistanceBand
{
    UnderOne,
    OneToTwo,
    TwoToFive,
    OverFive,
}

public static class DistanceBands
{
    /// <summary>The band between two cells, from centre to centre.</summary>
    public static DistanceBand Between(Cell one, Cell other) => Of(one.Centre, other.Centre);

    /// <summary>The band between two cell centres, in metres of the plane.</summary>
    public static DistanceBand Of(NpgsqlPoint one, NpgsqlPoint other) => double.Hypot(one.X - other.X, one.Y - other.Y) switch
    {
        < 1_000 => DistanceBand.UnderOne,
        < 2_000 => DistanceBand.OneToTwo,
        <= 5_000 => DistanceBand.TwoToFive,
        _ => DistanceBand.OverFive,
    };

    public static Phrase Words(this DistanceBand band) => band switch
    {
        DistanceBand.UnderOne => Phrase.Of("under 1 km"),
        DistanceBand.OneToTwo => Phrase.Of("1 to 2 km"),
        DistanceBand.TwoToFive => Phrase.Of("2 to 5 km"),
        _ => Phrase.Of("over 5 km"),
    };
}
