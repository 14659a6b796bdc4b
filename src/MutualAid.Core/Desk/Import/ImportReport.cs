using MutualAid.Core.Common;

namespace MutualAid.Core.Desk.Import;

/// <summary>How an import is carried out, and who is told about it while it runs.</summary>
public sealed record ImportOptions
{
    /// <summary>Does everything and keeps nothing.</summary>
    public bool DryRun { get; init; }

    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Called with the columns before the first row.</summary>
    public Action<IReadOnlyList<string>>? OnHeader { get; init; }

    /// <summary>Called for every row that is left out, with the reasons.</summary>
    public Action<RowNote>? OnRejected { get; init; }

    /// <summary>Called for every row that is kept and should be looked at again, with the flags.</summary>
    public Action<RowNote>? OnFlagged { get; init; }
}

/// <summary>What there is to say about one row of the file.</summary>
public sealed record RowNote(CsvRow Row, IReadOnlyList<Phrase> Why);

/// <summary>How far an import has come.</summary>
public sealed record ImportProgress(long Rows, long Rejected);

/// <summary>A reason or flag, how often it was given, and the first row it was given for.</summary>
public sealed record ReasonCount(Phrase Why, long Rows, long FirstRow);

/// <summary>What became of the rows of a file: every row was accepted or left out, and <see cref="Accepted"/> + <see cref="Rejected"/> = <see cref="Rows"/>.</summary>
public sealed record ImportReport
{
    /// <summary>The id that the audit entry carries.</summary>
    public required Guid Id { get; init; }

    public required string Source { get; init; }

    public required bool DryRun { get; init; }

    /// <summary>Rows below the first row of columns.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that made something new.</summary>
    public required long Added { get; init; }

    /// <summary>Rows that had come in before; they change nothing.</summary>
    public required long AlreadyHere { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Accepted rows with something to look at again.</summary>
    public required long Flagged { get; init; }

    /// <summary>Needs or offers that were made; an offer row with several kinds makes one offer for each.</summary>
    public required long Made { get; init; }

    public required int AreasMade { get; init; }

    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    public required IReadOnlyList<ReasonCount> Flags { get; init; }

    public long Accepted => Added + AlreadyHere;
}
