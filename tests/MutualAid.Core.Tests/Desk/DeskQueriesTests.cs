using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

public sealed class DeskQueriesTests : DatabaseTest
{
    [Fact]
    public async Task The_most_urgent_come_first_then_the_longest_wait_and_paging_misses_and_repeats_nobody()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        var posted = new List<Need>();
        for (var i = 0; i < (2 * DeskQueries.PageSize) + 3; i++)
        {
            posted.Add(await people.NeedAsync(asker.Id, urgency: (Urgency)(i % 4)));
            Clock.Advance(TimeSpan.FromMinutes(i % 3));
        }

        var seen = new List<Guid>();
        string? older = null;
        do
        {
            var slice = (await ReadAsync(d => d.UnmetAsync(Coordinator(), new DeskFilter(), older))).Value;
            seen.AddRange(slice.Rows.Select(r => r.Id));
            older = slice.Older;
        }
        while (older is not null);

        seen.Should().Equal(posted.OrderByDescending(n => n.Urgency).ThenBy(n => n.PostedAt).ThenBy(n => n.Id).Select(n => n.Id));
    }

    [Fact]
    public async Task A_coordinator_of_one_area_sees_nothing_of_another_and_a_member_sees_nothing()
    {
        var people = new Neighbourhood(Database, Clock);
        var (here, elsewhere) = (await people.AreaAsync(), await people.AreaAsync("Riverside"));
        var asker = await people.MemberAsync();
        var mine = await people.NeedAsync(asker.Id, areaId: here.Id);
        await people.NeedAsync(asker.Id, areaId: elsewhere.Id);
        await people.NeedAsync(asker.Id, areaId: elsewhere.Id, draft: true);
        var limited = Coordinator() with { Areas = new HashSet<Guid> { here.Id } };

        (await ReadAsync(d => d.UnmetAsync(limited, new DeskFilter()))).Value.Rows.Select(r => r.Id).Should().Equal(mine.Id);
        (await ReadAsync(d => d.TopAsync(limited))).Drafts.Should().BeEmpty();
        (await ReadAsync(d => d.CountAsync(limited, new DeskFilter()))).Should().Be(1);
        (await ReadAsync(d => d.UnmetAsync(limited, new DeskFilter(Area: elsewhere.Id)))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await ReadAsync(d => d.UnmetAsync(Neighbourhood.ActorOf(asker), new DeskFilter()))).Value.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_the_chip_tells_the_days()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        var old = await people.NeedAsync(asker.Id, "ride");
        Clock.Advance(TimeSpan.FromDays(8));
        var fresh = await people.NeedAsync(asker.Id);

        var rows = (await ReadAsync(d => d.UnmetAsync(Coordinator(), new DeskFilter()))).Value.Rows;

        rows.Select(r => (r.Id, r.DaysWaited, r.Ageing)).Should().Equal((old.Id, 8, Ageing.TooLong), (fresh.Id, 0, Ageing.Fresh));
        (await ReadAsync(d => d.UnmetAsync(Coordinator(), new DeskFilter(Waiting: 7)))).Value.Rows.Select(r => r.Id).Should().Equal(old.Id);
        (await ReadAsync(d => d.UnmetAsync(Coordinator(), new DeskFilter(Kind: "groceries")))).Value.Rows.Select(r => r.Id).Should().Equal(fresh.Id);
        (await ReadAsync(d => d.UnmetAsync(Coordinator(), new DeskFilter(Language: "so")))).Value.Rows.Should().BeEmpty();
        (await ReadAsync(d => d.UnmetAsync(Coordinator(), new DeskFilter(Kind: "moon", Language: "xx", Waiting: 0)))).Refusal!.Fields.Should().HaveCount(3);
    }

    private static Actor Coordinator() => new() { MemberId = Guid.NewGuid(), Roles = new HashSet<Role> { Role.Coordinator } };

    private async Task<T> ReadAsync<T>(Func<DeskQueries, Task<T>> read)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<DeskQueries>());
    }
}
