using System.Xml.Linq;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;
using Xunit;

namespace MutualAid.Core.Tests.House;

/// <summary>The house keeps its own rules. Each rule is shown a violation first, so that a rule which sees nothing is noticed.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("src/MutualAid.Core/Needs/Planted.cs", "using MutualAid.Core.Matching;")]
    [InlineData("src/MutualAid.Core/Matching/Planted.cs", "var x = MutualAid.Core.Desk.Today.Read();")]
    [InlineData("src/MutualAid.Core/Places/Planted.cs", "using MutualAid.Core.Needs;")]
    [InlineData("src/MutualAid.Core/Common/Planted.cs", "using MutualAid.Core.Members;")]
    public void A_room_uses_only_the_rooms_it_may(string path, string planted)
    {
        HouseRules.Rooms([new SourceFile(path, planted)]).Should().HaveCount(1, "the rule sees a planted violation");
        HouseRules.Rooms(SourceTree.Src).Should().BeEmpty();
    }

    [Theory]
    [InlineData("using MutualAid.Web.Pages;")]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    [InlineData("using Microsoft.AspNetCore.Mvc;")]
    public void The_core_knows_neither_the_web_nor_http(string planted)
    {
        HouseRules.Direction([new SourceFile("src/MutualAid.Core/Needs/Planted.cs", planted)]).Should().HaveCount(1);
        HouseRules.Direction(SourceTree.Src).Should().BeEmpty();
    }

    [Fact]
    public void No_page_takes_the_database()
    {
        HouseRules.PagesWithoutDatabase([new SourceFile("src/MutualAid.Web/Pages/Needs/Planted.cshtml.cs", "PlantedModel(MutualAidDb db)")]).Should().HaveCount(1);
        HouseRules.PagesWithoutDatabase(SourceTree.Src).Should().BeEmpty();
    }

    [Theory]
    [InlineData("db.Set<ContactFacts>()")]
    [InlineData("SELECT phone FROM contact_facts")]
    public void Only_the_address_book_knows_the_contact_facts(string planted)
    {
        HouseRules.ContactWall([new SourceFile("src/MutualAid.Core/Desk/Planted.cs", planted)]).Should().HaveCount(1);
        HouseRules.ContactWall(SourceTree.Src).Should().BeEmpty();
    }

    [Theory]
    [InlineData("@Html.Raw(need.Words)")]
    [InlineData("db.Needs.FromSqlRaw(sql)")]
    [InlineData("// TODO later")]
    public void Nothing_is_written_unencoded_unescaped_or_unfinished(string planted)
    {
        HouseRules.Forbidden([new SourceFile("src/MutualAid.Web/Pages/Planted.cshtml", planted)]).Should().HaveCount(1);
        HouseRules.Forbidden(SourceTree.Src).Should().BeEmpty();
    }

    [Theory]
    [InlineData("src/MutualAid.Core/Needs/PlantedService.cs", 301)]
    [InlineData("src/MutualAid.Web/Pages/Planted.cshtml.cs", 121)]
    public void Services_and_pages_are_short(string path, int lines)
    {
        HouseRules.Lengths([new SourceFile(path, new string('\n', lines - 1))]).Should().HaveCount(1);
        HouseRules.Lengths([new SourceFile(path, new string('\n', lines - 2))]).Should().BeEmpty();
        HouseRules.Lengths(SourceTree.Src).Should().BeEmpty();
    }

    [Fact]
    public void Every_command_writes_an_audit_entry()
    {
        const string planted =
            """
            public sealed class PlantedService
            {
                public async Task QuietAsync()
                {
                    await KeepAsync();
                }

                public async Task HonestAsync()
                {
                    db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedPosted, now));
                    await KeepAsync();
                }

                private Task KeepAsync() => db.SaveAsync(ct);
            }
            """;
        HouseRules.SavesWithoutAudit([new SourceFile("src/MutualAid.Core/Needs/PlantedService.cs", planted)])
            .Should().ContainSingle().Which.Should().Contain("QuietAsync");
        HouseRules.SavesWithoutAudit(SourceTree.Src).Should().BeEmpty();
    }

    [Fact]
    public void What_the_core_offers_is_explained_takes_the_actor_first_and_can_be_cancelled()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(MutualAidDb).Assembly.Location, ".xml"))
            .Descendants("member").Select(m => m.Attribute("name")!.Value)
            .Where(name => name.StartsWith("M:", StringComparison.Ordinal))
            .Select(name => name[2..].Split('(', '`')[0]).ToHashSet();

        HouseRules.Signatures([typeof(PlantedQueries)], documented).Should().HaveCount(3);
        HouseRules.Signatures(typeof(MutualAidDb).Assembly.GetExportedTypes(), documented).Should().BeEmpty();
    }

    [Fact]
    public void An_entity_changes_only_by_its_own_methods()
    {
        // The model is built without going to any database.
        var options = new DbContextOptionsBuilder<MutualAidDb>();
        CoreServices.Use(options, "Host=nowhere");
        using var db = new MutualAidDb(options.Options);

        // Contact facts are sealed and opened by the address book alone, which nobody else can see into.
        var entities = db.Model.GetEntityTypes().Select(e => e.ClrType)
            .Where(type => type.Assembly == typeof(MutualAidDb).Assembly && type.IsPublic).ToList();

        entities.Should().HaveCountGreaterThan(15);
        HouseRules.PublicSetters([typeof(PlantedEntity)]).Should().HaveCount(1);
        HouseRules.PublicSetters(entities).Should().BeEmpty();
    }

    private sealed class PlantedEntity
    {
        public string Open { get; set; } = "";

        public string Made { get; init; } = "";

        public string Closed { get; private set; } = "";
    }

    private sealed class PlantedQueries
    {
        public static Task ReadAsync(Guid id, CancellationToken ct, MutualAid.Core.Common.Actor actor) => Task.FromResult((id, ct, actor));
    }
}
