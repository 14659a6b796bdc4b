using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Needs;
using MutualAid.TestKit;

namespace MutualAid.Core.Tests.Desk.Import;

/// <summary>The facts that are known about sets of real reports, through the mappings that are shipped for them.</summary>
public sealed class SharedSetTests : DatabaseTest
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

    [SharedDataFact]
    public async Task Crowd_reports_of_an_earthquake()
    {
        const string file = "haiti-reports/haiti_reports_part1.csv";
        var needs = await bench.SharedAsync<NeedImport>(file, "haiti-needs.json");
        var noNeed = bench.Rejected.Select(note => note.Row.Cells[0]).ToHashSet();
        needs.Should().BeEquivalentTo(new { Rows = 1_157, Added = 814, Made = 814, Rejected = 343 });
        var offers = await bench.SharedAsync<OfferImport>(file, "haiti-offers.json");
        var noOffer = bench.Rejected.Select(note => note.Row.Cells[0]).ToHashSet();
        offers.Should().BeEquivalentTo(new { Rows = 1_157, Added = 369, Rejected = 788 });
        noNeed.Intersect(noOffer).Should().HaveCount(121, "so many reports only inform");
        (1_157 - noNeed.Union(noOffer).Count()).Should().Be(147, "so many reports ask and offer");

        await using var db = Database.Context();
        (await db.Needs.CountAsync(n => n.Urgency == Urgency.Urgent)).Should().Be(220);
        (await db.Needs.MinAsync(n => n.PostedAt)).Should().BeAfter(new DateTimeOffset(2010, 1, 11, 0, 0, 0, TimeSpan.Zero));
        (await db.Needs.MaxAsync(n => n.PostedAt)).Should().BeBefore(new DateTimeOffset(2010, 12, 31, 0, 0, 0, TimeSpan.Zero));
        needs.Flags.Should().NotContain(flag => flag.Why.Text.Contains("date", StringComparison.Ordinal));
        needs.Flags.Should().Contain(flag => flag.Why.Text.StartsWith("The point is more than", StringComparison.Ordinal), "a few points lie outside the country");
        (await db.Needs.CountAsync(n => n.Point != null)).Should().Be(814, "they are kept all the same");
        (await db.NeedParts.CountAsync()).Should().BeGreaterThan(814, "list cells become several kinds");

        (await bench.SharedAsync<NeedImport>(file, "haiti-needs.json")).Should().BeEquivalentTo(new { Added = 0, AlreadyHere = 814, Rejected = 343 });
        (await bench.SharedAsync<OfferImport>(file, "haiti-offers.json")).Should().BeEquivalentTo(new { Added = 0, AlreadyHere = 369, Rejected = 788 });
    }

    [SharedDataFact]
    public async Task Relief_camps_of_a_flood()
    {
        const string file = "relief-camps/relief_camps.csv";
        var report = await bench.SharedAsync<NeedImport>(file, "relief-camps-needs.json");
        report.Rows.Should().Be(4_673);
        (report.Accepted + report.Rejected).Should().Be(4_673);
        report.Reasons.Single(reason => reason.Why.Text.StartsWith("The mapping leaves out", StringComparison.Ordinal)).Rows.Should().Be(734 + 113);
        report.Reasons.Should().HaveCount(2, "closed and repeated camps, and camps that ask for nothing");

        await using var db = Database.Context();
        (await db.NeedParts.Where(part => part.KindId == "thing").Select(part => part.What).ToListAsync())
            .Should().Contain("Clothes").And.Contain("Soap and sanitary things").And.NotContain(["Available", "Nil", "No", "Not Needed"]);
        (await db.NeedParts.CountAsync(part => part.What == "Food")).Should().BeGreaterThan(100);
        (await db.Areas.CountAsync()).Should().Be(report.AreasMade).And.BeInRange(20, 250);
        (await db.Needs.CountAsync(n => n.AreaId == null)).Should().Be(0);

        (await bench.SharedAsync<NeedImport>(file, "relief-camps-needs.json")).Should().BeEquivalentTo(new { Added = 0, report.Accepted, report.Rejected });
    }

    [SharedDataFact]
    public async Task Requests_and_offers_of_protective_equipment()
    {
        const string requests = "ppe-requests/requests_anonymized.csv";
        var needs = await bench.SharedAsync<NeedImport>(requests, "ppe-requests.json");
        needs.Should().BeEquivalentTo(new { Rows = 22_208, Added = 22_208, Rejected = 0 });
        needs.Flags.Should().OnlyContain(flag => flag.Why.Text.StartsWith("This row is the same as row", StringComparison.Ordinal), "every date is right and every thing is known");
        var offers = await bench.SharedAsync<OfferImport>("ppe-requests/offers.csv", "ppe-offers.json");
        offers.Rows.Should().Be(4_966);
        (offers.Accepted + offers.Rejected).Should().Be(4_966);
        offers.Rejected.Should().BeInRange(370, 400, "nothing, less than nothing, and more than there is in the world were offered too");

        (await bench.SharedAsync<NeedImport>(requests, "ppe-requests.json")).Should().BeEquivalentTo(new { Added = 0, AlreadyHere = 22_208 });
    }
}
