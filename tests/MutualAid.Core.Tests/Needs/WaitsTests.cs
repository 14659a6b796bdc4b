using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class WaitsTests : DatabaseTest
{
    private Neighbourhood Town => new(Database, Clock);

    [Fact]
    public async Task Half_and_nine_in_ten_are_told_from_five_needs_on()
    {
        var area = await Town.AreaAsync();
        await HeardAfterAsync(area.Id, 1, 2, 3, 4);
        (await TypicalAsync("groceries", area.Id)).Should().BeNull("four are too few to say");

        await HeardAfterAsync(area.Id, 10);
        (await TypicalAsync("groceries", area.Id)).Should().Be(new TypicalWait(3, 8), "the median is 3 hours, and nine in ten lie at 7.6");
    }

    [Fact]
    public async Task Another_kind_another_area_and_older_needs_do_not_count()
    {
        var (here, there) = (await Town.AreaAsync("Here"), await Town.AreaAsync("There"));
        await HeardAfterAsync(here.Id, 1, 1, 1, 1, 1);

        (await TypicalAsync("ride", here.Id)).Should().BeNull();
        (await TypicalAsync("groceries", there.Id)).Should().BeNull();
        (await TypicalAsync("groceries", null)).Should().BeNull();
        (await TypicalAsync("groceries", here.Id)).Should().NotBeNull();

        Clock.Advance(TimeSpan.FromDays(Waits.Days + 1));
        (await TypicalAsync("groceries", here.Id)).Should().BeNull("what is older than 60 days says little about now");
    }

    [Fact]
    public async Task Needs_without_an_area_are_told_about_among_themselves()
    {
        await HeardAfterAsync(null, 2, 2, 2, 2, 2);
        (await TypicalAsync("groceries", null)).Should().Be(new TypicalWait(2, 2));
    }

    private async Task HeardAfterAsync(Guid? areaId, params int[] hours)
    {
        foreach (var wait in hours)
        {
            var asker = await Town.MemberAsync();
            var helper = await Town.HelperAsync();
            var need = await Town.NeedAsync(asker.Id, areaId: areaId);
            (await Town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, need.PostedAt.AddHours(wait)))).Ok.Should().BeTrue();
        }
    }

    private async Task<TypicalWait?> TypicalAsync(string kind, Guid? areaId)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Waits>().TypicalAsync(kind, areaId);
    }
}
