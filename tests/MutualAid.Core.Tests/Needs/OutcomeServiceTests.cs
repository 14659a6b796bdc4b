using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

/// <summary>How it went, from both sides: what is missing stays open alone, and where the two differ both are kept.</summary>
public sealed class OutcomeServiceTests : DatabaseTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18);

    private Neighbourhood people = null!;
    private ServiceProvider services = null!;
    private Member asker = null!;
    private Member helper = null!;
    private Member coordinator = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        services = Database.Services(Clock);
        (asker, helper, coordinator) = (await people.MemberAsync("Samira"), await people.HelperAsync("Yusuf"), await people.CoordinatorAsync());
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Part_done_counts_what_is_done_and_leaves_only_what_is_missing_open_at_the_old_place()
    {
        var (need, claim) = await TakenAsync(new NewPart("groceries", "Two bags", new PartTime(PartWhen.OnDay, Monday)));

        (await TellAsync(claim, Outcome.PartDone, "  The milk ")).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var after = await db.LoadNeedAsync(need.Id);
        after.Parts.OrderBy(p => p.Position).Select(p => (p.State, p.What, p.When)).Should().Equal(
            (PartState.Done, "Two bags", PartWhen.OnDay), (PartState.Open, "The milk", PartWhen.Whenever));
        (after.Looking, after.PostedAt).Should().Be((true, need.PostedAt));
        after.Claims.Single().Should().Match<Claim>(c => c.State == ClaimState.PartDone && c.Missing == "The milk");
        (await db.Notices.CountAsync(n => n.ToMemberId == asker.Id && n.Kind == NoticeKind.HowDidItGo)).Should().Be(1);
    }

    [Fact]
    public async Task The_rest_is_a_part_like_any_other_and_when_it_is_done_all_is_done()
    {
        var (need, claim) = await TakenAsync();
        await TellAsync(claim, Outcome.PartDone, "The milk");
        var rest = (await LoadAsync(need)).Parts.Single(p => p.RestOf is not null).Id;
        var second = await TakeAsync(need, await people.HelperAsync("Mei"), rest);

        (await With<OutcomeService, Result>(s => s.TellAsAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), second, new Told(Outcome.Done, null)))).Ok.Should().BeTrue();

        (await LoadAsync(need)).State.Should().Be(NeedState.Done);
    }

    [Fact]
    public async Task When_it_did_not_happen_after_all_the_whole_part_opens_again_and_its_rest_goes()
    {
        var (need, claim) = await TakenAsync();
        await TellAsync(claim, Outcome.PartDone, "The milk");

        (await AnswerAsync(need, claim, Outcome.DidntHappen)).Ok.Should().BeTrue();

        (await LoadAsync(need)).Parts.OrderBy(p => p.Position).Select(p => p.State).Should().Equal(PartState.Open, PartState.NotNeeded);
    }

    [Fact]
    public async Task What_the_neighbour_says_is_missing_opens_although_the_helper_said_done()
    {
        var (need, claim) = await TakenAsync();
        await TellAsync(claim, Outcome.Done);

        (await AnswerAsync(need, claim, Outcome.PartDone, "The heavy bag")).Ok.Should().BeTrue();

        var after = await LoadAsync(need);
        after.Parts.Single(p => p.State == PartState.Open).What.Should().Be("The heavy bag");
        after.Looking.Should().BeTrue();
        after.Claims.Single().State.Should().Be(ClaimState.Done);
    }

    [Fact]
    public async Task Of_a_part_that_several_do_the_place_opens_again_and_the_line_is_kept()
    {
        var (need, claim) = await TakenAsync(new NewPart("groceries", null, PartTime.Whenever, HelpersWanted: 2));

        await TellAsync(claim, Outcome.PartDone, "The milk");

        var after = await LoadAsync(need);
        after.Parts.Single().Should().Match<NeedPart>(p => p.State == PartState.Open && p.HelpersAgreed == 0);
        after.Claims.Single().Missing.Should().Be("The milk");
    }

    [Theory]
    [InlineData(Outcome.Done, Outcome.LeftAtDoor, false)]
    [InlineData(Outcome.NotHome, Outcome.DidntHappen, false)]
    [InlineData(Outcome.Done, Outcome.DidntHappen, true)]
    [InlineData(Outcome.DidntHappen, Outcome.Done, true)]
    [InlineData(Outcome.Done, Outcome.PartDone, true)]
    [InlineData(Outcome.NoLongerWanted, Outcome.Done, true)]
    public async Task Both_words_are_kept_and_where_they_differ_a_coordinator_has_a_look(Outcome helperSays, Outcome askerSays, bool differ)
    {
        var (need, claim) = await TakenAsync();

        (await TellAsync(claim, helperSays, "The milk")).Ok.Should().BeTrue();
        (await AnswerAsync(need, claim, askerSays, "The milk")).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var told = await db.Claims.SingleAsync();
        (told.HelperSaid, told.AskerSaid).Should().Be((helperSays, askerSays));
        (await db.Notices.CountAsync(n => n.Kind == NoticeKind.ToldDifferently && n.ToMemberId == coordinator.Id)).Should().Be(differ ? 1 : 0);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.OutcomesDiffer)).Should().Be(differ ? 1 : 0);
        var page = await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(coordinator, Role.Coordinator), need.Id));
        page!.Timeline.Any(r => r.Words == Phrase.Of("The two tell it differently. Nobody is to blame.")).Should().Be(differ);
        page.Helpers.Any(h => h.Differ == (helperSays, askerSays)).Should().Be(differ);
    }

    [Fact]
    public async Task The_neighbour_tells_first_and_the_helper_is_asked_for_their_side()
    {
        var (need, claim) = await TakenAsync();

        (await AnswerAsync(need, claim, Outcome.DidntHappen)).Ok.Should().BeTrue();

        (await LoadAsync(need)).Looking.Should().BeTrue();
        await using (var db = Database.Context())
        {
            (await db.Notices.Where(n => n.ToMemberId == helper.Id && n.Kind == NoticeKind.TellYourSide).CountAsync()).Should().Be(1);
        }

        (await TellAsync(claim, Outcome.NotHome)).Ok.Should().BeTrue();
        (await TellAsync(claim, Outcome.Done)).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "each side tells once");
        (await LoadAsync(need)).Looking.Should().BeTrue();
    }

    [Theory]
    [InlineData(null, null, "Outcome")]
    [InlineData((Outcome)99, null, "Outcome")]
    [InlineData(Outcome.PartDone, "  ", "Missing")]
    [InlineData(Outcome.PartDone, "a\0b", "Missing")]
    public async Task What_cannot_be_kept_is_asked_again(Outcome? said, string? missing, string field)
    {
        var (_, claim) = await TakenAsync();

        (await TellAsync(claim, said, missing)).Refusal!.Fields.Single().Field.Should().Be(field);
    }

    [Fact]
    public async Task Nobody_tells_for_somebody_else()
    {
        var (need, claim) = await TakenAsync();
        foreach (var other in new[] { await people.HelperAsync("Mei"), coordinator })
        {
            (await With<OutcomeService, Result>(s => s.TellAsHelperAsync(Neighbourhood.ActorOf(other), claim, new Told(Outcome.Done, null)))).Refusal.Should().BeSameAs(Refusal.NotFound);
            (await With<OutcomeService, Result>(s => s.TellAsAskerAsync(Neighbourhood.ActorOf(other), OwnNeed.OfMember(need.Id), claim, new Told(Outcome.Done, null)))).Refusal.Should().BeSameAs(Refusal.NotFound);
        }
    }

    [Fact]
    public async Task How_it_felt_is_for_the_writer_alone_sealed_and_written_over_when_it_changes()
    {
        var (need, claim) = await TakenAsync();
        (await KeepAsync(claim, new Afterthought(Feeling.Warm, "Her laugh", true))).Refusal.Should().BeSameAs(Refusal.NotFound, "nothing came of it yet");
        await TellAsync(claim, Outcome.Done);
        var told = await NoticesAsync();

        (await KeepAsync(claim, new Afterthought(Feeling.Warm, "Her laugh", null))).Ok.Should().BeTrue();
        (await KeepAsync(claim, new Afterthought(Feeling.Heavy, "Her laugh, and the stairs", false))).Ok.Should().BeTrue();

        (await With<AfterwardsService, Afterthought?>(s => s.OfHelperAsync(Neighbourhood.ActorOf(helper), claim)))
            .Should().Be(new Afterthought(Feeling.Heavy, "Her laugh, and the stairs", false));
        (await With<AfterwardsService, Afterthought?>(s => s.OfAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), claim)))
            .Should().Be(new Afterthought(null, null, null), "the other side reads its own and nothing else");
        foreach (var nobody in new[] { coordinator, asker, await people.HelperAsync("Mei") })
        {
            (await With<AfterwardsService, Afterthought?>(s => s.OfHelperAsync(Neighbourhood.ActorOf(nobody, Role.Coordinator, Role.SafeguardingLead), claim))).Should().BeNull();
        }

        await using var db = Database.Context();
        System.Text.Encoding.UTF8.GetString((await db.Reflections.SingleAsync()).Words!).Should().NotContain("laugh");
        (await NoticesAsync()).Should().Be(told, "nobody is told of it");
    }

    private async Task<int> NoticesAsync()
    {
        await using var db = Database.Context();
        return await db.Notices.CountAsync();
    }

    private async Task<(Need Need, Guid Claim)> TakenAsync(NewPart? part = null)
    {
        var need = await people.NeedAsync(asker.Id, parts: part is null ? [] : [part]);
        return (need, await TakeAsync(need, helper, need.Parts[0].Id));
    }

    private async Task<Guid> TakeAsync(Need need, Member by, Guid part) =>
        (await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(by), need.Id, new Taking(Guid.NewGuid(), [part], null)))).Value.ClaimId;

    private Task<Result> TellAsync(Guid claim, Outcome? said, string? missing = null) =>
        With<OutcomeService, Result>(s => s.TellAsHelperAsync(Neighbourhood.ActorOf(helper), claim, new Told(said, missing)));

    private Task<Result> AnswerAsync(Need need, Guid claim, Outcome said, string? missing = null) =>
        With<OutcomeService, Result>(s => s.TellAsAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), claim, new Told(said, missing)));

    private Task<Result> KeepAsync(Guid claim, Afterthought thought) =>
        With<AfterwardsService, Result>(s => s.KeepAsHelperAsync(Neighbourhood.ActorOf(helper), claim, thought));

    private async Task<Need> LoadAsync(Need need)
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
