using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

public sealed class SheetQueriesTests : DatabaseTest
{
    private static readonly Actor Everywhere = new() { MemberId = Guid.NewGuid(), Roles = new HashSet<Role> { Role.Coordinator } };

    private Neighbourhood People => new(Database, Clock);

    [Fact]
    public async Task No_kind_that_is_nobody_elses_business_hangs_on_a_wall()
    {
        var asker = await People.MemberAsync();
        foreach (var kind in HelpKindCatalogue.All)
        {
            await People.NeedAsync(asker.Id, kind.Id);
        }

        var mixed = await People.NeedAsync(asker.Id, parts: [new NewPart("pharmacy", null, PartTime.Whenever), new NewPart("groceries", null, PartTime.Whenever)]);
        await using var db = Database.Context();
        var sheets = new SheetQueries(db);
        var shown = new List<SheetRow>();
        foreach (var kind in HelpKindCatalogue.All)
        {
            shown.AddRange(await sheets.RowsAsync(Everywhere, [], [kind.Id]));
        }

        string[] sensitive = ["childcare", "pharmacy", "come-along", "medical-supplies", "listening", "place-to-stay"];
        shown.Select(r => r.Kind.Id).Distinct().Should().BeEquivalentTo(HelpKindCatalogue.All.Select(k => k.Id).Except(sensitive));
        shown.Where(r => r.Reference == mixed.Reference).Select(r => r.Kind.Id).Should().Equal("groceries");
        (await sheets.KindsAsync()).Select(k => k.Id).Should().NotIntersectWith(sensitive);
    }

    [Fact]
    public async Task Only_what_is_open_in_the_coordinators_own_areas_is_on_it_the_most_urgent_first()
    {
        var (mine, other) = (await People.AreaAsync("Canal Side"), await People.AreaAsync("Millgate"));
        var asker = await People.MemberAsync();
        var calm = await People.NeedAsync(asker.Id, areaId: mine.Id);
        var urgent = await People.NeedAsync(asker.Id, "errand", areaId: mine.Id, urgency: Urgency.Critical);
        await People.NeedAsync(asker.Id, areaId: other.Id);
        await People.NeedAsync(asker.Id, areaId: mine.Id, draft: true);
        var closed = await People.NeedAsync(asker.Id, areaId: mine.Id);
        await People.ChangeAsync(closed.Id, n => n.Withdraw(Now));
        await using var db = Database.Context();
        var sheets = new SheetQueries(db);
        var ana = Everywhere with { Areas = new HashSet<Guid> { mine.Id } };

        (await sheets.RowsAsync(ana, [], [])).Select(r => r.Reference).Should().Equal(urgent.Reference, calm.Reference);
        (await sheets.RowsAsync(ana, [other.Id], [])).Should().BeEmpty();
        (await sheets.RowsAsync(ana, [mine.Id], ["errand"])).Should().ContainSingle().Which.Area.Should().Be("Canal Side");
        (await sheets.RowsAsync(Actor.Visitor, [], [])).Should().BeEmpty();
        (await sheets.FindAsync(ana, $" {Secrets.InTwoBreaths(calm.Reference).ToLowerInvariant()} ")).Should().Be(calm.Id);
        (await sheets.FindAsync(Everywhere with { Areas = new HashSet<Guid> { other.Id } }, calm.Reference)).Should().BeNull();
        (await sheets.FindAsync(ana, null)).Should().BeNull();
    }
}
