using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class ClaimServiceTests : DatabaseTest
{
    private static readonly DateOnly Tuesday = new(2026, 5, 19);

    private Neighbourhood people = null!;
    private Member asker = null!;
    private ServiceProvider services = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync();
        services = Database.Services(Clock);
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Taking_a_part_is_agreed_at_once_and_tells_both_sides_in_the_same_save()
    {
        var helper = await people.HelperAsync();
        var need = await people.NeedAsync(asker.Id);

        var taken = await TakeAsync(helper, need);

        taken.Value.State.Should().Be(ClaimState.Agreed);
        await using var db = Database.Context();
        (await db.AuditEntries.Where(e => e.NeedId == need.Id).Select(e => new { e.Deed, e.ActorId, e.SubjectId }).ToListAsync())
            .Should().BeEquivalentTo([new { Deed = Deed.ClaimAgreed, ActorId = (Guid?)helper.Id, SubjectId = (Guid?)taken.Value.ClaimId }]);
        (await db.Notices.Select(n => new { n.ToMemberId, n.Kind }).ToListAsync()).Should().BeEquivalentTo(
        [
            new { ToMemberId = asker.Id, Kind = NoticeKind.SomeoneAgreed },
            new { ToMemberId = helper.Id, Kind = NoticeKind.YouAreAgreed },
        ]);
    }

    [Fact]
    public async Task The_same_account_of_how_it_went_is_written_down_and_told_once()
    {
        var helper = await people.HelperAsync();
        var taken = await TakeAsync(helper, await people.NeedAsync(asker.Id));

        for (var time = 0; time < 3; time++)
        {
            (await With<ClaimService, Result>(s => s.ReportAsync(Neighbourhood.ActorOf(helper), taken.Value.ClaimId, Outcome.Done))).Ok.Should().BeTrue();
        }

        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimReported)).Should().Be(1);
        (await db.Notices.CountAsync(n => n.Kind == NoticeKind.HowDidItGo)).Should().Be(1);
    }

    [Fact]
    public async Task When_the_asker_wants_to_choose_it_is_an_offer_and_the_place_stays_open()
    {
        var need = await people.NeedAsync(asker.Id, choice: HelperChoice.LetMeChoose);

        var taken = await TakeAsync(await people.HelperAsync(), need);

        taken.Value.State.Should().Be(ClaimState.Offered);
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).Looking.Should().BeTrue();
        (await db.Notices.SingleAsync()).Kind.Should().Be(NoticeKind.SomeoneOffered);
    }

    [Fact]
    public async Task Two_parts_of_three_are_taken_together_and_the_third_stays_open()
    {
        var need = await ThreePartsAsync();

        var taken = await TakeAsync(await people.HelperAsync(), need, need.Parts[0].Id, need.Parts[2].Id);

        taken.Ok.Should().BeTrue();
        await using var db = Database.Context();
        var after = await db.LoadNeedAsync(need.Id);
        after.Parts.OrderBy(p => p.Position).Select(p => p.State).Should().Equal(PartState.Filled, PartState.Open, PartState.Filled);
        after.State.Should().Be(NeedState.PartFilled);
    }

    [Fact]
    public async Task When_one_of_the_parts_has_gone_meanwhile_none_is_taken()
    {
        var need = await ThreePartsAsync();
        await TakeAsync(await people.HelperAsync("Mei"), need, need.Parts[0].Id);

        var late = await TakeAsync(await people.HelperAsync("Yusuf"), need, need.Parts[0].Id, need.Parts[1].Id);

        late.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await using var db = Database.Context();
        (await db.Claims.CountAsync()).Should().Be(1);
        (await db.Notices.CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task The_same_form_sent_twice_acts_once_and_gives_the_first_answer()
    {
        var (helper, need, form) = (await people.HelperAsync(), await people.NeedAsync(asker.Id), Guid.NewGuid());

        var first = await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(helper), need.Id, new Taking(form, [need.Parts[0].Id], null)));
        var second = await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(helper), need.Id, new Taking(form, [need.Parts[0].Id], null)));

        second.Value.Should().Be(first.Value);
        await using var db = Database.Context();
        (await db.Claims.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Somebody_elses_form_id_leads_to_nothing_of_theirs()
    {
        var (mei, need, form) = (await people.HelperAsync("Mei"), await ThreePartsAsync(), Guid.NewGuid());
        await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(Neighbourhood.ActorOf(mei), need.Id, new Taking(form, [need.Parts[0].Id], null)));

        var other = await With<ClaimService, Result<TakenOn>>(async s =>
            await s.TakeAsync(Neighbourhood.ActorOf(await people.HelperAsync("Yusuf")), need.Id, new Taking(form, [need.Parts[1].Id], null)));

        other.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Of_many_who_press_in_the_same_moment_exactly_one_gets_it()
    {
        var need = await people.NeedAsync(asker.Id);
        var helpers = new List<Member>();
        for (var i = 0; i < 12; i++)
        {
            helpers.Add(await people.HelperAsync($"Helper {i}"));
        }

        var answers = await Task.WhenAll(helpers.Select(h => Task.Run(() => TakeAsync(h, need))));

        answers.Count(a => a.Ok).Should().Be(1);
        answers.Where(a => !a.Ok).Should().OnlyContain(a => a.Refusal!.Kind == RefusalKind.Conflict);
        await using var db = Database.Context();
        (await db.Claims.CountAsync(c => c.State == ClaimState.Agreed)).Should().Be(1);
    }

    [Fact]
    public async Task Pressing_on_several_needs_at_once_never_outruns_ones_own_weekly_limit()
    {
        var helper = await people.HelperAsync(capacity: 2);
        var needs = new List<Need>();
        for (var i = 0; i < 6; i++)
        {
            needs.Add(await people.NeedAsync(asker.Id));
        }

        var answers = await Task.WhenAll(needs.Select(n => Task.Run(() => TakeAsync(helper, n))));

        answers.Count(a => a.Ok).Should().Be(2);
        answers.Where(a => !a.Ok).Should().OnlyContain(a => a.Refusal!.Why.ToString().StartsWith("You said at most 2 a week"));
    }

    [Fact]
    public async Task Three_in_hand_are_the_most_and_telling_how_one_went_makes_room()
    {
        var helper = await people.HelperAsync(capacity: 14);
        var first = await TakeAsync(helper, await people.NeedAsync(asker.Id));
        await TakeAsync(helper, await people.NeedAsync(asker.Id));
        await TakeAsync(helper, await people.NeedAsync(asker.Id));
        var fourth = await people.NeedAsync(asker.Id);

        (await TakeAsync(helper, fourth)).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        (await With<ClaimService, Result>(s => s.ReportAsync(Neighbourhood.ActorOf(helper), first.Value.ClaimId, Outcome.Done))).Ok.Should().BeTrue();

        (await TakeAsync(helper, fourth)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task A_part_of_next_week_counts_to_next_week()
    {
        var helper = await people.HelperAsync(capacity: 1);
        await TakeAsync(helper, await people.NeedAsync(asker.Id));
        var next = await people.NeedAsync(asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, Tuesday.AddDays(7))));

        (await TakeAsync(helper, next)).Ok.Should().BeTrue();
        (await TakeAsync(helper, await people.NeedAsync(asker.Id))).Refusal!.Why.ToString().Should().StartWith("You said at most 1 a week");
    }

    [Fact]
    public async Task A_resting_helper_is_told_until_when()
    {
        var helper = await people.HelperAsync(restUntil: Tuesday);

        (await TakeAsync(helper, await people.NeedAsync(asker.Id))).Refusal!.Why.ToString().Should().StartWith("You are resting until");
    }

    [Theory]
    [InlineData("ride", Vetting.Approved, true)]
    [InlineData("childcare", Vetting.Approved, false)]
    [InlineData("childcare", Vetting.Checked, true)]
    public async Task A_kind_asks_for_its_own_level_of_vetting(string kind, Vetting vetting, bool allowed)
    {
        var answer = await TakeAsync(await people.HelperAsync(vetting: vetting), await people.NeedAsync(asker.Id, kind));

        answer.Ok.Should().Be(allowed);
        (answer.Refusal?.Kind).Should().Be(allowed ? null : RefusalKind.NotAllowed);
    }

    [Fact]
    public async Task A_check_that_ends_before_the_day_is_not_enough_and_the_helper_is_told_why()
    {
        var helper = await people.HelperAsync(vetting: Vetting.Checked);
        await using (var db = Database.Context())
        {
            (await db.HelperProfiles.SingleAsync(p => p.MemberId == helper.Id)).Vet(Vetting.Checked, Tuesday);
            await db.SaveChangesAsync();
        }

        var need = await people.NeedAsync(asker.Id, "childcare", parts: new NewPart("childcare", null, new PartTime(PartWhen.OnDay, Tuesday.AddDays(1))));

        (await TakeAsync(helper, need)).Refusal!.Why.ToString().Should().StartWith("Your check ends before that day");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_either_way_makes_the_need_as_missing_as_one_that_never_was(bool askerBlocks)
    {
        var (helper, need) = (await people.HelperAsync(), await people.NeedAsync(asker.Id));
        await people.KeepAsync(askerBlocks ? Block.Between(asker.Id, helper.Id, Now) : Block.Between(helper.Id, asker.Id, Now));

        (await TakeAsync(helper, need)).Refusal.Should().BeSameAs(Refusal.NotFound);
    }

    [Fact]
    public async Task A_discreet_kind_does_not_exist_for_those_who_may_not_take_it()
    {
        var need = await people.NeedAsync(asker.Id, "listening");

        (await TakeAsync(await people.HelperAsync(vetting: Vetting.Approved), need)).Refusal.Should().BeSameAs(Refusal.NotFound);
        (await TakeAsync(await people.HelperAsync(vetting: Vetting.Checked), need)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task Somebody_who_never_offered_help_is_told_where_to_begin_when_they_may_see_it_at_all()
    {
        var coordinator = await people.CoordinatorAsync();
        var need = await people.NeedAsync(asker.Id);

        (await With<ClaimService, Result<TakenOn>>(s =>
            s.TakeAsync(Neighbourhood.ActorOf(coordinator, Role.Coordinator), need.Id, new Taking(Guid.NewGuid(), [need.Parts[0].Id], null))))
            .Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        (await TakeAsync(await people.MemberAsync("Ola"), need)).Refusal.Should().BeSameAs(Refusal.NotFound);
    }

    [Fact]
    public async Task Ones_own_need_is_for_somebody_else()
    {
        var helper = await people.HelperAsync();

        (await TakeAsync(helper, await people.NeedAsync(helper.Id))).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
    }

    [Fact]
    public async Task No_part_another_needs_part_and_a_hello_that_is_too_long_are_each_answered_kindly()
    {
        var (helper, need, other) = (await people.HelperAsync(), await people.NeedAsync(asker.Id), await people.NeedAsync(asker.Id));
        var actor = Neighbourhood.ActorOf(helper);

        var none = await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(actor, need.Id, new Taking(Guid.NewGuid(), [], null)));
        var strange = await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(actor, need.Id, new Taking(Guid.NewGuid(), [other.Parts[0].Id], null)));
        var longHello = await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(actor, need.Id, new Taking(Guid.NewGuid(), [need.Parts[0].Id], new string('a', 301))));
        var nul = await With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(actor, need.Id, new Taking(Guid.NewGuid(), [need.Parts[0].Id], "a\0b")));

        none.Refusal!.Fields.Single().Field.Should().Be("Parts");
        strange.Refusal.Should().BeSameAs(Refusal.NotFound);
        longHello.Refusal!.Fields.Single().Field.Should().Be("Hello");
        nul.Refusal!.Fields.Single().Field.Should().Be("Hello");
    }

    [Fact]
    public async Task Everyone_else_who_offered_or_was_asked_is_thanked_when_the_part_is_filled()
    {
        var (offered, invited, wins) = (await people.HelperAsync("Deniz"), await people.HelperAsync("Bea"), await people.HelperAsync("Yusuf"));
        var need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, invited.Id, Tuesday, Now, Now.AddDays(1)));
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, offered.Id, Tuesday, Now, Now.AddDays(1)));

        (await TakeAsync(wins, need)).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Notices.Where(n => n.Kind == NoticeKind.CoveredThankYou).Select(n => n.ToMemberId).ToListAsync())
            .Should().BeEquivalentTo([offered.Id, invited.Id]);
        (await db.Claims.CountAsync(c => c.State == ClaimState.Lapsed)).Should().Be(2);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimLapsed)).Should().Be(2);
    }

    [Fact]
    public async Task When_it_is_not_wanted_any_more_whoever_else_had_agreed_is_told_in_the_same_save()
    {
        var (helper, other, asked) = (await people.HelperAsync("Yusuf"), await people.HelperAsync("Bea"), await people.HelperAsync("Deniz"));
        var need = await people.NeedAsync(asker.Id, parts: new NewPart("groceries", null, PartTime.Whenever, HelpersWanted: 3));
        var first = await TakeAsync(helper, need);
        var second = await TakeAsync(other, need);
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, asked.Id, Tuesday, Now, Now.AddDays(1)));

        (await With<ClaimService, Result>(s => s.ReportAsync(Neighbourhood.ActorOf(helper), first.Value.ClaimId, Outcome.NoLongerWanted))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Notices.Where(n => n.Kind == NoticeKind.NeedClosed).Select(n => n.ToMemberId).ToListAsync()).Should().BeEquivalentTo([other.Id, asked.Id]);
        (await db.Claims.CountAsync(c => c.State == ClaimState.Cancelled)).Should().Be(2);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimCancelled)).Should().Be(2);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimCancelled && e.SubjectId == second.Value.ClaimId)).Should().Be(1);
    }

    [Fact]
    public async Task An_invitation_is_taken_up_as_the_same_claim()
    {
        var (helper, need) = (await people.HelperAsync(vetting: Vetting.New), await people.NeedAsync(asker.Id));
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, Tuesday, Now, Now.AddDays(1)));
        var invitation = await ClaimOfAsync(helper);

        var yes = await With<ClaimService, Result<TakenOn>>(s => s.AcceptAsync(Neighbourhood.ActorOf(helper), invitation.Id, Guid.NewGuid(), "Hello"));

        yes.Value.Should().Be(new TakenOn(invitation.Id, ClaimState.Agreed));
    }

    [Fact]
    public async Task Not_this_time_declines_an_invitation_without_a_word_to_the_asker()
    {
        var (helper, need) = (await people.HelperAsync(), await people.NeedAsync(asker.Id));
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, Tuesday, Now, Now.AddDays(1)));

        var no = await With<ClaimService, Result>(async s => await s.DeclineAsync(Neighbourhood.ActorOf(helper), (await ClaimOfAsync(helper)).Id));

        no.Ok.Should().BeTrue();
        (await ClaimOfAsync(helper)).State.Should().Be(ClaimState.Declined);
        await using var db = Database.Context();
        (await db.Notices.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_agreed_is_not_declined_behind_the_neighbours_back()
    {
        var helper = await people.HelperAsync();
        var taken = await TakeAsync(helper, await people.NeedAsync(asker.Id));

        (await With<ClaimService, Result>(s => s.DeclineAsync(Neighbourhood.ActorOf(helper), taken.Value.ClaimId))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Cannot_make_it_opens_the_place_at_once_and_the_asker_is_told()
    {
        var (helper, need) = (await people.HelperAsync(), await people.NeedAsync(asker.Id));
        var taken = await TakeAsync(helper, need);

        (await With<ClaimService, Result>(s => s.ReleaseAsync(Neighbourhood.ActorOf(helper), taken.Value.ClaimId))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var after = await db.LoadNeedAsync(need.Id);
        after.Looking.Should().BeTrue();
        after.PostedAt.Should().Be(need.PostedAt, "it keeps its place in the queue");
        (await db.Notices.Where(n => n.ToMemberId == asker.Id).Select(n => n.Kind).ToListAsync())
            .Should().BeEquivalentTo([NoticeKind.SomeoneAgreed, NoticeKind.HelperCannotCome]);
        (await With<ClaimService, Result>(s => s.ReleaseAsync(Neighbourhood.ActorOf(helper), taken.Value.ClaimId))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Theory]
    [InlineData(Outcome.Done, ClaimState.Done, NeedState.Done)]
    [InlineData(Outcome.LeftAtDoor, ClaimState.Done, NeedState.Done)]
    [InlineData(Outcome.NoLongerWanted, ClaimState.Done, NeedState.Withdrawn)]
    [InlineData(Outcome.PartDone, ClaimState.PartDone, NeedState.Open)]
    [InlineData(Outcome.NotHome, ClaimState.DidntHappen, NeedState.Open)]
    [InlineData(Outcome.DidntHappen, ClaimState.DidntHappen, NeedState.Open)]
    public async Task How_it_went_has_six_honest_words_and_what_is_missing_is_open_again(Outcome said, ClaimState claim, NeedState needIs)
    {
        var (helper, need) = (await people.HelperAsync(), await people.NeedAsync(asker.Id));
        var taken = await TakeAsync(helper, need);

        (await With<ClaimService, Result>(s => s.ReportAsync(Neighbourhood.ActorOf(helper), taken.Value.ClaimId, said))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var after = await db.LoadNeedAsync(need.Id);
        after.State.Should().Be(needIs);
        after.Claims.Single().State.Should().Be(claim);
        after.Claims.Single().HelperSaid.Should().Be(said);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimReported && e.SubjectId == taken.Value.ClaimId)).Should().Be(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData((Outcome)99)]
    public async Task An_unanswered_question_and_a_made_up_answer_are_asked_again(Outcome? said)
    {
        var helper = await people.HelperAsync();
        var taken = await TakeAsync(helper, await people.NeedAsync(asker.Id));

        (await With<ClaimService, Result>(s => s.ReportAsync(Neighbourhood.ActorOf(helper), taken.Value.ClaimId, said)))
            .Refusal!.Fields.Single().Field.Should().Be("Outcome");
    }

    [Fact]
    public async Task Nobody_touches_somebody_elses_claim()
    {
        var taken = await TakeAsync(await people.HelperAsync(), await people.NeedAsync(asker.Id));
        foreach (var other in new[] { await people.HelperAsync("Mei"), asker, await people.CoordinatorAsync() })
        {
            var actor = Neighbourhood.ActorOf(other);
            (await With<ClaimService, Result>(s => s.ReleaseAsync(actor, taken.Value.ClaimId))).Refusal.Should().BeSameAs(Refusal.NotFound);
            (await With<ClaimService, Result>(s => s.ReportAsync(actor, taken.Value.ClaimId, Outcome.Done))).Refusal.Should().BeSameAs(Refusal.NotFound);
            (await With<ClaimService, Result>(s => s.DeclineAsync(actor, taken.Value.ClaimId))).Refusal.Should().BeSameAs(Refusal.NotFound);
        }
    }

    private Task<Need> ThreePartsAsync() => people.NeedAsync(
        asker.Id,
        parts:
        [
            new NewPart("groceries", "Buy groceries", new PartTime(PartWhen.OnDay, Tuesday, new TimeOnly(10, 0))),
            new NewPart("ride", "Drive there", new PartTime(PartWhen.OnDay, Tuesday, new TimeOnly(9, 30))),
            new NewPart("ride", "Drive back", new PartTime(PartWhen.OnDay, Tuesday, new TimeOnly(11, 45))),
        ]);

    private Task<Result<TakenOn>> TakeAsync(Member helper, Need need, params Guid[] parts) =>
        With<ClaimService, Result<TakenOn>>(s => s.TakeAsync(
            Neighbourhood.ActorOf(helper), need.Id, new Taking(Guid.NewGuid(), parts.Length == 0 ? [need.Parts[0].Id] : parts, null)));

    private async Task<Claim> ClaimOfAsync(Member helper)
    {
        await using var db = Database.Context();
        return await db.Claims.AsNoTracking().SingleAsync(c => c.HelperId == helper.Id);
    }

    // Each call in a scope of its own, as each request has.
    private async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
