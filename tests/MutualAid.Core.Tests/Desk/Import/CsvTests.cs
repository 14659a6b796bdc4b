using System.Text;
using System.Text.Json;
using FluentAssertions;
using MutualAid.Core.Desk.Import;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk.Import;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b/1|2")]
    [InlineData("a,b\r\n1,2", "a|b/1|2")]
    [InlineData("a,b\r1,2\r", "a|b/1|2")]
    [InlineData("a,b\n\n1,\n\r\n,2\n", "a|b/1|/|2")]
    [InlineData("a\n\"x, \"\"y\"\"\r\nz\"\n", "a/x, \"y\"\r\nz")]
    [InlineData("\"\",\"\"\n", "|")]
    [InlineData("a\n5\" pipe\n", "a/5\" pipe")]
    [InlineData("é,中文\n🏠,ع\n", "é|中文/🏠|ع")]
    public async Task Cells_come_out_as_they_were_meant(string text, string cells) =>
        string.Join('/', (await ReadAsync(text)).Select(row => string.Join('|', row.Cells))).Should().Be(cells);

    [Fact]
    public async Task A_row_has_the_number_that_a_spreadsheet_shows()
    {
        var rows = await ReadAsync("a,b\n\"one\ntwo\",2\n\n3,4\n");
        rows.Select(row => row.Number).Should().Equal(1, 2, 4);
    }

    [Fact]
    public async Task A_quote_that_never_closes_costs_its_own_line_and_no_other()
    {
        var rows = await ReadAsync("a,b\n1,2\n3,\"four\n5,6\n7,8");
        rows.Where(row => row.Damage is null).Select(row => string.Join('|', row.Cells)).Should().Equal("a|b", "1|2", "5|6", "7|8");
        var lost = rows.Should().ContainSingle(row => row.Damage != null).Subject;
        lost.Number.Should().Be(3);
        lost.Damage!.ToString().Should().Contain("never closed");
        lost.Cells.Should().Equal("3,\"four");
    }

    [Fact]
    public async Task Text_after_a_closing_quote_is_damage_and_the_next_row_is_sound()
    {
        var rows = await ReadAsync("a\n\"x\" y\nz\n");
        rows[1].Damage!.ToString().Should().Contain("after a closing quote");
        rows[2].Should().BeEquivalentTo(new { Number = 3L, Cells = new[] { "z" } });
        rows[2].Damage.Should().BeNull();
    }

    [Fact]
    public async Task A_row_without_end_is_given_up_and_the_next_is_read()
    {
        var endless = new string('x', CsvRows.MaxRowLength + 10);
        var rows = await ReadAsync($"a\n{endless}\r\nz\n");
        rows[1].Damage!.ToString().Should().Contain("longer than");
        rows[1].Cells[0].Length.Should().BeLessThan(3_000, "a report should not repeat all of it");
        rows[2].Cells.Should().Equal("z");
        rows = await ReadAsync($"a\n\"{endless}\nz\n");
        rows.Select(row => row.Damage is null).Should().Equal(true, false, true);
    }

    [Fact]
    public async Task A_megabyte_in_a_cell_is_read_whole() =>
        (await ReadAsync($"a\n\"{new string('ä', 1_000_000)}\"\n"))[1].Cells[0].Should().HaveLength(1_000_000);

    [Fact]
    public async Task Marks_at_the_beginning_are_understood_and_not_part_of_the_first_column()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var rows = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("a,é\n1,ü\n")]);
            rows.SelectMany(row => row.Cells).Should().Equal(["a", "é", "1", "ü"], encoding.EncodingName);
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_cost_their_row_only()
    {
        var rows = await ReadAsync([.. "a\nok\ncaf"u8, 0xE9, .. "\nfine\n"u8]);
        rows.Select(row => row.Damage is null).Should().Equal(true, true, false, true);
        rows[2].Damage!.ToString().Should().Contain("UTF-8");
    }

    [Fact]
    public void Written_cells_come_back_the_same_and_never_run()
    {
        CsvLine.Of(["=1+1", "+1", "-1", "@x", "\tx", "\rx"]).Should().Be("\"'=1+1\",\"'+1\",\"'-1\",\"'@x\",\"'\tx\",\"'\rx\"\r\n");
        CsvLine.Of(["", "a\"b", "c,d\ne"]).Should().Be("\"\",\"a\"\"b\",\"c,d\ne\"\r\n");
    }

    [SharedDataFact]
    public async Task Every_file_of_the_csv_spectrum_reads_as_its_json_says()
    {
        var files = Directory.GetFiles(SharedData.File("bad-input/csv-spectrum/csvs"), "*.csv");
        files.Should().HaveCount(11);
        foreach (var path in files)
        {
            var rows = await ReadAsync(await File.ReadAllBytesAsync(path));
            rows.Should().OnlyContain(row => row.Damage == null);
            var read = rows.Skip(1).Select(row => rows[0].Cells.Zip(row.Cells).ToDictionary(pair => pair.First, pair => pair.Second));
            var name = Path.GetFileNameWithoutExtension(path);
            var expected = JsonSerializer.Deserialize<List<Dictionary<string, string>>>(
                await File.ReadAllTextAsync(SharedData.File($"bad-input/csv-spectrum/json/{name}.json")))!;
            if (name.EndsWith("_crlf", StringComparison.Ordinal))
            {
                // The set's authors read \r\n as \n; we keep a cell's line ends and make them one when the words are cleaned.
                read = read.Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value.Replace("\r\n", "\n")));
                expected = [.. expected.Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value.Replace("\r\n", "\n")))];
            }

            read.Should().BeEquivalentTo(expected, options => options.WithStrictOrdering(), name);
        }
    }

    [SharedDataFact]
    public async Task Every_naughty_string_comes_back_from_a_cell_as_it_went_in()
    {
        var strings = JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(SharedData.File("bad-input/blns.json")))!;
        strings.Should().HaveCount(515);
        var file = string.Concat(strings.Select(text => CsvLine.Of(["x" + text])));
        var rows = await ReadAsync(file);
        rows.Select(row => row.Cells[0][1..]).Should().Equal(strings);
        rows.Should().OnlyContain(row => row.Damage == null);
    }

    private static Task<List<CsvRow>> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<List<CsvRow>> ReadAsync(byte[] bytes)
    {
        using var csv = new CsvRows(new MemoryStream(bytes));
        return await csv.ReadAsync().ToListAsync();
    }
}
