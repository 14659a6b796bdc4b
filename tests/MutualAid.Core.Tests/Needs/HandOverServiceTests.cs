using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

/// <summary>A part goes from one helper to another and is never open in between.</summary>
public sealed class HandOverServiceTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private ServiceProvider services = null!;
    private Member asker = null!;
    private Member first = null!;
    private Member second = null!;
    private Need need = null!;
    private Guid claimId;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        services = Database.Services(Clock);
        (asker, first, second) = (await people.MemberAsync("Samira"), await people.HelperAsync("Yusuf"), await people.HelperAsync("Mei"));
        need = await people.NeedAsync(asker.Id);
        claimId = (await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(first), need.Id, new Taking(Guid.NewGuid(), [need.Parts[0].Id], null)))).Value.ClaimId;
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_first_keeps_it_until_the_second_says_yes_and_then_loses_everything_at_once()
    {
        (await With<ThreadService, Result>(s => s.WriteAsHelperAsync(Neighbourhood.ActorOf(first), claimId, Guid.NewGuid(), "The blue door"))).Ok.Should().BeTrue();
        (await ProposeAsync(first, second, "The dog is friendly")).Ok.Should().BeTrue();
        var asked = await AskedAsync();
        (await LoadAsync()).Should().Match<Need>(n => !n.Looking && n.State == NeedState.Agreed);
        var before = await With<ClaimQueries, ClaimDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(second), asked.Id));
        before.Should().Match<ClaimDetails>(c => c.TakesOver && c.AskerName == null && c.Words == null && c.HandNote == null);

        (await With<ClaimService, Result<TakenOn>>(s => s.AcceptAsync(Neighbourhood.ActorOf(second), asked.Id, Guid.NewGuid(), null))).Value.State.Should().Be(ClaimState.Agreed);

        var after = await LoadAsync();
        (after.State, after.Looking, after.Parts[0].HelpersAgreed).Should().Be((NeedState.Agreed, false, (short)1));
        (await With<ClaimQueries, ClaimDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(first), claimId)))
            .Should().Match<ClaimDetails>(c => c.State == ClaimState.Released && c.AskerName == null && c.Words == null);
        (await With<ThreadQueries, ClaimThread?>(q => q.OfHelperAsync(Neighbourhood.ActorOf(first), claimId))).Should().BeNull();
        (await With<MutualAid.Core.Places.AddressBook, Result<Contact>>(b => b.RevealAsync(Neighbourhood.ActorOf(first), need.Id, null))).Refusal.Should().BeSameAs(Refusal.NotFound);
        (await With<ThreadQueries, ClaimThread?>(q => q.OfHelperAsync(Neighbourhood.ActorOf(second), asked.Id)))!.Messages.Should().BeEmpty("what was said to the first is not told to the second");
        (await With<ClaimQueries, ClaimDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(second), asked.Id)))
            .Should().Match<ClaimDetails>(c => c.AskerName == "Samira" && c.HandNote == "The dog is friendly");
        await using var db = Database.Context();
        (await db.Notices.AnyAsync(n => n.ToMemberId == asker.Id && n.Kind == NoticeKind.HandedOver)).Should().BeTrue();
        (await db.Notices.AnyAsync(n => n.ToMemberId == first.Id && n.Kind == NoticeKind.HandOverYes)).Should().BeTrue();
    }

    [Fact]
    public async Task A_place_passes_on_whichever_of_the_two_claims_is_written_first()
    {
        // Ids begin with their time, and the database looks at every single row: hours apart is how it happens.
        for (var hours = 0; hours < 4; hours++)
        {
            var (from, to) = hours % 2 == 0 ? (first, second) : (second, first);
            (await ProposeAsync(from, to)).Ok.Should().BeTrue();
            var asked = (await LoadAsync()).Claims.Single(c => c.State == ClaimState.Invited);
            (await With<ClaimService, Result<TakenOn>>(s => s.AcceptAsync(Neighbourhood.ActorOf(to), asked.Id, Guid.NewGuid(), null))).Ok.Should().BeTrue($"hand-over {hours}");
            claimId = asked.Id;
            Clock.Advance(TimeSpan.FromHours(hours + 1));
        }

        (await LoadAsync()).Claims.Where(c => c.Place is not null).Should().ContainSingle().Which.Should().Match<Claim>(c => c.HelperId == first.Id && c.State == ClaimState.Agreed);
    }

    [Fact]
    public async Task The_neighbour_may_say_no_to_the_second_and_keeps_her_place()
    {
        await ProposeAsync(first, second);
        var asked = await AskedAsync();
        await With<ClaimService, Result<TakenOn>>(s => s.AcceptAsync(Neighbourhood.ActorOf(second), asked.Id, Guid.NewGuid(), null));

        (await With<AskerService, Result>(s => s.DeclineAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), asked.Id, neverAgain: false))).Ok.Should().BeTrue();

        (await LoadAsync()).Should().Match<Need>(n => n.Looking && n.PostedAt == need.PostedAt);
    }

    [Fact]
    public async Task Not_this_time_leaves_it_with_the_first_who_is_told_and_may_ask_another()
    {
        await ProposeAsync(first, second);
        (await ProposeAsync(first, await people.HelperAsync("Bea"))).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "one is asked at a time");

        (await With<ClaimService, Result>(async s => await s.DeclineAsync(Neighbourhood.ActorOf(second), (await AskedAsync()).Id))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Claims.SingleAsync(c => c.Id == claimId)).State.Should().Be(ClaimState.Agreed);
        (await db.Notices.CountAsync(n => n.ToMemberId == first.Id && n.Kind == NoticeKind.HandOverNo)).Should().Be(1);
        (await ProposeAsync(first, await people.HelperAsync("Luis"))).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task Somebody_who_takes_another_part_meanwhile_does_not_end_the_question()
    {
        var two = await people.NeedAsync(asker.Id, parts: [new("groceries", null, PartTime.Whenever), new("errand", null, PartTime.Whenever)]);
        var held = (await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(first), two.Id, new Taking(Guid.NewGuid(), [two.Parts[0].Id], null)))).Value.ClaimId;
        (await With<HandOverService, Result>(s => s.ProposeAsync(Neighbourhood.ActorOf(first), held, Guid.NewGuid(), second.Id, null))).Ok.Should().BeTrue();

        var bea = await people.HelperAsync("Bea");
        (await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(bea), two.Id, new Taking(Guid.NewGuid(), [two.Parts[1].Id], null)))).Ok.Should().BeTrue();

        (await AskedAsync()).State.Should().Be(ClaimState.Invited);
    }

    [Fact]
    public async Task Only_the_holder_and_the_coordinator_of_the_area_see_who_could_and_only_those_who_may_be_asked_are_asked()
    {
        (await StandInsAsync(Neighbourhood.ActorOf(first)))!.Select(h => h.Name).Should().Equal("Mei");
        (await StandInsAsync(Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator)))!.Should().ContainSingle();
        foreach (var nobody in new[] { Neighbourhood.ActorOf(second), Neighbourhood.ActorOf(asker), Actor.Visitor })
        {
            (await StandInsAsync(nobody)).Should().BeNull();
            (await With<HandOverService, Result>(s => s.ProposeAsync(nobody, claimId, Guid.NewGuid(), second.Id, null))).Refusal.Should().BeSameAs(Refusal.NotFound);
            (await With<HandOverService, Result>(s => s.AskCoordinatorsAsync(nobody, claimId))).Refusal.Should().BeSameAs(Refusal.NotFound);
        }

        var resting = await people.HelperAsync("Rest", restUntil: new DateOnly(2026, 6, 1));
        (await ProposeAsync(first, resting)).Refusal!.Fields.Single().Field.Should().Be("Helper");
        (await ProposeAsync(first, asker)).Refusal!.Fields.Single().Field.Should().Be("Helper");
        (await With<HandOverService, Result>(s => s.ProposeAsync(Neighbourhood.ActorOf(first), claimId, Guid.NewGuid(), null, new string('a', Claim.HelloMaxLength + 1)))).Refusal!.Fields.Should().HaveCount(2);
    }

    [Fact]
    public async Task Full_hands_are_said_kindly_and_the_first_keeps_it()
    {
        var busy = await people.HelperAsync("Busy", capacity: 1);
        var other = await people.NeedAsync(asker.Id);
        await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(busy), other.Id, new Taking(Guid.NewGuid(), [other.Parts[0].Id], null)));
        await ProposeAsync(first, busy);

        (await With<ClaimService, Result<TakenOn>>(async s => await s.AcceptAsync(Neighbourhood.ActorOf(busy), (await AskedAsync()).Id, Guid.NewGuid(), null)))
            .Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);

        await using var db = Database.Context();
        (await db.Claims.SingleAsync(c => c.Id == claimId)).State.Should().Be(ClaimState.Agreed);
    }

    private Task<Result> ProposeAsync(Member from, Member to, string? note = null) =>
        With<HandOverService, Result>(s => s.ProposeAsync(Neighbourhood.ActorOf(from), claimId, Guid.NewGuid(), to.Id, note));

    private Task<IReadOnlyList<HelperMatch>?> StandInsAsync(Actor actor) => With<MatchQueries, IReadOnlyList<HelperMatch>?>(q => q.StandInsAsync(actor, claimId, 5));

    private async Task<Claim> AskedAsync()
    {
        await using var db = Database.Context();
        return await db.Claims.AsNoTracking().SingleAsync(c => c.TakesOver != null);
    }

    private async Task<Need> LoadAsync()
    {
        await using var db = Database.Context();
        return await db.LoadNeedAsync(need.Id);
    }

    private async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
