using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

/// <summary>What people see of waves: a helper's news that leads to the need, and the desk's word when it is too much.</summary>
public sealed class AsksTests : DatabaseTest
{
    [Fact]
    public async Task The_desk_says_when_this_weeks_asks_are_more_than_neighbours_can_give()
    {
        var town = new Neighbourhood(Database, Clock);
        var helpers = new List<Member>();
        for (var i = 0; i < 6; i++)
        {
            helpers.Add(await town.HelperAsync($"Helper {(char)('A' + i)}"));
        }

        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        (await ana.GetAsync("/desk")).Text.Should().NotContain("more than neighbours can give");

        for (var i = 0; i < 6; i++)
        {
            var need = await town.NeedAsync((await town.MemberAsync()).Id);
            foreach (var helper in helpers[..2])
            {
                await town.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, NetworkClock.WeekOf(DateOnly.FromDateTime(Now.UtcDateTime)), Now, Now.AddHours(24)));
            }
        }

        (await ana.GetAsync("/desk")).Text.Should().Contain("This week’s asks are more than neighbours can give.").And.Contain("2 of 6 helpers");
    }

    [Fact]
    public async Task A_neighbour_who_is_asked_reads_it_in_the_news_and_goes_to_the_need_from_there()
    {
        var town = new Neighbourhood(Database, Clock);
        var helpers = new List<Member>();
        for (var i = 0; i < 5; i++)
        {
            helpers.Add(await town.HelperAsync($"Helper {(char)('A' + i)}"));
        }

        var need = await town.NeedAsync((await town.MemberAsync()).Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20))));
        await using (var services = Database.Services(Clock))
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(Now);
        }

        await using var app = new TestApp(Database, Clock);
        var news = new List<string>();
        foreach (var helper in helpers)
        {
            var page = await (await app.SignInAsync(helper)).GetAsync("/notices");
            news.AddRange(page.Text.Contains("it fits you, and nobody has it yet", StringComparison.Ordinal) ? [page.Html] : []);
        }

        news.Should().HaveCount(3).And.OnlyContain(html => html.Contains($"/needs/{need.Id}", StringComparison.Ordinal));
    }
}
