using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class InvitationServiceTests : DatabaseTest
{
    [Theory]
    [InlineData(Urgency.Normal, 24)]
    [InlineData(Urgency.Urgent, 4)]
    public async Task Several_are_asked_at_once_each_is_told_and_has_until_the_clock_says(Urgency urgency, int hours)
    {
        var people = new Neighbourhood(Database, Clock);
        var (yusuf, mei) = (await people.HelperAsync("Yusuf"), await people.HelperAsync("Mei"));
        var need = await people.NeedAsync((await people.MemberAsync()).Id, urgency: urgency);

        var asked = await InviteAsync(await CoordinatorAsync(people), need, yusuf.Id, mei.Id);

        asked.Value.Should().Be(new HelpersAsked(2, Now.AddHours(hours)));
        await using var db = Database.Context();
        (await db.Claims.Select(c => c.State).ToListAsync()).Should().Equal(ClaimState.Invited, ClaimState.Invited);
        (await db.Notices.Where(n => n.Kind == NoticeKind.YouAreAsked).Select(n => n.ToMemberId).ToListAsync()).Should().BeEquivalentTo([yusuf.Id, mei.Id]);
    }

    [Fact]
    public async Task Nobody_is_asked_who_rests_is_blocked_or_is_not_known_well_enough()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        var resting = await people.HelperAsync("Jonah", restUntil: new DateOnly(2026, 6, 1));
        var blocked = await people.HelperAsync("Sefa");
        await people.KeepAsync(Block.Between(asker.Id, blocked.Id, Now));
        var unknown = await people.HelperAsync("Marek", Vetting.New);
        var need = await people.NeedAsync(asker.Id, "ride");
        var ana = await CoordinatorAsync(people);

        foreach (var helper in new[] { resting, blocked, unknown })
        {
            (await InviteAsync(ana, need, helper.Id)).Refusal!.Kind.Should().Be(RefusalKind.Invalid, helper.Name);
        }

        (await InviteAsync(ana, need)).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        await using var db = Database.Context();
        (await db.Claims.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_member_and_the_coordinator_of_another_area_find_nothing()
    {
        var people = new Neighbourhood(Database, Clock);
        var (here, elsewhere) = (await people.AreaAsync(), await people.AreaAsync("Riverside"));
        var helper = await people.HelperAsync();
        var need = await people.NeedAsync((await people.MemberAsync()).Id, areaId: here.Id);
        var stranger = Neighbourhood.ActorOf(await people.MemberAsync("Bea"));
        var other = Neighbourhood.ActorOf(await people.MemberAsync("Kwame"), Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } };

        (await InviteAsync(stranger, need, helper.Id)).Refusal.Should().Be(Refusal.NotFound);
        (await InviteAsync(other, need, helper.Id)).Refusal.Should().Be(Refusal.NotFound);
    }

    [Fact]
    public async Task An_invitation_that_ran_out_is_let_go_so_that_the_helper_can_be_asked_again()
    {
        var people = new Neighbourhood(Database, Clock);
        var helper = await people.HelperAsync();
        var need = await people.NeedAsync((await people.MemberAsync()).Id);
        var ana = await CoordinatorAsync(people);
        await InviteAsync(ana, need, helper.Id);
        (await InviteAsync(ana, need, helper.Id)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        Clock.Advance(TimeSpan.FromHours(25));

        (await InviteAsync(ana, need, helper.Id)).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Claims.Select(c => c.State).ToListAsync()).Should().BeEquivalentTo([ClaimState.Lapsed, ClaimState.Invited]);
    }

    private static async Task<Actor> CoordinatorAsync(Neighbourhood people) => Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);

    private async Task<Result<HelpersAsked>> InviteAsync(Actor actor, Need need, params Guid[] helpers)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InvitationService>().InviteAsync(actor, need.Id, need.Parts[0].Id, helpers);
    }
}
