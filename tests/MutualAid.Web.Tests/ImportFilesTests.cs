using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.TestKit;
using MutualAid.Web.Hosting.Commands;
using Xunit;

namespace MutualAid.Web.Tests;

/// <summary>Where an import puts the rows that a person should look at.</summary>
public sealed class ImportFilesTests : DatabaseTest
{
    private const string Mapping = """{ "source": "paper", "for": "needs", "kinds": [{ "column": "kinds", "codes": { "food": "groceries" } }], "words": ["words"] }""";

    // One row is left out; the last says the same as the first, which a person should look at.
    private const string List = "kinds,words\nfood,Bread\nfood\nfood,Bread\n";

    private readonly string folder = Directory.CreateTempSubdirectory("ma-import-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_word_both_files_lie_beside_the_list()
    {
        (await RunAsync()).Should().Be(0);
        Names(folder).Should().BeEquivalentTo("list.csv", "map.json", "list.csv.rejects.csv", "list.csv.flags.csv");
    }

    [Fact]
    public async Task With_a_place_for_the_rejects_the_flags_lie_beside_them_and_nothing_is_written_beside_the_list()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;

        (await RunAsync("--rejects", Path.Combine(elsewhere, "left-out.csv"))).Should().Be(0);

        Names(folder).Should().BeEquivalentTo("list.csv", "map.json");
        Names(elsewhere).Should().BeEquivalentTo("left-out.csv", "list.csv.flags.csv");
    }

    [Theory]
    [InlineData("nowhere/left-out.csv")]
    [InlineData("map.json/left-out.csv")]
    [InlineData(".")]
    public async Task A_place_that_cannot_be_written_to_is_said_before_anything_comes_in(string place)
    {
        (await RunAsync("--rejects", Path.Combine(folder, place))).Should().Be(1);

        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(0);
        Names(folder).Should().BeEquivalentTo("list.csv", "map.json");
    }

    private static IEnumerable<string?> Names(string of) => Directory.EnumerateFiles(of).Select(Path.GetFileName);

    private async Task<int> RunAsync(params string[] also)
    {
        var (list, map) = (Path.Combine(folder, "list.csv"), Path.Combine(folder, "map.json"));
        await File.WriteAllTextAsync(list, List);
        await File.WriteAllTextAsync(map, Mapping);
        await using var services = Database.Services(Clock);
        return await ImportRows.Needs.Run(services, [list, "--map", map, .. also], CancellationToken.None);
    }
}
