using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk.Import;

/// <summary>Applies a mapping to the rows of a file. Pure: no database and no clock, so that every rule can be tested on its own.</summary>
public sealed class RowMapper
{
    private readonly ImportMapping mapping;
    private readonly IReadOnlyList<string> header;
    private readonly Dictionary<string, int> places;
    private readonly int[] identity;
    private readonly DateTimeOffset now;

    private RowMapper(ImportMapping mapping, IReadOnlyList<string> header, Dictionary<string, int> places, DateTimeOffset now)
    {
        (this.mapping, this.header, this.places, this.now) = (mapping, header, places, now);
        identity = mapping.Identity.Count > 0 ? [.. mapping.Identity.Select(column => places[column])] : [.. Enumerable.Range(0, header.Count)];
    }

    /// <summary>
    /// A mapper for files with these columns. Refuses a file whose columns cannot be read or have the same name twice, and columns that the mapping names
    /// and the file does not have. <paramref name="now"/> is what "lies ahead" is measured from.
    /// </summary>
    public static Result<RowMapper> For(ImportMapping mapping, CsvRow firstRow, DateTimeOffset now)
    {
        if (firstRow.Damage is { } damage)
        {
            return Refusal.Invalid("File", damage);
        }

        var header = firstRow.Cells.Select(cell => cell.Trim()).ToList();
        if (header.Exists(column => column.Contains('\0')))
        {
            return Refusal.Invalid("File", Phrase.Of("The first row cannot be read. Save the file as UTF-8."));
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            if (!places.TryAdd(header[i], i))
            {
                return Refusal.Invalid("File", Phrase.Of("The first row names the column “{0}” twice.", header[i]));
            }
        }

        var missing = ColumnsOf(mapping).FirstOrDefault(column => !places.ContainsKey(column));
        return missing is null
            ? new RowMapper(mapping, header, places, now)
            : Refusal.Invalid("File", Phrase.Of("The mapping names a column “{0}”. The file has these: {1}.", missing, string.Join(", ", header)));
    }

    /// <summary>What the row says. A row that is damaged, or has more or fewer cells than there are columns, comes back with its reason.</summary>
    public MappedRow Map(CsvRow row)
    {
        if (Unreadable(row) is { } reason)
        {
            return new MappedRow { Row = row, Reasons = [reason] };
        }

        var reasons = new List<Phrase>();
        var flags = new List<Phrase>();
        reasons.AddRange(mapping.Only
            .Where(filter => !filter.Values.Contains(Cell(row, filter.Column), StringComparer.OrdinalIgnoreCase))
            .Select(filter => Phrase.Of("The mapping leaves out rows whose “{0}” is “{1}”.", filter.Column, Short(Cell(row, filter.Column)))));
        return new MappedRow
        {
            Row = row,
            Identity = IdentityOf(row),
            Kinds = reasons.Count > 0 ? [] : KindsOf(row, reasons, flags),
            Words = WordsOf(row),
            Urgency = UrgencyOf(row),
            PostedAt = PostedAt(row, flags),
            Place = PlaceOf(row, flags),
            AreaName = AreaNameOf(row, flags),
            PersonName = PersonNameOf(row, flags),
            PersonKey = mapping.Person.Key.Count == 0 ? null : string.Join('\u001f', mapping.Person.Key.Select(column => Cell(row, column))),
            Phone = TypedText.Clean(mapping.Phone is { } phone ? Cell(row, phone) : null),
            Address = TypedText.Clean(string.Join(", ", mapping.Address.Select(column => Cell(row, column)).Where(text => text.Length > 0))),
            Quantity = QuantityOf(row, reasons),
            Reasons = reasons,
            Flags = flags,
        };
    }

    private static IEnumerable<string> ColumnsOf(ImportMapping mapping)
    {
        string?[] single =
        [
            mapping.Urgency?.Column, mapping.Posted?.Column, mapping.Point?.Latitude, mapping.Point?.Longitude,
            mapping.Person.Name, mapping.Phone, mapping.Quantity?.Column,
        ];
        return single.OfType<string>()
            .Concat(mapping.Identity)
            .Concat(mapping.Only.Select(filter => filter.Column))
            .Concat(mapping.Kinds.Select(kind => kind.Column).OfType<string>())
            .Concat(mapping.Words.Select(words => words.Column))
            .Concat(mapping.Area?.Columns ?? [])
            .Concat(mapping.Person.Key)
            .Concat(mapping.Address);
    }

    private Phrase? Unreadable(CsvRow row)
    {
        if (row.Damage is { } damage)
        {
            return damage;
        }

        if (row.Cells.Count != header.Count)
        {
            return Phrase.Of("The row has {0} cells, the first row has {1}.", row.Cells.Count, header.Count);
        }

        for (var i = 0; i < header.Count; i++)
        {
            if (!TypedText.IsStorable(row.Cells[i]))
            {
                return Phrase.Of("There is a hidden sign in “{0}” that cannot be kept.", header[i]);
            }
        }

        return null;
    }

    private List<KindItem> KindsOf(CsvRow row, List<Phrase> reasons, List<Phrase> flags)
    {
        var found = new List<KindItem>();
        foreach (var column in mapping.Kinds)
        {
            foreach (var item in column.Column is { } name ? Items(Cell(row, name), column.Separator) : [""])
            {
                var answer = column.Rules.FirstOrDefault(rule => rule.When.Fits(item))?.Then ?? column.Otherwise;
                if (answer is null)
                {
                    reasons.Add(Phrase.Of("The mapping knows no kind of help for “{0}”.", Short(item)));
                    continue;
                }

                if (answer.Flag is { } flag)
                {
                    flags.Add(Phrase.Of("Look at this row again: {0}.", flag));
                }

                if (answer.Kind is { } kind)
                {
                    found.Add(new KindItem(kind, TypedText.Clean(answer.OwnWords ? Cut(item, NeedPart.WhatMaxLength) : answer.What), answer.Unit ?? mapping.Quantity?.Unit));
                }
            }
        }

        // What says something comes before "something else": the first kind is the one a list shows.
        var kinds = found.Distinct().OrderBy(item => item.Kind is HelpKindCatalogue.SomethingElse or HelpKindCatalogue.NotSure).ToList();
        if (kinds.Count > Need.MaxParts)
        {
            flags.Add(Phrase.Of("The row lists more than {0} things. They are kept as one part for each kind.", Need.MaxParts));
            kinds = [.. kinds.DistinctBy(item => item.Kind).Select(item => item with { What = null })];
        }

        if (kinds.Count == 0 && reasons.Count == 0)
        {
            reasons.Add(mapping.For == ImportFor.Needs ? Phrase.Of("Nothing in this row asks for help.") : Phrase.Of("Nothing in this row offers help."));
        }

        return kinds;
    }

    private string? WordsOf(CsvRow row)
    {
        var words = mapping.Words
            .Select(part => (part.Label, Text: TypedText.Clean(Cell(row, part.Column))))
            .Where(part => part.Text is not null)
            .Select(part => part.Label is null ? part.Text! : $"{part.Label}: {part.Text}");
        return TypedText.Clean(string.Join('\n', words));
    }

    private Urgency UrgencyOf(CsvRow row) => mapping.Urgency is not { } urgency
        ? Urgency.Normal
        : Items(Cell(row, urgency.Column), urgency.Separator)
            .SelectMany(item => urgency.Rules.Where(rule => rule.When.Fits(item)).Select(rule => rule.Then))
            .DefaultIfEmpty(urgency.Otherwise)
            .Max();

    private DateTimeOffset? PostedAt(CsvRow row, List<Phrase> flags)
    {
        if (mapping.Posted is not { } posted)
        {
            return null;
        }

        var text = Cell(row, posted.Column);
        var (at, flag) = RowDates.Read(text, posted);
        if (at > now.AddDays(1))
        {
            (at, flag) = (null, Phrase.Of("The date “{0}” lies ahead. The time of the import is kept instead.", Short(text)));
        }

        if (flag is not null)
        {
            flags.Add(flag);
        }

        return at;
    }

    private GeoPoint? PlaceOf(CsvRow row, List<Phrase> flags)
    {
        if (mapping.Point is not { } point)
        {
            return null;
        }

        var (latitude, longitude) = (Cell(row, point.Latitude), Cell(row, point.Longitude));
        if (latitude.Length == 0 && longitude.Length == 0)
        {
            return null;
        }

        if (double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north)
            && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)
            && GeoPoint.Of(north, east) is { Ok: true } place)
        {
            return place.Value;
        }

        flags.Add(Phrase.Of("Latitude “{0}” and longitude “{1}” are not a place on earth. The row is kept without a point.", Short(latitude), Short(longitude)));
        return null;
    }

    private string? AreaNameOf(CsvRow row, List<Phrase> flags)
    {
        if (mapping.Area is not { } area)
        {
            return null;
        }

        var names = area.Columns.Select(column => Cell(row, column)).Where(text => text.Length > 0).Select(text => area.Values.GetValueOrDefault(text, text));
        var name = TypedText.Clean(string.Join(area.Separator, names));
        if (name is null || name.Length <= Area.NameMaxLength)
        {
            return name;
        }

        flags.Add(Phrase.Of("The name of the area is longer than {0} letters. The row is kept without an area.", Area.NameMaxLength));
        return null;
    }

    private string PersonNameOf(CsvRow row, List<Phrase> flags)
    {
        var name = TypedText.Clean(mapping.Person.Name is { } column ? Cell(row, column) : null) ?? mapping.Person.Otherwise;
        if (name.Length > Member.NameMaxLength)
        {
            flags.Add(Phrase.Of("The name is longer than {0} letters. Its beginning is kept.", Member.NameMaxLength));
        }

        return Cut(name, Member.NameMaxLength);
    }

    private decimal? QuantityOf(CsvRow row, List<Phrase> reasons)
    {
        if (mapping.Quantity is not { } quantity || Cell(row, quantity.Column) is not { Length: > 0 } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        reasons.Add(Phrase.Of("The number “{0}” could not be read.", Short(text)));
        return null;
    }

    // The lengths keep "ab|c" and "a|bc" apart.
    private UInt128 IdentityOf(CsvRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var place in identity)
        {
            var cell = Encoding.UTF8.GetBytes(row.Cells[place]);
            hash.AppendData(BitConverter.GetBytes(cell.Length));
            hash.AppendData(cell);
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }

    private string Cell(CsvRow row, string column) => row.Cells[places[column]].Trim();

    private static IEnumerable<string> Items(string cell, string? separator) => separator is null
        ? cell.Length > 0 ? [cell] : []
        : cell.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string text) => Cut(text, 60);

    // Cuts between letters, never through a surrogate pair.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
