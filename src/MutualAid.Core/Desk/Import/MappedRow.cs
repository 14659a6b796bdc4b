using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk.Import;

/// <summary>
/// One kind of help that a row asks for or offers, with the words of that piece when the kind alone does not say it, and what it is counted in.
/// </summary>
public sealed record KindItem(string Kind, string? What, string? Unit = null);

/// <summary>What a row says once the mapping has read it. With any reason it is left out; a flag is something to look at again.</summary>
public sealed record MappedRow
{
    public required CsvRow Row { get; init; }

    /// <summary>Hash of the cells that tell this row apart.</summary>
    public UInt128 Identity { get; init; }

    public IReadOnlyList<KindItem> Kinds { get; init; } = [];

    public string? Words { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Normal;

    public DateTimeOffset? PostedAt { get; init; }

    public GeoPoint? Place { get; init; }

    public string? AreaName { get; init; }

    public string PersonName { get; init; } = "";

    /// <summary>What tells the person apart; null when every row is another person's.</summary>
    public string? PersonKey { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public decimal? Quantity { get; init; }

    public List<Phrase> Reasons { get; init; } = [];

    public List<Phrase> Flags { get; init; } = [];
}
