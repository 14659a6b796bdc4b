using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk.Import;

/// <summary>What the rows of a file become.</summary>
public enum ImportFor
{
    Needs,
    Offers,
}

/// <summary>How the columns of one kind of file become needs or offers; read from a mapping file by <see cref="MappingFile"/>.</summary>
public sealed record ImportMapping
{
    /// <summary>A short name of where the rows come from. With a row's identity it makes the key that keeps a row from coming in twice.</summary>
    public required string Source { get; init; }

    public required ImportFor For { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>Columns that tell rows apart; empty means all of them.</summary>
    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>Rows that are brought in; the others are left out with the reason.</summary>
    public IReadOnlyList<RowFilter> Only { get; init; } = [];

    public IReadOnlyList<KindColumn> Kinds { get; init; } = [];

    public IReadOnlyList<WordsColumn> Words { get; init; } = [];

    public UrgencyColumn? Urgency { get; init; }

    public DateColumn? Posted { get; init; }

    public PointColumns? Point { get; init; }

    public AreaColumns? Area { get; init; }

    public PersonColumns Person { get; init; } = new();

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Contact facts: they go to the address book and nowhere else.</summary>
    public string? Phone { get; init; }

    public IReadOnlyList<string> Address { get; init; } = [];

    public QuantityColumn? Quantity { get; init; }

    /// <summary>Whether a coordinator looks at each need before helpers see it.</summary>
    public bool Review { get; init; }
}

/// <summary>A row is brought in when the cell is one of the values, in any case.</summary>
public sealed record RowFilter(string Column, IReadOnlyList<string> Values);

/// <summary>
/// How a cell is recognised: it is, begins with, or contains one of the texts. Upper and lower case, and spaces around, make no difference.
/// </summary>
public sealed record CellRule(IReadOnlyList<string> Is, IReadOnlyList<string> StartsWith, IReadOnlyList<string> Contains)
{
    public bool Fits(string text) =>
        Is.Any(t => text.Equals(t, StringComparison.OrdinalIgnoreCase))
        || StartsWith.Any(t => text.StartsWith(t, StringComparison.OrdinalIgnoreCase))
        || Contains.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What an item of a cell asks for: a kind, with fixed words or the item's own; or nothing (null kind).</summary>
public sealed record KindAnswer(string? Kind, string? What = null, bool OwnWords = false, string? Flag = null, string? Unit = null);

public sealed record KindRule(CellRule When, KindAnswer Then);

/// <summary>
/// Finds kinds of help in a column, or always the same kind when the column is null. The first rule that fits an item counts.
/// <see cref="Otherwise"/> is for an item that no rule fits; null leaves the row out, with the reason.
/// </summary>
public sealed record KindColumn(string? Column, string? Separator, IReadOnlyList<KindRule> Rules, KindAnswer? Otherwise);

/// <summary>A piece of the words: a column, with a label before it when there is one.</summary>
public sealed record WordsColumn(string Column, string? Label);

public sealed record UrgencyRule(CellRule When, Urgency Then);

/// <summary>The most urgent rule that fits any item counts.</summary>
public sealed record UrgencyColumn(string Column, string? Separator, IReadOnlyList<UrgencyRule> Rules, Urgency Otherwise);

/// <summary>A day and hour in one of the formats (.NET's letters), on the wall clock of the zone unless the format carries an offset.</summary>
public sealed record DateColumn(string Column, IReadOnlyList<string> Formats, NetworkClock Clock);

public sealed record PointColumns(string Latitude, string Longitude);

/// <summary>The area by name: columns joined with a separator, some cells first exchanged for a fuller name.</summary>
public sealed record AreaColumns(IReadOnlyList<string> Columns, string Separator, bool Create, IReadOnlyDictionary<string, string> Values);

/// <summary>Whose need or offer it is: a name by column or one for all, and columns that say when two rows are the same person's.</summary>
public sealed record PersonColumns
{
    public string? Name { get; init; }

    public string Otherwise { get; init; } = "Neighbour";

    public IReadOnlyList<string> Key { get; init; } = [];
}

public sealed record QuantityColumn(string Column, string? Unit);
