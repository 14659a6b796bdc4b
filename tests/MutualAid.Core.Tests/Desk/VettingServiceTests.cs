using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

public sealed class VettingServiceTests : DatabaseTest
{
    [Fact]
    public async Task A_talk_approves_once_and_the_helper_is_told()
    {
        var people = new Neighbourhood(Database, Clock);
        var helper = await people.HelperAsync(vetting: Vetting.New);
        var ana = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);

        (await DoAsync(v => v.ApproveAsync(ana, helper.Id))).Ok.Should().BeTrue();

        (await DoAsync(v => v.ApproveAsync(ana, helper.Id))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync()).Vetting.Should().Be(Vetting.Approved);
        (await db.Notices.SingleAsync()).Kind.Should().Be(NoticeKind.YouAreApproved);
    }

    [Fact]
    public async Task A_check_needs_a_day_that_lies_ahead()
    {
        var people = new Neighbourhood(Database, Clock);
        var helper = await people.HelperAsync();
        var ana = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);

        foreach (var wrong in new DateOnly?[] { null, new(2026, 5, 17), new(2040, 1, 1) })
        {
            (await DoAsync(v => v.CheckAsync(ana, helper.Id, wrong))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        }

        (await DoAsync(v => v.CheckAsync(ana, helper.Id, new DateOnly(2027, 5, 31)))).Ok.Should().BeTrue();
        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync()).CheckedUntil.Should().Be(new DateOnly(2027, 5, 31));
    }

    [Fact]
    public async Task Nobody_vets_themselves_or_a_helper_of_another_area()
    {
        var people = new Neighbourhood(Database, Clock);
        var (here, elsewhere) = (await people.AreaAsync(), await people.AreaAsync("Riverside"));
        var helper = await people.HelperAsync(vetting: Vetting.New, areaId: here.Id);
        var other = Neighbourhood.ActorOf(await people.MemberAsync(), Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } };

        (await DoAsync(v => v.ApproveAsync(Neighbourhood.ActorOf(helper, Role.Coordinator), helper.Id))).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        (await DoAsync(v => v.ApproveAsync(other, helper.Id))).Refusal.Should().Be(Refusal.NotFound);
        (await DoAsync(v => v.ApproveAsync(Neighbourhood.ActorOf(helper), helper.Id))).Refusal.Should().Be(Refusal.NotFound);
    }

    private async Task<Result> DoAsync(Func<VettingService, Task<Result>> act)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<VettingService>());
    }
}
