using NpgsqlTypes;

namespace MutualAid.Core.Offers;

/// <summary>What a member offers, as it was typed: numbers and days are read by <see cref="OfferRules"/>, so that nothing typed is ever lost.</summary>
public sealed record GiveOffer
{
    public Guid OperationId { get; init; }

    public string? KindId { get; init; }

    public string? Words { get; init; }

    /// <summary>Null until somebody has picked.</summary>
    public bool? Standing { get; init; }

    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public Guid? AreaId { get; init; }

    /// <summary>The last day, as year, month and day.</summary>
    public string? Until { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// <summary>What a giver handed to somebody without this site, as it was typed.</summary>
public sealed record GaveSome
{
    public Guid OperationId { get; init; }

    public string? Amount { get; init; }

    public string? ForWhom { get; init; }

    /// <summary>The day, as year, month and day; empty means today.</summary>
    public string? Day { get; init; }
}

/// <summary>An offer's facts, looked at and fit to keep.</summary>
internal sealed record OfferFacts(
    string KindId, string? Words, bool Standing, int? Quantity, string? Unit, Guid? AreaId, NpgsqlPoint? Point, DateOnly? Until, IReadOnlyList<string> Languages);
