using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

public sealed class MergeServiceTests : DatabaseTest
{
    private Neighbourhood Town => new(Database, Clock);

    [Fact]
    public async Task Two_households_become_one_with_their_needs_wishes_and_blocks_and_undoing_restores_exactly_what_was()
    {
        var (ana, kept, gone) = (await CoordinatorAsync(), await HouseholdAsync("Beatriz", SafeContact.DoNotSayWhy), await HouseholdAsync("B. Costa", SafeContact.NoVoicemail));
        var helper = await Town.HelperAsync();
        await Town.KeepAsync(Block.Between(gone.Id, helper.Id, Now), Block.Between(helper.Id, gone.Id, Now));
        var before = await DigestAsync();

        var merged = await MergeAsync(ana, kept.Id, gone.Id);
        await using (var db = Database.Context())
        {
            (await db.Needs.Where(n => n.AskerId == kept.Id).CountAsync()).Should().Be(2);
            (await db.Needs.AllAsync(n => n.State == NeedState.Open)).Should().BeTrue("nothing is closed by it");
            (await db.Members.SingleAsync(m => m.Id == kept.Id)).SafeContact.Should().Be(SafeContact.DoNotSayWhy | SafeContact.NoVoicemail);
            (await db.Blocks.CountAsync(b => b.MemberId == kept.Id || b.OtherId == kept.Id)).Should().Be(2);
            (await db.AuditEntries.SingleAsync(e => e.Deed == Deed.HouseholdsMerged)).SubjectId.Should().Be(merged.Value);
        }

        (await DigestAsync()).Should().NotBe(before);
        (await RunAsync<HouseholdService, IReadOnlyList<Household>>(h => h.LookUpAsync(ana, "07700 900 118", null))).Should().ContainSingle("one household answers to the number");

        Clock.Advance(TimeSpan.FromDays(13));
        (await RunAsync<MergeQueries, IReadOnlyList<MergedHouseholds>>(q => q.RecentAsync(ana))).Should().ContainSingle().Which.Gone.Should().Be("B. Costa");
        (await UndoAsync(ana, merged.Value)).Ok.Should().BeTrue();
        (await DigestAsync()).Should().Be(before);
        (await UndoAsync(ana, merged.Value)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await RunAsync<MergeQueries, IReadOnlyList<MergedHouseholds>>(q => q.RecentAsync(ana))).Should().BeEmpty();
    }

    [Fact]
    public async Task After_two_weeks_it_stays_as_it_is()
    {
        var (ana, kept, gone) = (await CoordinatorAsync(), await HouseholdAsync("Beatriz"), await HouseholdAsync("B. Costa"));
        var merged = await MergeAsync(ana, kept.Id, gone.Id);
        Clock.Advance(TimeSpan.FromDays(HouseholdMerge.UndoDays));
        (await UndoAsync(ana, merged.Value)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task What_was_asked_after_the_two_became_one_stays_with_the_kept_household()
    {
        var (ana, kept, gone) = (await CoordinatorAsync(), await HouseholdAsync("Beatriz"), await HouseholdAsync("B. Costa"));
        var merged = await MergeAsync(ana, kept.Id, gone.Id);
        var later = await Town.NeedAsync(kept.Id);
        await UndoAsync(ana, merged.Value);

        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == later.Id)).AskerId.Should().Be(kept.Id);
        (await db.Needs.CountAsync(n => n.AskerId == gone.Id)).Should().Be(1);
    }

    [Fact]
    public async Task Of_ten_at_once_one_makes_them_one()
    {
        var (ana, kept, gone) = (await CoordinatorAsync(), await HouseholdAsync("Beatriz"), await HouseholdAsync("B. Costa"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? MergeAsync(ana, kept.Id, gone.Id) : MergeAsync(ana, gone.Id, kept.Id)));
        answers.Count(a => a.Ok).Should().Be(1);
        await using var db = Database.Context();
        (await db.Merges.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Whoever_signs_in_or_helps_and_whoever_is_out_of_the_areas_is_left_alone()
    {
        var area = await Town.AreaAsync();
        var (ana, kept, gone) = (await CoordinatorAsync(), await HouseholdAsync("Beatriz"), await HouseholdAsync("B. Costa", area: area.Id));
        (await MergeAsync(ana, kept.Id, kept.Id)).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await MergeAsync(ana with { Areas = new HashSet<Guid> { Guid.NewGuid() } }, kept.Id, gone.Id)).Refusal.Should().Be(Refusal.NotFound);
        (await MergeAsync(ana with { Roles = new HashSet<Role>() }, kept.Id, gone.Id)).Refusal.Should().Be(Refusal.NotFound);

        var helper = await Town.HelperAsync();
        await Town.NeedAsync(helper.Id);
        (await MergeAsync(ana, kept.Id, helper.Id)).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        var merged = await MergeAsync(ana, kept.Id, gone.Id);
        merged.Ok.Should().BeTrue();
        (await UndoAsync(ana with { Areas = new HashSet<Guid> { Guid.NewGuid() } }, merged.Value)).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
    }

    private async Task<Member> HouseholdAsync(string name, SafeContact wishes = SafeContact.None, Guid? area = null)
    {
        var member = Member.Join(name, ["en"], area, Now).Value;
        member.ReachSafely(ReachBy.Call, wishes);
        await Town.KeepAsync(member);
        await Town.ContactAsync(await Town.NeedAsync(member.Id, areaId: area));
        return member;
    }

    private async Task<Actor> CoordinatorAsync() => Neighbourhood.ActorOf(await Town.CoordinatorAsync(), Role.Coordinator);

    private Task<Result<Guid>> MergeAsync(Actor actor, Guid kept, Guid gone) => RunAsync<MergeService, Result<Guid>>(m => m.MergeAsync(actor, kept, gone));

    private Task<Result> UndoAsync(Actor actor, Guid merge) => RunAsync<MergeService, Result>(m => m.UndoAsync(actor, merge));

    // Every row that a household is made of, letter for letter.
    private async Task<string> DigestAsync()
    {
        await using var db = Database.Context();
        return await db.Database.SqlQuery<string>(
            $"""
            SELECT concat(
                (SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM member t),
                (SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM need t),
                (SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM contact_facts t),
                (SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM block t)) AS "Value"
            """).SingleAsync();
    }

    private async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> run)
        where TService : notnull
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
