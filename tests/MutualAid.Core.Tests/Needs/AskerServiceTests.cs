using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class AskerServiceTests : DatabaseTest
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
        asker = await town.MemberAsync("Samira");
        yusuf = await town.HelperAsync("Yusuf");
        bea = await town.HelperAsync("Bea");
        need = await town.NeedAsync(asker.Id, choice: HelperChoice.LetMeChoose);
        await town.ContactAsync(need);
    }

    private OwnNeed Own => OwnNeed.Of(town.Keys[need.Id]);

    [Fact]
    public async Task Yes_to_one_helper_agrees_it_and_thanks_the_other()
    {
        var (first, second) = (await OfferAsync(yusuf), await OfferAsync(bea));
        (await DoAsync(s => s.AcceptAsync(Actor.Visitor, Own, first))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        now.State.Should().Be(NeedState.Agreed);
        now.Claims.Single(c => c.Id == second).State.Should().Be(ClaimState.Lapsed);
        (await NoticesAsync(yusuf)).Should().BeEquivalentTo([NoticeKind.YouAreAgreed]);
        (await NoticesAsync(bea)).Should().BeEquivalentTo([NoticeKind.CoveredThankYou]);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimAgreed && e.SubjectId == first)).Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_needs_no_reason_and_never_again_is_told_to_nobody(bool neverAgain)
    {
        var claim = await OfferAsync(yusuf);
        (await DoAsync(s => s.DeclineAsync(Actor.Visitor, Own, claim, neverAgain))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).State.Should().Be(NeedState.Open);
        (await db.Needs.SingleAsync()).PostedAt.Should().Be(need.PostedAt);
        (await NoticesAsync(yusuf)).Should().BeEquivalentTo([NoticeKind.AskerSaidNo]);
        (await db.Blocks.CountAsync(b => b.MemberId == asker.Id && b.OtherId == yusuf.Id)).Should().Be(neverAgain ? 1 : 0);
    }

    [Fact]
    public async Task An_invitation_nobody_answered_is_not_the_askers_to_see_or_refuse()
    {
        Guid claim = default;
        await town.ChangeAsync(need.Id, n =>
        {
            var invited = n.Invite(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), Now, Now.AddDays(1));
            claim = invited.Value.Id;
            return invited;
        });

        (await DoAsync(s => s.DeclineAsync(Actor.Visitor, Own, claim, false))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await StatusAsync(Actor.Visitor, Own))!.Helpers.Should().BeEmpty();
        (await StatusAsync(Actor.Visitor, Own))!.Asked.Should().Be(1);
    }

    [Fact]
    public async Task It_didnt_happen_opens_it_again_at_its_old_place()
    {
        var claim = await OfferAsync(yusuf);
        await DoAsync(s => s.AcceptAsync(Actor.Visitor, Own, claim));
        Clock.Advance(TimeSpan.FromDays(2));
        (await DoAsync(s => s.DidntHappenAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        (now.State, now.Looking, now.PostedAt).Should().Be((NeedState.Open, true, need.PostedAt));
        (await NoticesAsync(yusuf)).Should().EndWith(NoticeKind.HowDidItGo);
    }

    [Fact]
    public async Task It_didnt_happen_never_slips_a_need_past_a_coordinators_look()
    {
        var draft = await town.NeedAsync(asker.Id, draft: true);
        (await DoAsync(s => s.DidntHappenAsync(Actor.Visitor, OwnNeed.Of(town.Keys[draft.Id])))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await DoAsync(s => s.SortAsync(Actor.Visitor, OwnNeed.Of(town.Keys[draft.Id])))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == draft.Id)).State.Should().Be(NeedState.Withdrawn);
    }

    [Fact]
    public async Task Sorted_closes_it_and_tells_whoever_offered()
    {
        await OfferAsync(yusuf);
        (await DoAsync(s => s.SortAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        (await NoticesAsync(yusuf)).Should().BeEquivalentTo([NoticeKind.NeedClosed]);
        (await DoAsync(s => s.SortAsync(Actor.Visitor, Own))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Sorted_tells_who_came_and_thanks_whoever_else_stood_by()
    {
        need = await town.NeedAsync(asker.Id, choice: HelperChoice.LetMeChoose, parts: new NewPart("groceries", null, PartTime.Whenever, HelpersWanted: 2));
        var came = await OfferAsync(yusuf);
        var stoodBy = await OfferAsync(bea);
        await DoAsync(s => s.AcceptAsync(Actor.Visitor, Own, came));
        (await DoAsync(s => s.SortAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();

        (await NoticesAsync(yusuf)).Should().BeEquivalentTo([NoticeKind.YouAreAgreed, NoticeKind.NeedClosed]);
        (await NoticesAsync(bea)).Should().BeEquivalentTo([NoticeKind.CoveredThankYou]);
        await using var db = Database.Context();
        (await db.Claims.SingleAsync(c => c.Id == stoodBy)).State.Should().Be(ClaimState.Cancelled);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimCancelled && e.SubjectId == stoodBy)).Should().Be(1);
    }

    [Fact]
    public async Task A_need_taken_back_before_the_look_waits_for_that_look_when_it_is_wanted_after_all()
    {
        need = await town.NeedAsync(asker.Id, draft: true);
        (await DoAsync(s => s.SortAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        (await DoAsync(s => s.DidntHappenAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();

        await using (var db = Database.Context())
        {
            var again = await db.Needs.SingleAsync(n => n.Id == need.Id);
            (again.State, again.Looking, again.PostedAt).Should().Be((NeedState.Draft, false, need.PostedAt));
        }

        // Once a coordinator has looked, it never waits for a look again.
        (await town.ChangeAsync(need.Id, n => n.Open(Now))).Ok.Should().BeTrue();
        (await DoAsync(s => s.SortAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        (await DoAsync(s => s.DidntHappenAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        await using var after = Database.Context();
        (await after.Needs.SingleAsync(n => n.Id == need.Id)).State.Should().Be(NeedState.Open);
    }

    [Fact]
    public async Task Still_wanted_leaves_a_line_and_moves_nothing()
    {
        (await DoAsync(s => s.StillWantedAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.NeedStillWanted && e.NeedId == need.Id)).Should().Be(1);
        (await db.Needs.SingleAsync()).PostedAt.Should().Be(need.PostedAt);
    }

    [Fact]
    public async Task Words_and_time_change_but_a_time_that_is_agreed_stands()
    {
        var change = new PostNeed { Words = "Only bread", When = WantedWhen.OnDay, Day = new DateOnly(2026, 5, 20) };
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, change))).Ok.Should().BeTrue();
        var claim = await OfferAsync(yusuf);
        await DoAsync(s => s.AcceptAsync(Actor.Visitor, Own, claim));
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, change with { Words = "Bread and salt", Day = new DateOnly(2026, 5, 25) }))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        now.Words.Should().Be("Bread and salt");
        now.Parts[0].Day.Should().Be(new DateOnly(2026, 5, 20));
    }

    [Fact]
    public async Task Erasing_takes_words_and_contact_facts_and_closes_an_open_need()
    {
        await OfferAsync(yusuf, "Hello from Yusuf");
        (await DoAsync(s => s.EraseAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        (now.Words, now.State).Should().Be((null, NeedState.Withdrawn));
        now.ErasedAt.Should().Be(Now);
        now.Claims.Single().Hello.Should().BeNull();
        (await NoticesAsync(yusuf)).Should().BeEquivalentTo([NoticeKind.NeedClosed]);
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM contact_facts", connection);
        ((long)(await count.ExecuteScalarAsync())!).Should().Be(0);
        (await DoAsync(s => s.DidntHappenAsync(Actor.Visitor, Own))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Whoever_is_not_the_asker_finds_nothing_and_changes_nothing()
    {
        var claim = await OfferAsync(yusuf);
        var byId = OwnNeed.OfMember(need.Id);
        var strangers = new[] { (Actor.Visitor, byId), (Neighbourhood.ActorOf(yusuf), byId), (Actor.Visitor, OwnNeed.Of(Secrets.NewKey())), (Actor.Visitor, OwnNeed.Of(need.Reference)), (Actor.Visitor, OwnNeed.Of("\ud83d")) };
        foreach (var (actor, own) in strangers)
        {
            (await StatusAsync(actor, own)).Should().BeNull();
            (await DoAsync(s => s.AcceptAsync(actor, own, claim))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await DoAsync(s => s.SortAsync(actor, own))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await DoAsync(s => s.EraseAsync(actor, own))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        }

        (await StatusAsync(Neighbourhood.ActorOf(asker), byId))!.Reference.Should().Be(need.Reference);
    }

    [Fact]
    public async Task Two_answers_at_once_leave_one_helper_agreed()
    {
        var (first, second) = (await OfferAsync(yusuf), await OfferAsync(bea));
        var both = await Task.WhenAll(
            Task.Run(() => DoAsync(s => s.AcceptAsync(Actor.Visitor, Own, first))),
            Task.Run(() => DoAsync(s => s.AcceptAsync(Actor.Visitor, Own, second))));

        both.Count(r => r.Ok).Should().Be(1);
        both.Single(r => !r.Ok).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await using var db = Database.Context();
        (await db.Claims.CountAsync(c => c.State == ClaimState.Agreed)).Should().Be(1);
    }

    private async Task<Guid> OfferAsync(Member helper, string? hello = null)
    {
        Guid id = default;
        await town.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), hello, Now);
            id = taken.Value.Id;
            return taken;
        });
        return id;
    }

    private async Task<List<NoticeKind>> NoticesAsync(Member to)
    {
        await using var db = Database.Context();
        return await db.Notices.Where(n => n.ToMemberId == to.Id).OrderBy(n => n.Id).Select(n => n.Kind).ToListAsync();
    }

    private async Task<Result> DoAsync(Func<AskerService, Task<Result>> verb)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await verb(scope.ServiceProvider.GetRequiredService<AskerService>());
    }

    private async Task<NeedStatus?> StatusAsync(Actor actor, OwnNeed own)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StatusQueries>().ReadAsync(actor, own);
    }
}
