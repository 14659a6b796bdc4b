using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using NpgsqlTypes;

namespace MutualAid.Core.Desk.Import;

/// <summary>
/// Brings the rows of a CSV file in, in one transaction: all of it or, on a dry run or when something breaks, none of it.
/// Rows stream through in batches, so a file may be larger than memory. What a row becomes is <see cref="NeedImport"/>'s and <see cref="OfferImport"/>'s to say.
/// </summary>
public abstract class RowImport
{
    private const int BatchSize = 2_000;

    // One import at a time: two of the same file would both find that nothing is here yet.
    private const long ImportLock = 0x4D41_494D;

    // A place this far from the middle of the map, in metres, is more likely a slip than a neighbour.
    private const double FarAway = 100_000;

    private readonly TimeProvider time;

    private protected RowImport(MutualAidDb db, AddressBook book, TimeProvider time) => (Db, Book, this.time) = (db, book, time);

    private protected MutualAidDb Db { get; }

    private protected AddressBook Book { get; }

    private protected abstract ImportFor For { get; }

    /// <summary>
    /// Reads the file and keeps what its rows say. Refuses everybody but coordinators and administrators, a mapping for the other thing,
    /// and a file whose columns are not the mapping's; a single row that cannot be kept is reported with its number and reason instead.
    /// A row that came in before, by any run, is found by its source key and left as it is.
    /// </summary>
    public async Task<Result<ImportReport>> RunAsync(Actor actor, Stream file, ImportMapping mapping, ImportOptions options, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator && !actor.IsAdministrator)
        {
            return Refusal.NotFound;
        }

        if (mapping.For != For)
        {
            return Refusal.Invalid("Map", Phrase.Of("This mapping is for the other kind of list: needs or offers."));
        }

        using var csv = new CsvRows(file, mapping.Delimiter);
        await using var rows = csv.ReadAsync(ct).GetAsyncEnumerator(ct);
        if (!await rows.MoveNextAsync())
        {
            return Refusal.Invalid("File", Phrase.Of("The file is empty."));
        }

        var now = time.GetUtcNow();
        var mapper = RowMapper.For(mapping, rows.Current, now);
        if (!mapper.Ok)
        {
            return mapper.Refusal!;
        }

        options.OnHeader?.Invoke(rows.Current.Cells);
        await using var transaction = await Db.Database.BeginTransactionAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ImportLock})", ct);
        var run = new Run(mapping, new ImportTally(options), await AreaDirectory.OpenAsync(Db, ct), now);
        var batch = new List<MappedRow>(BatchSize);
        while (await rows.MoveNextAsync())
        {
            run.Tally.Rows++;
            var row = mapper.Value.Map(rows.Current);
            if (row.Reasons.Count > 0)
            {
                run.Tally.Reject(row.Row, row.Reasons);
            }
            else
            {
                batch.Add(row);
            }

            if (batch.Count == BatchSize)
            {
                await KeepAsync(run, batch, ct);
                batch.Clear();
                options.Progress?.Report(new ImportProgress(run.Tally.Rows, run.Tally.Rejected));
            }
        }

        await KeepAsync(run, batch, ct);
        var report = run.Tally.Report(Guid.CreateVersion7(now), mapping.Source, run.Areas.Made);
        if (!options.DryRun)
        {
            Db.AuditEntries.Add(AuditEntry.Of(
                actor, Deed.Imported, now, subjectId: report.Id, reason: $"{mapping.Source}: {report.Rows} rows, {report.Added} added, {report.Rejected} left out"));
            await Db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        Db.ChangeTracker.Clear();
        options.Progress?.Report(new ImportProgress(run.Tally.Rows, run.Tally.Rejected));
        return report;
    }

    /// <summary>Which of the source keys are here already.</summary>
    private protected abstract Task<HashSet<string>> KnownAsync(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>Makes what the rows say and writes it. A row that the domain refuses is given back with its reasons.</summary>
    private protected abstract Task<IReadOnlyList<Kept>> KeepAsync(IReadOnlyList<PlacedRow> rows, ImportMapping mapping, DateTimeOffset now, CancellationToken ct);

    private async Task KeepAsync(Run run, List<MappedRow> batch, CancellationToken ct)
    {
        await SetPlaneAsync(run, batch, ct);
        var keyed = batch.ConvertAll(row => (Row: row, Key: SourceKey(run, row)));
        var known = await KnownAsync([.. keyed.Select(k => k.Key)], ct);
        var fresh = new List<PlacedRow>(batch.Count);
        foreach (var (row, key) in keyed)
        {
            if (known.Contains(key))
            {
                run.Tally.Repeat(row);
            }
            else
            {
                fresh.Add(Place(run, row, key));
            }
        }

        // New areas first: everything else points at them.
        await Db.SaveChangesAsync(ct);
        var (placed, refused) = await KeepPeopleAsync(run, fresh, ct);
        refused.ForEach(kept => run.Tally.Reject(kept.Row.Mapped.Row, kept.Refused!));
        foreach (var kept in await KeepAsync(placed, run.Mapping, run.Now, ct))
        {
            if (kept.Refused is { } reasons)
            {
                run.Tally.Reject(kept.Row.Mapped.Row, reasons);
            }
            else
            {
                run.Tally.Add(kept.Row.Mapped, kept.Made);
            }
        }

        Db.ChangeTracker.Clear();
    }

    // Two rows that say the same are two needs: the key counts them, and the second is flagged for a person to merge.
    private static string SourceKey(Run run, MappedRow row)
    {
        var (first, count) = run.Seen.TryGetValue(row.Identity, out var seen) ? seen : (row.Row.Number, 0);
        run.Seen[row.Identity] = (first, count + 1);
        if (count > 0)
        {
            row.Flags.Add(Phrase.Of("This row is the same as row {0}. Look whether the two belong together.", first));
        }

        return $"{run.Mapping.Source}:{row.Identity:x32}:{count + 1}";
    }

    private static PlacedRow Place(Run run, MappedRow row, string key)
    {
        var areaId = row.AreaName is { } name ? run.Areas.ByName(name, run.Mapping.Area!.Create, run.Now) : null;
        if (row.AreaName is not null && areaId is null)
        {
            row.Flags.Add(Phrase.Of("There is no area “{0}”. The row is kept without an area.", row.AreaName));
        }

        NpgsqlPoint? point = null;
        if (row.Place is { } place)
        {
            var metres = run.Plane!.ToMetres(place);
            point = Cell.Holding(metres).Centre;
            var holding = run.Areas.Holding(place);
            areaId ??= holding;
            if (double.Hypot(metres.X, metres.Y) > FarAway)
            {
                row.Flags.Add(Phrase.Of("The point is more than {0} km from the middle of the map.", (int)(FarAway / 1_000)));
            }
            else if (holding is null && run.Areas.HasBorders)
            {
                row.Flags.Add(Phrase.Of("The point lies outside every area."));
            }
        }

        return new PlacedRow(row, key, areaId, point ?? run.Areas.PointOf(areaId), PersonId(run.Mapping.Source, row.PersonKey ?? key));
    }

    // The same person of the same source gets the same id on every run, so she is found again without being remembered anywhere else.
    private static Guid PersonId(string source, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"import\u001f{source}\u001f{key}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    private async Task<(List<PlacedRow> Placed, List<Kept> Refused)> KeepPeopleAsync(Run run, List<PlacedRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.PersonId).Distinct().ToList();
        var known = (await Db.Members.Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct)).ToHashSet();
        var people = new List<Member>();
        var placed = new List<PlacedRow>(rows.Count);
        var refused = new List<Kept>();
        foreach (var row in rows)
        {
            if (known.Contains(row.PersonId))
            {
                placed.Add(row);
                continue;
            }

            var joined = Member.Join(row.PersonId, row.Mapped.PersonName, run.Mapping.Languages, row.AreaId, run.Now);
            if (joined.Ok)
            {
                known.Add(row.PersonId);
                people.Add(joined.Value);
                placed.Add(row);
            }
            else
            {
                refused.Add(Kept.Refuse(row, joined.Refusal!));
            }
        }

        await Db.CopyAsync(people, ct);
        return (placed, refused);
    }

    // A network that has no map yet gets one around the rows: the median, because a few slips would pull a mean into the sea.
    private async Task SetPlaneAsync(Run run, List<MappedRow> batch, CancellationToken ct)
    {
        var places = batch.Where(row => row.Place is not null).Select(row => row.Place!.Value).ToList();
        if (run.Plane is not null || places.Count == 0)
        {
            return;
        }

        var network = await Db.Networks.SingleAsync(ct);
        if (!network.OriginIsSet)
        {
            var middle = places.Count / 2;
            var latitude = places.Select(p => p.Latitude).Order().ElementAt(middle);
            network.SetOrigin(
                Math.Clamp(latitude, -LocalPlane.MaxOriginLatitude, LocalPlane.MaxOriginLatitude),
                places.Select(p => p.Longitude).Order().ElementAt(middle));
        }

        run.Plane = LocalPlane.Around(network.OriginLatitude, network.OriginLongitude).Value;
    }

    /// <summary>A row that is new, with its key, area, cell centre and person.</summary>
    private protected sealed record PlacedRow(MappedRow Mapped, string SourceKey, Guid? AreaId, NpgsqlPoint? Point, Guid PersonId);

    /// <summary>What became of a new row: how many things it made, or why it was refused.</summary>
    private protected sealed record Kept(PlacedRow Row, int Made, IReadOnlyList<Phrase>? Refused)
    {
        public static Kept Refuse(PlacedRow row, Refusal refusal) => new(row, 0, [.. refusal.Fields.Select(field => field.Why).DefaultIfEmpty(refusal.Why)]);
    }

    private sealed class Run(ImportMapping mapping, ImportTally tally, AreaDirectory areas, DateTimeOffset now)
    {
        public ImportMapping Mapping { get; } = mapping;

        public ImportTally Tally { get; } = tally;

        public AreaDirectory Areas { get; } = areas;

        public DateTimeOffset Now { get; } = now;

        public LocalPlane? Plane { get; set; }

        /// <summary>For each identity the first row that had it and how many did.</summary>
        public Dictionary<UInt128, (long First, int Count)> Seen { get; } = [];
    }
}
