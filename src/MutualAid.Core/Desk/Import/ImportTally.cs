using MutualAid.Core.Common;

namespace MutualAid.Core.Desk.Import;

/// <summary>Counts the rows of one import as they are decided. Reasons are counted by their sentence, whatever values it carries.</summary>
internal sealed class ImportTally(ImportOptions options)
{
    private readonly Dictionary<string, ReasonCount> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReasonCount> flags = new(StringComparer.Ordinal);
    private long flagged;

    public long Rows { get; set; }

    public long Added { get; private set; }

    public long AlreadyHere { get; private set; }

    public long Rejected { get; private set; }

    public long Made { get; private set; }

    public void Add(MappedRow row, int made)
    {
        Added++;
        Made += made;
        Flag(row);
    }

    public void Repeat(MappedRow row)
    {
        AlreadyHere++;
        Flag(row);
    }

    public void Reject(CsvRow row, IReadOnlyList<Phrase> why)
    {
        Rejected++;
        Count(reasons, row, why);
        options.OnRejected?.Invoke(new RowNote(row, why));
    }

    public ImportReport Report(Guid id, string source, int areasMade) => new()
    {
        Id = id,
        Source = source,
        DryRun = options.DryRun,
        Rows = Rows,
        Added = Added,
        AlreadyHere = AlreadyHere,
        Rejected = Rejected,
        Flagged = flagged,
        Made = Made,
        AreasMade = areasMade,
        Reasons = InOrder(reasons),
        Flags = InOrder(flags),
    };

    private void Flag(MappedRow row)
    {
        if (row.Flags.Count > 0)
        {
            flagged++;
            Count(flags, row.Row, row.Flags);
            options.OnFlagged?.Invoke(new RowNote(row.Row, row.Flags));
        }
    }

    private static void Count(Dictionary<string, ReasonCount> counts, CsvRow row, IReadOnlyList<Phrase> why)
    {
        foreach (var phrase in why.DistinctBy(phrase => phrase.Text))
        {
            counts[phrase.Text] = counts.TryGetValue(phrase.Text, out var count)
                ? count with { Rows = count.Rows + 1 }
                : new ReasonCount(phrase, 1, row.Number);
        }
    }

    private static List<ReasonCount> InOrder(Dictionary<string, ReasonCount> counts) => [.. counts.Values.OrderByDescending(count => count.Rows).ThenBy(count => count.FirstRow)];
}
