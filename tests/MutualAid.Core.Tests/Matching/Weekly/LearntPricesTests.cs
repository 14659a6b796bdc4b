using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>What a plan lacked keeps whoever could have given it in reserve, at that time and in that area, and fades plan by plan.</summary>
public sealed class LearntPricesTests : DatabaseTest
{
    // Tuesday morning, the sixth quarter of the week.
    private const short TuesdayMorning = 5;

    private static readonly PartTime OnTuesday = new(PartWhen.OnDay, new DateOnly(2026, 5, 19), new TimeOnly(9, 0), new TimeOnly(11, 0));

    [Fact]
    public async Task A_plan_that_lacks_drivers_on_tuesday_morning_puts_drivers_last_for_shopping_then()
    {
        var people = new Neighbourhood(Database, Clock);
        await using var services = Database.Services(Clock);
        var area = await people.AreaAsync();
        var ana = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);
        var asker = await people.MemberAsync();
        await using var db = Database.Context();
        var (ride, groceries) = (await KindAsync("ride"), await KindAsync("groceries"));
        var luis = await people.HelperAsync("Luis", areaId: area.Id, kinds: ride | groceries, capacity: 1);
        await people.HelperAsync("Mei", areaId: area.Id, kinds: groceries | (1L << 20), capacity: 1, point: new(2_500, 500));
        for (var i = 0; i < 3; i++)
        {
            await people.NeedAsync(asker.Id, "ride", areaId: area.Id, parts: new NewPart("ride", null, OnTuesday));
        }

        var then = await people.NeedAsync(asker.Id, areaId: area.Id, parts: new NewPart("groceries", null, OnTuesday));
        var later = await people.NeedAsync(asker.Id, areaId: area.Id, parts: new NewPart("groceries", null, OnTuesday with { Day = new DateOnly(2026, 5, 21) }));
        (await NamesAsync(then)).Should().Equal("Luis", "Mei");
        (await ForLuisAsync(then)).Should().Be(await ForLuisAsync(later), "no plan has said anything yet");

        await PlanAsync();

        var price = await PriceAsync();
        price.Should().BeInRange(200, HelpPrice.Most, "two of three rides found nobody");
        (await NamesAsync(then)).Should().Equal("Mei", "Luis");
        (await NamesAsync(later)).Should().Equal(["Luis", "Mei"], "on Thursday nothing was missing");
        (await ForLuisAsync(then)).Should().BeLessThan(await ForLuisAsync(later), "what is suggested to him knows it as well");

        // The rides are taken back; the next plan lacks nothing, and what was learnt fades.
        foreach (var one in await db.Needs.AsNoTracking().Where(n => n.KindId == "ride").Select(n => n.Id).ToListAsync())
        {
            await people.ChangeAsync(one, n => n.Withdraw(Now));
        }

        Clock.Advance(TimeSpan.FromHours(1));
        await PlanAsync();
        (await PriceAsync()).Should().Be(price / 2);

        async Task<int> PriceAsync() =>
            (await db.HelpPrices.AsNoTracking().Where(p => p.Slot == TuesdayMorning && p.AreaId == area.Id).ToListAsync()).Single(p => 1L << p.Kind == ride).Points;

        async Task<long> KindAsync(string id) => 1L << await db.HelpKinds.Where(k => k.Id == id).Select(k => (int)k.Number).SingleAsync();

        async Task<IEnumerable<string>> NamesAsync(Need need)
        {
            await using var scope = services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<MatchQueries>().HelpersForAsync(ana, need.Id, null, 5)).Value.Helpers.Select(h => h.Name);
        }

        async Task<int> ForLuisAsync(Need need)
        {
            await using var scope = services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<MatchQueries>().NeedsForAsync(Neighbourhood.ActorOf(luis), 20)).Single(m => m.NeedId == need.Id).Score;
        }

        async Task PlanAsync()
        {
            await using var scope = services.CreateAsyncScope();
            var plan = await scope.ServiceProvider.GetRequiredService<WeekPlanService>().StartAsync(ana, 7);
            await services.GetRequiredService<PlanMaker>().MakeAsync(plan.Value);
        }
    }
}
