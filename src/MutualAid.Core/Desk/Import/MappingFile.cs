using System.Globalization;
using System.Text.Json;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk.Import;

/// <summary>Reads a mapping file (docs/import.md): JSON, with comments and trailing commas allowed because people write it by hand.</summary>
public static class MappingFile
{
    public const int MaxBytes = 1024 * 1024;
    public const int SourceMaxLength = 60;

    private static readonly JsonDocumentOptions HandWritten = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    private static readonly Dictionary<string, Urgency> UrgencyNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["when-someone-can"] = Urgency.WhenSomeoneCan,
        ["normal"] = Urgency.Normal,
        ["urgent"] = Urgency.Urgent,
        ["critical"] = Urgency.Critical,
    };

    /// <summary>
    /// Reads a mapping. Refuses, with the path of the place in the file, what is missing, misspelt or not of its kind; a kind of help
    /// has to be one of <paramref name="kinds"/> (their short names).
    /// </summary>
    public static async Task<Result<ImportMapping>> ReadAsync(Stream file, IReadOnlySet<string> kinds, CancellationToken ct = default)
    {
        try
        {
            using var text = new MemoryStream();
            await file.CopyToAsync(text, ct);
            if (text.Length > MaxBytes)
            {
                return Refusal.Invalid("Map", Phrase.Of("The mapping is larger than {0} MB. This looks like another file.", MaxBytes / 1024 / 1024));
            }

            text.Position = 0;
            using var json = await JsonDocument.ParseAsync(text, HandWritten, ct);
            return Mapping(new JsonPlace(json.RootElement, "$"), kinds);
        }
        catch (JsonException e)
        {
            return Refusal.Invalid("Map", Phrase.Of("The mapping is not JSON. The first odd sign is in line {0}.", (e.LineNumber ?? 0) + 1));
        }
        catch (MappingException e)
        {
            return Refusal.Invalid("Map", e.Why);
        }
        catch (InvalidOperationException)
        {
            // JSON may spell half of a surrogate pair as an escape; .NET refuses to make text of it.
            return Refusal.Invalid("Map", Phrase.Of("The mapping holds half a letter (a lone \\uD800 to \\uDFFF)."));
        }
    }

    private static ImportMapping Mapping(JsonPlace root, IReadOnlySet<string> kinds)
    {
        var forWhat = root.Need("for");
        var mapping = new ImportMapping
        {
            Source = root.Need("source").Text(SourceMaxLength),
            For = forWhat.Text() switch
            {
                "needs" => ImportFor.Needs,
                "offers" => ImportFor.Offers,
                _ => throw forWhat.Wrong(Phrase.Of("{0}: write “needs” or “offers” here.", forWhat.Path)),
            },
            Delimiter = root.Find("delimiter") is { } delimiter ? Delimiter(delimiter) : ',',
            Identity = root.Find("identity")?.Texts() ?? [],
            Only = root.Find("only")?.Items().Select(Filter).ToList() ?? [],
            Kinds = [.. root.Need("kinds").Items().Select(place => Kind(place, kinds))],
            Words = root.Find("words")?.Items().Select(Words).ToList() ?? [],
            Urgency = root.Find("urgency") is { } urgency ? UrgencyOf(urgency) : null,
            Posted = root.Find("posted") is { } posted ? Date(posted) : null,
            Point = root.Find("point") is { } point ? Point(point) : null,
            Area = root.Find("area") is { } area ? Area(area) : null,
            Person = root.Find("person") is { } person ? Person(person) : new PersonColumns(),
            Languages = root.Find("languages") is { } languages ? Languages(languages) : [],
            Phone = root.Find("phone")?.Text(),
            Address = root.Find("address")?.Texts() ?? [],
            Quantity = root.Find("quantity") is { } quantity ? Quantity(quantity) : null,
            Review = root.Find("review")?.YesNo() ?? false,
        };
        root.NothingElse();
        return mapping.Kinds.Count > 0 ? mapping : throw root.Wrong(Phrase.Of("{0}: the setting “{1}” is missing.", root.Path, "kinds"));
    }

    private static char Delimiter(JsonPlace place) => place.RawText() is [',' or ';' or '\t' or '|'] text
        ? text[0]
        : throw place.Wrong(Phrase.Of("{0}: a delimiter is a comma, a semicolon, a tab or a bar.", place.Path));

    private static RowFilter Filter(JsonPlace place)
    {
        var filter = new RowFilter(place.Need("column").Text(), place.Need("is").Texts());
        place.NothingElse();
        return filter;
    }

    private static KindColumn Kind(JsonPlace place, IReadOnlySet<string> kinds)
    {
        KindColumn column;
        if (place.Find("always") is { } always)
        {
            column = new KindColumn(null, null, [], new KindAnswer(KnownKind(always, kinds), place.Find("what")?.Text(NeedPart.WhatMaxLength)));
        }
        else
        {
            var rules = place.Find("rules")?.Items().Select(rule => Rule(rule, kinds)).ToList() ?? [];
            rules.AddRange(place.Find("codes")?.Entries().Select(code => Code(code.Name, code.Value, kinds)) ?? []);
            column = new KindColumn(place.Need("column").Text(), place.Find("separator")?.RawText(), rules, Otherwise(place.Find("otherwise"), kinds));
        }

        place.NothingElse();
        return column;
    }

    private static KindRule Rule(JsonPlace place, IReadOnlySet<string> kinds)
    {
        var rule = new KindRule(When(place), Answer(place, kinds));
        place.NothingElse();
        return rule;
    }

    private static KindRule Code(string code, JsonPlace place, IReadOnlySet<string> kinds)
    {
        var answer = place.IsText ? new KindAnswer(KnownKind(place, kinds)) : Answer(place, kinds);
        if (place.IsObject)
        {
            place.NothingElse();
        }

        return new KindRule(new CellRule([code.Trim()], [], []), answer);
    }

    private static KindAnswer? Otherwise(JsonPlace? place, IReadOnlySet<string> kinds)
    {
        if (place is null)
        {
            return null;
        }

        if (place.IsObject)
        {
            var answer = Answer(place, kinds);
            place.NothingElse();
            return answer;
        }

        return place.Text() switch
        {
            "leave-out" => null,
            "nothing" => new KindAnswer(null),
            _ => new KindAnswer(KnownKind(place, kinds)),
        };
    }

    private static KindAnswer Answer(JsonPlace place, IReadOnlySet<string> kinds) => new(
        place.Find("nothing")?.YesNo() == true ? null : KnownKind(place.Need("kind"), kinds),
        place.Find("what")?.Text(NeedPart.WhatMaxLength),
        place.Find("ownWords")?.YesNo() ?? false,
        place.Find("flag")?.Text(),
        place.Find("unit")?.Text(40));

    private static string KnownKind(JsonPlace place, IReadOnlySet<string> kinds) => kinds.Contains(place.Text())
        ? place.Text()
        : throw place.Wrong(Phrase.Of("{0}: there is no kind of help “{1}”. The kinds are: {2}.", place.Path, place.Text(), string.Join(", ", kinds.Order(StringComparer.Ordinal))));

    private static CellRule When(JsonPlace place)
    {
        var rule = new CellRule(place.Find("is")?.Texts() ?? [], place.Find("startsWith")?.Texts() ?? [], place.Find("contains")?.Texts() ?? []);
        return rule.Is.Count + rule.StartsWith.Count + rule.Contains.Count > 0
            ? rule
            : throw place.Wrong(Phrase.Of("{0}: a rule says “is”, “startsWith” or “contains”.", place.Path));
    }

    private static WordsColumn Words(JsonPlace place)
    {
        if (place.IsText)
        {
            return new WordsColumn(place.Text(), null);
        }

        var words = new WordsColumn(place.Need("column").Text(), place.Find("label")?.Text(60));
        place.NothingElse();
        return words;
    }

    private static UrgencyColumn UrgencyOf(JsonPlace place)
    {
        var rules = place.Need("rules").Items().Select(rule =>
        {
            var read = new UrgencyRule(When(rule), KnownUrgency(rule.Need("urgency")));
            rule.NothingElse();
            return read;
        }).ToList();
        var urgency = new UrgencyColumn(
            place.Need("column").Text(),
            place.Find("separator")?.RawText(),
            rules,
            place.Find("otherwise") is { } otherwise ? KnownUrgency(otherwise) : Urgency.Normal);
        place.NothingElse();
        return urgency;
    }

    private static Urgency KnownUrgency(JsonPlace place) => UrgencyNames.TryGetValue(place.Text(), out var urgency)
        ? urgency
        : throw place.Wrong(Phrase.Of("{0}: write one of {1} here.", place.Path, string.Join(", ", UrgencyNames.Keys)));

    private static DateColumn Date(JsonPlace place)
    {
        var zone = place.Need("timeZone");
        var formats = place.Need("formats");
        var date = new DateColumn(
            place.Need("column").Text(),
            formats.IsText ? [Format(formats)] : [.. formats.Items().Select(Format)],
            NetworkClock.ForZone(zone.Text()) ?? throw zone.Wrong(Phrase.Of("{0}: there is no time zone “{1}”. Write it like Europe/London.", zone.Path, zone.Text())));
        place.NothingElse();
        return date.Formats.Count > 0 ? date : throw place.Wrong(Phrase.Of("{0}: the setting “{1}” is missing.", place.Path, "formats"));
    }

    // A format that cannot read back what it wrote would turn every date into a flag.
    private static string Format(JsonPlace place)
    {
        var format = place.Text(60);
        try
        {
            var written = new DateTime(2010, 7, 5, 13, 2, 3, DateTimeKind.Unspecified).ToString(format, CultureInfo.InvariantCulture);
            if (DateTime.TryParseExact(written, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var read) && read.Year == 2010)
            {
                return format;
            }
        }
        catch (FormatException)
        {
            // Said below, like every other format that does not work.
        }

        throw place.Wrong(Phrase.Of("{0}: “{1}” is no format of a date. Write it like dd/MM/yyyy HH:mm.", place.Path, format));
    }

    private static PointColumns Point(JsonPlace place)
    {
        var point = new PointColumns(place.Need("latitude").Text(), place.Need("longitude").Text());
        place.NothingElse();
        return point;
    }

    private static AreaColumns Area(JsonPlace place)
    {
        var area = new AreaColumns(
            place.Need("columns").Texts(),
            place.Find("separator")?.RawText() ?? ", ",
            place.Find("create")?.YesNo() ?? false,
            Values(place.Find("values")));
        place.NothingElse();
        return area;
    }

    private static Dictionary<string, string> Values(JsonPlace? place)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in place?.Entries() ?? [])
        {
            values[name] = value.Text();
        }

        return values;
    }

    private static PersonColumns Person(JsonPlace place)
    {
        var person = new PersonColumns
        {
            Name = place.Find("name")?.Text(),
            Otherwise = place.Find("otherwise")?.Text(Members.Member.NameMaxLength) ?? new PersonColumns().Otherwise,
            Key = place.Find("key")?.Texts() ?? [],
        };
        place.NothingElse();
        return person;
    }

    private static List<string> Languages(JsonPlace place) => [.. (place.IsText ? [place] : place.Items()).Select(language =>
        SpokenLanguages.Knows(language.Text())
            ? language.Text()
            : throw language.Wrong(Phrase.Of("{0}: there is no language “{1}”. Write a code such as en or es.", language.Path, language.Text())))];

    private static QuantityColumn Quantity(JsonPlace place)
    {
        var quantity = new QuantityColumn(place.Need("column").Text(), place.Find("unit")?.Text(40));
        place.NothingElse();
        return quantity;
    }
}
