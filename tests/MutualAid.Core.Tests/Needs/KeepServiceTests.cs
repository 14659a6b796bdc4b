using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class KeepServiceTests : DatabaseTest
{
    private Neighbourhood town = null!;
    private Member guest = null!;
    private Member samira = null!;
    private Member yusuf = null!;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        town = new Neighbourhood(Database, Clock);
        guest = await town.MemberAsync("Sam");
        samira = await town.MemberAsync("Samira");
        await AccountAsync(samira);
        yusuf = await town.HelperAsync("Yusuf");
        need = await town.NeedAsync(guest.Id);
        await town.ContactAsync(need);
    }

    private string Key => town.Keys[need.Id];

    [Fact]
    public async Task What_was_asked_without_an_account_comes_into_it_with_everything_around_it()
    {
        await town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now));
        var bea = await town.HelperAsync("Bea");
        await town.KeepAsync(Notice.To(guest.Id, NoticeKind.SomeoneAgreed, Now, need.Id), Block.Between(guest.Id, bea.Id, Now));
        await RevealAsync();

        (await KeepAsync(samira)).Ok.Should().BeTrue();
        (await KeepAsync(samira)).Ok.Should().BeTrue("doing it twice is the same as once");

        await using var db = Database.Context();
        var kept = await db.LoadNeedAsync(need.Id);
        (kept.AskerId, kept.PostedAt, kept.State).Should().Be((samira.Id, need.PostedAt, NeedState.Agreed));
        (await db.Notices.SingleAsync(n => n.Kind == NoticeKind.SomeoneAgreed)).ToMemberId.Should().Be(samira.Id);
        (await db.Blocks.CountAsync(b => b.MemberId == samira.Id && b.OtherId == bea.Id)).Should().Be(1);
        (await db.Members.SingleAsync(m => m.Id == guest.Id)).IsNowId.Should().Be(samira.Id);
        (await db.AuditEntries.Where(e => e.ActorId == samira.Id).Select(e => e.Deed).ToListAsync()).Should().BeEquivalentTo([Deed.NeedKept, Deed.MemberTakenIn]);

        // Who looked before there was an account is told to the account.
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<MyPageQueries>().ReadAsync(Neighbourhood.ActorOf(samira)))!.Looks.Should().ContainSingle();
        (await scope.ServiceProvider.GetRequiredService<AddressBook>().RevealAsync(Neighbourhood.ActorOf(yusuf), need.Id, null)).Value.Phone.Should().NotBeNull();
    }

    [Fact]
    public async Task Somebody_who_asked_for_more_keeps_the_rest_to_themselves()
    {
        var other = await town.NeedAsync(guest.Id);
        (await KeepAsync(samira)).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == other.Id)).AskerId.Should().Be(guest.Id);
        (await db.Members.SingleAsync(m => m.Id == guest.Id)).IsNowId.Should().BeNull();
    }

    [Fact]
    public async Task A_link_never_takes_a_need_out_of_somebodys_account()
    {
        var bob = await town.MemberAsync("Bob");
        await AccountAsync(bob);
        (await KeepAsync(samira)).Ok.Should().BeTrue();

        (await KeepAsync(bob)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).AskerId.Should().Be(samira.Id);
    }

    [Fact]
    public async Task Whoever_offered_to_help_with_it_does_not_become_its_neighbour()
    {
        await AccountAsync(yusuf);
        await town.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now));

        (await KeepAsync(yusuf)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_visitor_a_wrong_key_and_the_needs_own_id_open_nothing()
    {
        (await KeepAsync(null)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await KeepAsync(samira, Secrets.NewKey())).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await KeepAsync(samira, need.Id.ToString())).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Two_accounts_at_once_leave_it_with_one()
    {
        var bob = await town.MemberAsync("Bob");
        await AccountAsync(bob);
        var both = await Task.WhenAll(Task.Run(() => KeepAsync(samira)), Task.Run(() => KeepAsync(bob)));
        both.Count(r => r.Ok).Should().Be(1);
        both.Single(r => !r.Ok).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    private async Task AccountAsync(Member member) => await town.KeepAsync(new Account
    {
        Id = Guid.NewGuid(),
        MemberId = member.Id,
        Email = $"{member.Id:N}@example.org",
        UserName = $"{member.Id:N}",
        SecurityStamp = "x",
    });

    private async Task RevealAsync()
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AddressBook>().RevealAsync(Neighbourhood.ActorOf(yusuf), need.Id, null)).Ok.Should().BeTrue();
    }

    private async Task<Result> KeepAsync(Member? member, string? key = null)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KeepService>().KeepAsync(member is null ? Actor.Visitor : Neighbourhood.ActorOf(member), key ?? Key);
    }
}
