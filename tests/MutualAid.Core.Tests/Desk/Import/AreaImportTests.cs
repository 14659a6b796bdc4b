using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk.Import;

public sealed class AreaImportTests : DatabaseTest
{
    private ImportBench bench = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        bench = new ImportBench(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await bench.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Areas_come_in_by_name_and_the_map_gets_its_middle()
    {
        var report = (await bench.AreasAsync(Map(Square("Mill Hill", 0), Square("Canal Side", 0.02), """{"type":"Feature","properties":{"name":"Dot"},"geometry":{"type":"Point","coordinates":[0,0]}}"""))).Value;
        report.Should().BeEquivalentTo(new { Features = 3, Added = 2, Accepted = 2, OriginSet = true });
        report.Rejected.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Number = 3, Name = "Dot" });
        await using var db = Database.Context();
        var network = await db.Networks.SingleAsync();
        (network.OriginIsSet, network.OriginLongitude).Should().Be((true, 0.015));
        network.OriginLatitude.Should().BeApproximately(51.505, 1e-9);
        var areas = await db.Areas.ToListAsync();
        areas.Should().OnlyContain(area => area.Point != null && Cell.Holding(area.Point.Value).Centre == area.Point);
        (await db.AuditEntries.SingleAsync()).Should().BeEquivalentTo(new { Deed = Deed.Imported, SubjectId = report.Id, Reason = "areas: 2 added, 0 redrawn, 1 left out" });
    }

    [Fact]
    public async Task The_same_map_again_changes_nothing_and_a_moved_border_is_drawn_anew()
    {
        await bench.AreasAsync(Map(Square("Mill Hill", 0), Square("Canal Side", 0.02)));
        (await bench.AreasAsync(Map(Square("mill hill", 0), Square("Canal Side", 0.03)))).Value
            .Should().BeEquivalentTo(new { Added = 0, AlreadyHere = 1, Redrawn = 1, OriginSet = false });
        await using var db = Database.Context();
        (await db.Areas.CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task An_area_that_only_had_a_name_gets_its_border()
    {
        await KeepAsync(Area.Draw("Mill Hill", null, null, Now));
        (await bench.AreasAsync(Map(Square("Mill Hill", 0)))).Value.Redrawn.Should().Be(1);
        await using var db = Database.Context();
        (await db.Areas.SingleAsync()).Border.Should().NotBeNull();
    }

    [Fact]
    public async Task Pieces_of_one_name_become_one_area()
    {
        var report = (await bench.AreasAsync(Map(Square("Mill Hill", 0), Square("Mill Hill", 0.02)))).Value;
        report.Should().BeEquivalentTo(new { Features = 2, Added = 1, Joined = 1, Accepted = 2 });
        await using var db = Database.Context();
        var shape = GeoJsonAreas.ReadBorder((await db.Areas.SingleAsync()).Border)!;
        shape.Contains(new GeoPoint(51.505, 0.005)).Should().BeTrue();
        shape.Contains(new GeoPoint(51.505, 0.025)).Should().BeTrue();
        shape.Contains(new GeoPoint(51.505, 0.015)).Should().BeFalse();
    }

    [Fact]
    public async Task A_dry_run_draws_nothing()
    {
        (await bench.AreasAsync(Map(Square("Mill Hill", 0)), dryRun: true)).Value.Added.Should().Be(1);
        await using var db = Database.Context();
        (await db.Areas.AnyAsync()).Should().BeFalse();
        (await db.Networks.SingleAsync()).OriginIsSet.Should().BeFalse();
    }

    [Fact]
    public async Task Another_property_may_hold_the_name() =>
        (await bench.AreasAsync(Map(Square("Mill Hill", 0)).Replace("\"name\"", "\"nom\"", StringComparison.Ordinal), "nom")).Value.Added.Should().Be(1);

    private async Task KeepAsync(Area area)
    {
        await using var db = Database.Context();
        db.Add(area);
        await db.SaveChangesAsync();
    }

    private static string Map(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static string Square(string name, double west)
    {
        var ring = FormattableString.Invariant($"[[{west},51.5],[{west + 0.01},51.5],[{west + 0.01},51.51],[{west},51.51],[{west},51.5]]");
        return $$"""{"type":"Feature","properties":{"name":"{{name}}"},"geometry":{"type":"Polygon","coordinates":[{{ring}}]} }""";
    }
}
