using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

/// <summary>"No, thank you" to a helper: the neighbour keeps her place, and is not asked about the same helper again.</summary>
public sealed class TurnedDownTests : DatabaseTest
{
    private Neighbourhood town = null!;
    private Member asker = null!;
    private Member yusuf = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        town = new Neighbourhood(Database, Clock);
        asker = await town.MemberAsync();
        yusuf = await town.HelperAsync();
    }

    [Fact]
    public async Task The_part_is_not_shown_to_the_helper_again_and_stays_open_to_everybody_else()
    {
        var need = await town.NeedAsync(asker.Id, choice: HelperChoice.LetMeChoose);
        await TurnDownAsync(need, 0);

        (await BoardAsync(yusuf)).Should().BeEmpty();
        (await BoardAsync(await town.HelperAsync("Bea"))).Should().Equal(need.Id);
        (await CountAsync(yusuf)).Should().Be(0, "the count is the list's");
        (await PageAsync(yusuf, need.Id))!.CanTake.Should().BeFalse();
        var again = await TakeAsync(need, 0);
        again.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await TakeAsync(need, 0, need.Parts[0].Id)).Refusal!.Why.Text.Should().NotContain("no, thank");
    }

    [Fact]
    public async Task Another_part_of_the_same_need_is_still_shown()
    {
        var need = await town.NeedAsync(
            asker.Id, choice: HelperChoice.LetMeChoose, parts: [new("groceries", null, PartTime.Whenever), new("cooked-meal", null, PartTime.Whenever)]);
        await TurnDownAsync(need, 0);

        (await BoardAsync(yusuf)).Should().Equal(need.Id);
        (await PageAsync(yusuf, need.Id))!.Parts.Select(p => p.CanTake).Should().Equal(false, true);
        (await TakeAsync(need, 1)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task A_helper_who_said_not_this_time_may_still_change_their_mind()
    {
        var need = await town.NeedAsync(asker.Id);
        await town.ChangeAsync(need.Id, n =>
        {
            var invited = n.Invite(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), Now, Now.AddDays(1));
            return n.Decline(invited.Value.Id, Now);
        });

        (await BoardAsync(yusuf)).Should().Equal(need.Id);
        (await TakeAsync(need, 0)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_invites_the_helper_for_it_again()
    {
        var need = await town.NeedAsync(asker.Id, choice: HelperChoice.LetMeChoose);
        await TurnDownAsync(need, 0);
        (await town.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), Now, Now.AddDays(1)))).Ok.Should().BeFalse();
    }

    private Task<Result> TurnDownAsync(Need need, int part) => town.ChangeAsync(need.Id, n =>
        n.TurnDown(n.Take(n.Parts.OrderBy(p => p.Position).ElementAt(part).Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now).Value.Id, Now));

    private Task<Result<TakenOn>> TakeAsync(Need need, int part, Guid? only = null) => AskAsync<ClaimService, Result<TakenOn>>(
        s => s.TakeAsync(Neighbourhood.ActorOf(yusuf), need.Id, new Taking(Guid.NewGuid(), [only ?? need.Parts.OrderBy(p => p.Position).ElementAt(part).Id], null)));

    private async Task<List<Guid>> BoardAsync(Member helper) =>
        [.. (await AskAsync<NeedQueries, Result<Slice<NeedCard>>>(s => s.OpenAsync(Neighbourhood.ActorOf(helper), new NeedFilter()))).Value.Rows.Select(c => c.Id)];

    private Task<int?> CountAsync(Member helper) => AskAsync<NeedCounts, int?>(s => s.CountAsync(Neighbourhood.ActorOf(helper), new NeedFilter()));

    private Task<NeedDetails?> PageAsync(Member helper, Guid needId) =>
        AskAsync<NeedPageQueries, NeedDetails?>(s => s.DetailsAsync(Neighbourhood.ActorOf(helper), needId));

    private async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
