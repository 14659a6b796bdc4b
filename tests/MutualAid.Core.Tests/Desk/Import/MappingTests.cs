using System.Text;
using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk.Import;

public sealed class MappingTests
{
    private static readonly DateTimeOffset Now = new FakeClock().GetUtcNow();

    private static readonly IReadOnlySet<string> Kinds = HelpKindCatalogue.All.Select(kind => kind.Id).ToHashSet();

    public static TheoryData<string> Examples { get; } =
        [.. Directory.GetFiles(Path.Combine(SharedData.Repository, "examples", "import"), "*.json").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_shipped_mapping_reads(string name)
    {
        await using var file = File.OpenRead(Path.Combine(SharedData.Repository, "examples", "import", name));
        (await MappingFile.ReadAsync(file, Kinds)).Refusal.Should().BeNull();
    }

    [Theory]
    [InlineData("""[]""", "$: write settings")]
    [InlineData("""{""", "line 1")]
    [InlineData("""{ "source": "s", "source": "t" }""", "line 1")]
    [InlineData("""{ "for": "needs" }""", "$: the setting “source” is missing")]
    [InlineData("""{ "source": 7, "for": "needs" }""", "$.source: write a text")]
    [InlineData("""{ "source": "\ud800", "for": "needs" }""", "half a letter")]
    [InlineData("""{ "source": "s", "for": "people" }""", "$.for: write “needs” or “offers”")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [] }""", "“kinds” is missing")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "sweets" }] }""", "$.kinds[0].always: there is no kind of help “sweets”")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "column": "k", "codes": { "1": "sweets" } }] }""", "$.kinds[0].codes.1:")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "column": "k", "rules": [{ "kind": "ride" }] }] }""", "$.kinds[0].rules[0]: a rule says")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "wordz": ["a"] }""", "$: there is no setting “wordz”")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "posted": { "column": "d", "formats": "q", "timeZone": "UTC" } }""", "$.posted.formats: “q” is no format")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "posted": { "column": "d", "formats": "yyyy-MM-dd", "timeZone": "Mars" } }""", "$.posted.timeZone: there is no time zone “Mars”")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "languages": ["xx"] }""", "$.languages[0]: there is no language “xx”")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "delimiter": "x" }""", "$.delimiter: a delimiter is")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "review": "yes" }""", "$.review: write true or false")]
    [InlineData("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "urgency": { "column": "u", "rules": [{ "is": "1", "urgency": "very" }] } }""", "$.urgency.rules[0].urgency: write one of")]
    public async Task A_mapping_that_needs_another_look_says_where(string json, string says) =>
        (await ReadAsync(json)).Refusal!.Why.ToString().Should().Contain(says);

    [Fact]
    public async Task A_list_cell_becomes_several_kinds_each_once()
    {
        var row = await MapAsync(
            """{ "source": "s", "for": "needs", "kinds": [{ "column": "k", "separator": ",", "rules": [{ "startsWith": "2a.", "kind": "food-parcel", "what": "Food" }, { "startsWith": "2", "kind": "something-else" }], "otherwise": "nothing" }] }""",
            "k", "2. all, 2A. food, 7d. clinic, 2a. Food, ");
        row.Kinds.Should().Equal(new KindItem("food-parcel", "Food"), new KindItem("something-else", null));
        row.Reasons.Should().BeEmpty();
    }

    [Fact]
    public async Task An_item_that_no_rule_knows_leaves_the_row_out_unless_there_is_a_fallback()
    {
        const string codes = """{ "source": "s", "for": "needs", "kinds": [{ "column": "k", "codes": { "bread": "groceries" }OTHERWISE }] }""";
        var strict = await MapAsync(codes.Replace("OTHERWISE", "", StringComparison.Ordinal), "k", "sweets");
        strict.Reasons.Should().ContainSingle().Which.ToString().Should().Be("The mapping knows no kind of help for “sweets”.");
        var lenient = await MapAsync(codes.Replace("OTHERWISE", """, "otherwise": "something-else" """, StringComparison.Ordinal), "k", "sweets");
        lenient.Kinds.Should().Equal(new KindItem("something-else", null));
        (await MapAsync(codes.Replace("OTHERWISE", "", StringComparison.Ordinal), "k", "")).Reasons.Should().ContainSingle()
            .Which.Text.Should().Be("Nothing in this row asks for help.");
    }

    [Theory]
    [InlineData("05/07/2010 13:30", "2010-07-05T17:30:00Z", null)]
    [InlineData("5/7/2010 13:30", null, "could not be read")]
    [InlineData("31/02/2010 13:30", null, "could not be read")]
    [InlineData("", null, "no date")]
    [InlineData("05/07/2030 13:30", null, "lies ahead")]
    [InlineData("11/03/2018 02:30", "2018-03-11T07:30:00Z", "skipped this hour")]
    [InlineData("04/11/2018 01:30", "2018-11-04T05:30:00Z", "came twice")]
    public async Task A_date_is_right_or_flagged(string text, string? at, string? flag)
    {
        var row = await MapAsync(
            """{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "posted": { "column": "d", "formats": ["dd/MM/yyyy HH:mm"], "timeZone": "America/New_York" } }""",
            "d", text);
        row.PostedAt.Should().Be(at is null ? null : DateTimeOffset.Parse(at, null));
        if (flag is null)
        {
            row.Flags.Should().BeEmpty();
        }
        else
        {
            row.Flags.Should().ContainSingle().Which.ToString().Should().Contain(flag);
        }
    }

    [Fact]
    public async Task A_date_with_its_own_offset_is_read_with_it()
    {
        const string mapping = """{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "posted": { "column": "d", "formats": ["yyyy-MM-dd HH:mm:ss.FFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFF 'UTC'"], "timeZone": "UTC" } }""";
        foreach (var text in new[] { "2020-03-19 13:14:00+02:00", "2020-03-19 11:14:00.000000+00:00", "2020-03-19 11:14:00 UTC", "2020-03-19 11:14:00.00 UTC" })
        {
            (await MapAsync(mapping, "d", text)).PostedAt.Should().Be(new DateTimeOffset(2020, 3, 19, 11, 14, 0, TimeSpan.Zero), text);
        }
    }

    [Fact]
    public async Task The_most_urgent_rule_counts()
    {
        const string mapping = """{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "urgency": { "column": "u", "separator": ",", "rules": [{ "is": "soon", "urgency": "urgent" }, { "contains": "now", "urgency": "critical" }], "otherwise": "when-someone-can" } }""";
        (await MapAsync(mapping, "u", "soon, right now")).Urgency.Should().Be(Urgency.Critical);
        (await MapAsync(mapping, "u", "Soon")).Urgency.Should().Be(Urgency.Urgent);
        (await MapAsync(mapping, "u", "")).Urgency.Should().Be(Urgency.WhenSomeoneCan);
    }

    [Theory]
    [InlineData("18.5", "-72.3", true)]
    [InlineData("18,5", "-72,3", false)]
    [InlineData("95", "0", false)]
    [InlineData("NaN", "0", false)]
    public async Task A_point_is_a_place_on_earth_or_flagged(string latitude, string longitude, bool sound)
    {
        var row = await MapAsync(
            """{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "delimiter": ";", "point": { "latitude": "y", "longitude": "x" } }""",
            "y;x", $"{latitude};{longitude}");
        row.Place.HasValue.Should().Be(sound);
        row.Flags.Should().HaveCount(sound ? 0 : 1);
        row.Reasons.Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_of_another_width_with_hidden_signs_or_of_another_status_are_left_out_with_the_reason()
    {
        const string mapping = """{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "only": [{ "column": "a", "is": ["open", "new"] }] }""";
        (await MapAsync(mapping, "a,b", "open")).Reasons.Single().ToString().Should().Be("The row has 1 cells, the first row has 2.");
        (await MapAsync(mapping, "a,b", "open,x\0y")).Reasons.Single().ToString().Should().Contain("hidden sign in “b”");
        (await MapAsync(mapping, "a,b", "closed,")).Reasons.Single().ToString().Should().Be("The mapping leaves out rows whose “a” is “closed”.");
        (await MapAsync(mapping, "a,b", "OPEN,")).Reasons.Should().BeEmpty();
    }

    [Fact]
    public async Task A_column_that_the_file_does_not_have_stops_the_import_in_one_sentence()
    {
        var mapping = (await ReadAsync("""{ "source": "s", "for": "needs", "kinds": [{ "always": "ride" }], "words": ["Title"] }""")).Value;
        RowMapper.For(mapping, new CsvRow(1, ["title", "text"]), Now).Refusal!.Why.ToString()
            .Should().Be("The mapping names a column “Title”. The file has these: title, text.");
        RowMapper.For(mapping, new CsvRow(1, ["Title", "Title"]), Now).Refusal!.Why.ToString().Should().Contain("twice");
        RowMapper.For(mapping, new CsvRow(1, ["T\0i\0"]), Now).Refusal!.Why.ToString().Should().Contain("UTF-8");
    }

    [Fact]
    public async Task Words_carry_their_labels_and_places_and_people_are_read()
    {
        var row = await MapAsync(
            """
            { "source": "s", "for": "needs", "kinds": [{ "always": "ride" }],
              "words": ["t", { "column": "n", "label": "People" }, "e"],
              "area": { "columns": ["t", "d"], "values": { "ALP": "Alappuzha" } },
              "person": { "name": "e", "otherwise": "Camp", "key": ["n"] }, "phone": "p", "address": ["e", "n"] }
            """,
            "t,n,e,d,p", "Hello,12,,alp,07700 900118");
        row.Words.Should().Be("Hello\nPeople: 12");
        row.AreaName.Should().Be("Hello, Alappuzha");
        row.PersonName.Should().Be("Camp");
        row.PersonKey.Should().Be("12");
        row.Phone.Should().Be("07700 900118");
        row.Address.Should().Be("12");
    }

    private static async Task<Result<ImportMapping>> ReadAsync(string json) =>
        await MappingFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), Kinds);

    private static async Task<MappedRow> MapAsync(string mapping, string header, string row)
    {
        var read = (await ReadAsync(mapping)).Value;
        var quoted = read.Delimiter == ',' && !header.Contains(',') ? $"\"{row}\"" : row;
        using var csv = new CsvRows(new MemoryStream(Encoding.UTF8.GetBytes($"{header}\n{quoted}\n")), read.Delimiter);
        var rows = await csv.ReadAsync().ToListAsync();
        return RowMapper.For(read, rows[0], Now).Value.Map(rows[1]);
    }
}
