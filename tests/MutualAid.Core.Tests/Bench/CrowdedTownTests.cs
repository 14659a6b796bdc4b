using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Bench;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Bench;

public sealed class CrowdedTownTests : DatabaseTest
{
    [Fact]
    public async Task A_town_has_as_many_open_needs_and_helpers_as_asked_for_and_its_needs_can_be_taken()
    {
        await CrowdedTown.FillAsync(Database.ConnectionString, needs: 200, helpers: 50);

        await using var db = Database.Context();
        (await db.Needs.CountAsync(n => n.Looking)).Should().Be(200);
        (await db.HelperProfiles.CountAsync(p => p.Active)).Should().Be(50);
        var need = await db.LoadNeedAsync((await db.Needs.OrderBy(n => n.PostedAt).FirstAsync()).Id);
        need.Parts.Should().ContainSingle().Which.HasRoom.Should().BeTrue();
    }
}
