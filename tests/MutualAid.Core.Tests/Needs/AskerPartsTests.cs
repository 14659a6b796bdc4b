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

/// <summary>What the neighbour who asked says of some parts, takes back, and changes; and what those who agreed hear of it.</summary>
public sealed class AskerPartsTests : DatabaseTest
{
    private Neighbourhood town = null!;
    private Member asker = null!;
    private Member yusuf = null!;
    private Member bea = null!;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        town = new Neighbourhood(Database, Clock);
        asker = await town.MemberAsync();
        (yusuf, bea) = (await town.HelperAsync("Yusuf"), await town.HelperAsync("Bea"));
        need = await town.NeedAsync(
            asker.Id, parts: [new("groceries", null, PartTime.Whenever), new("cooked-meal", null, PartTime.Whenever), new("ride", null, PartTime.Whenever)]);
        await TakeAsync(0, yusuf);
        await TakeAsync(1, bea);
    }

    private OwnNeed Own => OwnNeed.Of(town.Keys[need.Id]);

    [Fact]
    public async Task One_part_is_sorted_and_the_others_go_on()
    {
        (await DoAsync(s => s.SortPartsAsync(Actor.Visitor, Own, [Part(0)]))).Ok.Should().BeTrue();
        (await StatesAsync()).Should().Equal(PartState.Done, PartState.Filled, PartState.Open);
        (await NoticesAsync(yusuf)).Should().Equal(NoticeKind.NeedClosed);
        (await NoticesAsync(bea)).Should().BeEmpty();
        (await LoadAsync()).State.Should().Be(NeedState.PartFilled);

        (await DoAsync(s => s.SortPartsAsync(Actor.Visitor, Own, [Part(0)]))).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "it is over already");
        (await DoAsync(s => s.SortPartsAsync(Actor.Visitor, Own, [Part(1), Part(2)]))).Ok.Should().BeTrue();
        (await LoadAsync()).State.Should().Be(NeedState.Done);
    }

    [Fact]
    public async Task One_part_that_didnt_happen_opens_at_its_old_place_and_what_was_done_stays_done()
    {
        await DoAsync(s => s.SortAsync(Actor.Visitor, Own));
        Clock.Advance(TimeSpan.FromDays(1));
        (await DoAsync(s => s.PartsDidntHappenAsync(Actor.Visitor, Own, [Part(1)]))).Ok.Should().BeTrue();

        (await StatesAsync()).Should().Equal(PartState.Done, PartState.Open, PartState.NotNeeded);
        var now = await LoadAsync();
        (now.Looking, now.PostedAt).Should().Be((true, need.PostedAt));
        now.Claims.Single(c => c.HelperId == yusuf.Id).State.Should().Be(ClaimState.Done);
        now.Claims.Single(c => c.HelperId == bea.Id).State.Should().Be(ClaimState.DidntHappen);
        (await NoticesAsync(bea)).Should().EndWith(NoticeKind.HowDidItGo);
        (await DoAsync(s => s.PartsDidntHappenAsync(Actor.Visitor, Own, [Part(1)]))).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "it is open as it is");
    }

    [Fact]
    public async Task No_part_a_part_of_another_need_and_a_stranger_change_nothing()
    {
        (await DoAsync(s => s.SortPartsAsync(Actor.Visitor, Own, []))).Refusal!.Fields.Single().Field.Should().Be("Parts");
        (await DoAsync(s => s.PartsDidntHappenAsync(Actor.Visitor, Own, []))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await DoAsync(s => s.SortPartsAsync(Actor.Visitor, Own, [Guid.NewGuid()]))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await DoAsync(s => s.PartsDidntHappenAsync(Actor.Visitor, Own, [Guid.NewGuid()]))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        var stranger = OwnNeed.Of(Secrets.NewKey());
        (await DoAsync(s => s.SortPartsAsync(Actor.Visitor, stranger, [Part(0)]))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await DoAsync(s => s.WithdrawAsync(Actor.Visitor, stranger))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, stranger, new ChangedReach(null, "07700 900 119", null, null)))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await StatesAsync()).Should().Equal(PartState.Filled, PartState.Filled, PartState.Open);
    }

    [Fact]
    public async Task Taken_back_is_told_to_all_and_wanted_after_all_keeps_its_place()
    {
        (await DoAsync(s => s.WithdrawAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        (await LoadAsync()).State.Should().Be(NeedState.Withdrawn);
        (await NoticesAsync(yusuf)).Should().Equal(NoticeKind.NeedClosed);
        (await DoAsync(s => s.WithdrawAsync(Actor.Visitor, Own))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);

        Clock.Advance(TimeSpan.FromDays(3));
        (await DoAsync(s => s.DidntHappenAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        ((await LoadAsync()).State, (await LoadAsync()).PostedAt).Should().Be((NeedState.Open, need.PostedAt));
    }

    [Fact]
    public async Task Other_words_are_told_to_those_who_agreed_who_say_still_fine()
    {
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, new PostNeed { Words = "Only bread", When = WantedWhen.NoHurry }))).Ok.Should().BeTrue();
        (await NoticesAsync(yusuf)).Should().Equal(NoticeKind.NeedChanged);
        (await NoticesAsync(bea)).Should().Equal(NoticeKind.NeedChanged);
        var claim = (await LoadAsync()).Claims.Single(c => c.HelperId == yusuf.Id);
        claim.ChangeToldAt.Should().Be(Now);

        (await FineAsync(bea, claim.Id)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await FineAsync(yusuf, claim.Id)).Ok.Should().BeTrue();
        (await FineAsync(yusuf, claim.Id)).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "it was said already");
        (await NoticesAsync(asker)).Should().Equal(NoticeKind.HelperStillFine);
        (await LoadAsync()).Claims.Single(c => c.Id == claim.Id).ChangeToldAt.Should().BeNull();
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ChangeIsFine && e.SubjectId == claim.Id)).Should().Be(1);
    }

    [Fact]
    public async Task The_same_words_again_trouble_nobody()
    {
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, new PostNeed { Words = need.Words, When = WantedWhen.NoHurry }))).Ok.Should().BeTrue();
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, Own, new ChangedReach(null, " ", null, null)))).Ok.Should().BeTrue();
        (await NoticesAsync(yusuf)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_number_and_area_are_kept_what_is_left_empty_stays_and_helpers_are_told()
    {
        await town.ContactAsync(need);
        var area = await town.AreaAsync("Riverside", 2_500, 500);
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, Own, new ChangedReach(area.Id, "07700 900 555", "", null)))).Ok.Should().BeTrue();

        var moved = await LoadAsync();
        (moved.AreaId, moved.Point!.Value.X).Should().Be((area.Id, 2_500));
        await town.VisitAsync(need.Id, new DateTime(2026, 5, 18, 15, 0, 0));
        var seen = await AskAsync<AddressBook, Result<Contact>>(b => b.RevealAsync(Neighbourhood.ActorOf(yusuf), need.Id, null));
        (seen.Value.Phone, seen.Value.Address).Should().Be(("07700 900 555", "Flat 9, 14 Weavers Row"));
        (await NoticesAsync(bea)).Should().Equal(NoticeKind.NeedChanged);
    }

    [Fact]
    public async Task A_number_without_digits_an_area_that_is_none_and_a_closed_need_are_refused()
    {
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, Own, new ChangedReach(null, "ask Bob", null, null)))).Refusal!.Fields.Single().Field.Should().Be("Phone");
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, Own, new ChangedReach(Guid.NewGuid(), null, null, null)))).Refusal!.Fields.Single().Field.Should().Be("Area");
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, Own, new ChangedReach(null, null, new string('x', 301), null)))).Refusal!.Fields.Single().Field.Should().Be("Address");
        await DoAsync(s => s.WithdrawAsync(Actor.Visitor, Own));
        (await DoAsync(s => s.ReachAsync(Actor.Visitor, Own, new ChangedReach(null, "07700 900 555", null, null)))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    private Guid Part(int position) => need.Parts.Single(p => p.Position == position).Id;

    private async Task TakeAsync(int part, Member helper) =>
        (await town.ChangeAsync(need.Id, n => n.Take(Part(part), helper.Id, new DateOnly(2026, 5, 18), null, Now))).Ok.Should().BeTrue();

    private async Task<Need> LoadAsync()
    {
        await using var db = Database.Context();
        return await db.LoadNeedAsync(need.Id);
    }

    private async Task<List<PartState>> StatesAsync() => [.. (await LoadAsync()).Parts.OrderBy(p => p.Position).Select(p => p.State)];

    private async Task<List<NoticeKind>> NoticesAsync(Member to)
    {
        await using var db = Database.Context();
        return await db.Notices.Where(n => n.ToMemberId == to.Id).OrderBy(n => n.At).Select(n => n.Kind).ToListAsync();
    }

    private Task<Result> FineAsync(Member helper, Guid claimId) => AskAsync<ClaimService, Result>(s => s.StillFineAsync(Neighbourhood.ActorOf(helper), claimId));

    private Task<Result> DoAsync(Func<AskerService, Task<Result>> verb) => AskAsync(verb);

    private async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
