using FluentAssertions;
using MutualAid.Core.Members;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>Story 5: the private page says how long it usually takes, and with too little to go by it says that.</summary>
public sealed class HonestWaitTests : DatabaseTest
{
    [Fact]
    public async Task The_private_page_tells_half_and_most_and_those_who_wait_count_too()
    {
        await using var app = new TestApp(Database, Clock);
        var town = new Neighbourhood(Database, Clock);
        var area = await town.AreaAsync();
        var mine = await town.NeedAsync((await town.MemberAsync()).Id, areaId: area.Id);
        async Task<string> PageAsync() => (await app.Visitor().GetAsync($"/status/{town.Keys[mine.Id]}")).Text;
        (await PageAsync()).Should().Contain("Too few people have asked for this here lately");

        var yusuf = await town.HelperAsync(vetting: Vetting.Approved);
        foreach (var hours in new[] { 1, 2, 5, 5, 6, 7, 8, 72, 96 })
        {
            var need = await town.NeedAsync((await town.MemberAsync()).Id, areaId: area.Id);
            await town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now.AddHours(hours)));
        }

        Clock.Advance(TimeSpan.FromDays(10));
        (await PageAsync()).Should().Contain("For “Groceries” in Canal Side, half of needs like this got help within 6 hours; most within 1 hour to 4 days.")
            .And.Contain("Counted over 60 days, with those who still wait.");
    }
}
