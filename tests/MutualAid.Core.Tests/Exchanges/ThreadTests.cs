using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Exchanges;

/// <summary>Who writes and who reads the messages of a claim: every viewer of the table "Who sees what", in every state of the claim.</summary>
public sealed class ThreadTests : DatabaseTest
{
    private const string Secret = "The blue door, the key is under the third pot";
    private static readonly DateOnly Week = new(2026, 5, 18);

    private Neighbourhood people = null!;
    private ServiceProvider services = null!;
    private Area area = null!;
    private Member asker = null!;
    private Member helper = null!;
    private Need need = null!;
    private Guid claimId;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        services = Database.Services(Clock);
        area = await people.AreaAsync();
        (asker, helper) = (await people.MemberAsync("Samira", area.Id), await people.HelperAsync("Yusuf", areaId: area.Id));
        need = await people.NeedAsync(asker.Id, areaId: area.Id);
        claimId = await TakeAsync(need, helper);
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    public static TheoryData<string, bool, bool> AfterEach() => new()
    {
        // How the claim stands, whether its helper reads, whether the two may write. The neighbour reads always, everybody else never.
        { "agreed", true, true },
        { "done", true, true },
        { "part done", true, true },
        { "done 72 hours ago", false, false },
        { "released", false, false },
        { "declined", false, false },
        { "lapsed", false, false },
        { "withdrawn", false, false },
        { "didn't happen", false, false },
        { "blocked", false, false },
    };

    [Theory]
    [MemberData(nameof(AfterEach))]
    public async Task Each_viewer_reads_exactly_what_the_table_says(string state, bool helperReads, bool mayWrite)
    {
        (await SayAsync(helper, Secret)).Ok.Should().BeTrue();
        var other = await people.HelperAsync("Mei", areaId: area.Id);
        var replaced = await people.HelperAsync("Bea", areaId: area.Id);
        await people.KeepAsync(RoleGrant.Give(replaced.Id, Role.Coordinator, area.Id, Now));
        await MoveAsync(state);

        (await OfHelperAsync(helper) is not null).Should().Be(helperReads);
        (await OfAskerAsync(asker, OwnNeed.OfMember(need.Id)))!.Messages.Single().Words.Should().Be(Secret);
        (await OfAskerAsync(null, OwnNeed.Of(people.Keys[need.Id])))!.Messages.Single().Words.Should().Be(Secret, "she needs no account");
        foreach (var nobody in new[] { other, replaced, await people.CoordinatorAsync(), await people.MemberAsync("Ola") })
        {
            (await OfHelperAsync(nobody)).Should().BeNull();
            (await OfAskerAsync(nobody, OwnNeed.OfMember(need.Id))).Should().BeNull();
        }

        foreach (var actor in await CarersAsync())
        {
            (await With<ThreadService, Result<IReadOnlyList<ReadMessage>>>(s => s.OpenAsync(actor, claimId))).Refusal.Should().BeSameAs(Refusal.NotFound);
            (await With<ThreadQueries, IReadOnlyList<CalledThread>>(q => q.CalledAsync(actor))).Should().BeEmpty();
        }

        (await SayAsync(helper, "Hello again")).Ok.Should().Be(mayWrite);
        (await AnswerAsync("Hello too")).Ok.Should().Be(mayWrite);
    }

    [Theory]
    [InlineData(CallKind.Invited, true, false, false)]
    [InlineData(CallKind.Reported, true, false, true)]
    public async Task Asked_in_means_the_coordinator_of_the_area_and_reported_means_the_safeguarding_lead_too(CallKind kind, bool ofArea, bool ofOther, bool lead)
    {
        await SayAsync(helper, Secret);
        var (mine, others, leads) = await CarersAsync() is [var one, var two, var three] ? (one, two, three) : default;

        (await With<ThreadService, Result>(s => s.CallAsAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), claimId, kind))).Ok.Should().BeTrue();
        (await With<ThreadService, Result>(s => s.CallAsAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), claimId, kind))).Ok.Should().BeTrue("twice is once");

        foreach (var (actor, reads) in new[] { (mine, ofArea), (others, ofOther), (leads, lead) })
        {
            var opened = await With<ThreadService, Result<IReadOnlyList<ReadMessage>>>(s => s.OpenAsync(actor, claimId));
            opened.Ok.Should().Be(reads);
            (await With<ThreadQueries, IReadOnlyList<CalledThread>>(q => q.CalledAsync(actor))).Should().HaveCount(reads ? 1 : 0);
            (opened.Ok ? opened.Value.Single().Words : Secret).Should().Be(Secret);
        }

        await using (var db = Database.Context())
        {
            (await db.ThreadCalls.CountAsync()).Should().Be(1);
            (await db.Notices.Where(n => n.Kind == NoticeKind.ThreadToRead).Select(n => n.ToMemberId).ToListAsync())
                .Should().BeEquivalentTo(new[] { (mine, ofArea), (others, ofOther), (leads, lead) }.Where(w => w.Item2).Select(w => w.Item1.MemberId!.Value));
            (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ThreadRead)).Should().Be(lead ? 2 : 1, "that somebody read it is written down");
        }

        (await OfHelperAsync(helper))!.Invited.Should().Be(kind == CallKind.Invited, "an invitation is open to both");
        (await OfHelperAsync(helper))!.ReportedByMe.Should().BeFalse("the other side is not told of a worry");
        (await With<ThreadService, Result>(s => s.CloseAsync(mine, claimId))).Ok.Should().BeTrue();
        (await With<ThreadService, Result<IReadOnlyList<ReadMessage>>>(s => s.OpenAsync(mine, claimId))).Refusal.Should().BeSameAs(Refusal.NotFound);
    }

    [Fact]
    public async Task A_coordinator_who_is_one_of_the_two_reads_as_herself_and_a_report_goes_past_her()
    {
        await people.KeepAsync(RoleGrant.Give(helper.Id, Role.Coordinator, area.Id, Now), RoleGrant.Give(helper.Id, Role.SafeguardingLead, null, Now));
        await SayAsync(helper, Secret);
        await With<ThreadService, Result>(s => s.CallAsAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), claimId, CallKind.Reported));
        var actor = Neighbourhood.ActorOf(helper, Role.Coordinator, Role.SafeguardingLead);

        (await With<ThreadQueries, IReadOnlyList<CalledThread>>(q => q.CalledAsync(actor))).Should().BeEmpty();
        (await With<ThreadService, Result<IReadOnlyList<ReadMessage>>>(s => s.OpenAsync(actor, claimId))).Refusal.Should().BeSameAs(Refusal.NotFound);
        await using var db = Database.Context();
        (await db.Notices.AnyAsync(n => n.Kind == NoticeKind.ThreadToRead && n.ToMemberId == helper.Id)).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_written_is_nowhere_readable_but_in_the_thread()
    {
        await SayAsync(helper, Secret);

        await using var db = Database.Context();
        Encoding.UTF8.GetString((await db.ClaimMessages.SingleAsync()).Words).Should().NotContain("blue door");
        (await db.AuditEntries.Where(e => e.Deed == Deed.MessageSent).Select(e => e.Reason).ToListAsync()).Should().Equal([null]);
        (await db.Notices.CountAsync(n => n.Kind == NoticeKind.MessageFromHelper && n.ToMemberId == asker.Id)).Should().Be(1);
    }

    [Fact]
    public async Task Somebody_who_has_not_looked_is_told_once_and_the_same_form_writes_once()
    {
        var form = Guid.NewGuid();
        await SayAsync(helper, "One", form);
        await SayAsync(helper, "One", form);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(helper, "Two");

        (await OfHelperAsync(helper))!.Messages.Select(m => (m.Mine, m.Words)).Should().Equal((true, "One"), (true, "Two"));
        await using var db = Database.Context();
        (await db.Notices.CountAsync(n => n.Kind == NoticeKind.MessageFromHelper)).Should().Be(1);
    }

    [Fact]
    public async Task The_same_form_pressed_ten_times_at_once_writes_once()
    {
        var form = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => SayAsync(helper, "Hello", form))));

        answers.Should().OnlyContain(a => a.Ok);
        (await OfHelperAsync(helper))!.Messages.Should().ContainSingle();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("a\0b")]
    [InlineData(null)]
    public async Task No_words_and_too_many_are_asked_for_again(string? words)
    {
        (await SayAsync(helper, words ?? new string('a', ClaimMessage.WordsMaxLength + 1))).Refusal!.Fields.Single().Field.Should().Be("Words");
    }

    [Fact]
    public async Task Very_much_very_quickly_has_to_wait_a_little_and_the_other_side_is_not_held_up()
    {
        for (var i = 0; i < ThreadService.MostInShortWhile; i++)
        {
            (await SayAsync(helper, $"Message {i}")).Ok.Should().BeTrue();
        }

        (await SayAsync(helper, "One more")).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        (await AnswerAsync("Slowly, please")).Ok.Should().BeTrue();
        Clock.Advance(ThreadService.ShortWhile);
        (await SayAsync(helper, "One more")).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task Messages_go_thirty_days_after_the_need_closed_and_what_somebody_still_has_to_look_at_stays()
    {
        await SayAsync(helper, Secret);
        var second = await people.NeedAsync(asker.Id, areaId: area.Id);
        var worried = await TakeAsync(second, helper);
        await With<ThreadService, Result>(s => s.WriteAsHelperAsync(Neighbourhood.ActorOf(helper), worried, Guid.NewGuid(), "Odd words"));
        await With<ThreadService, Result>(s => s.CallAsHelperAsync(Neighbourhood.ActorOf(helper), worried, CallKind.Reported));
        await people.ChangeAsync(need.Id, n => n.Report(claimId, Outcome.Done, fromHelper: true, Now));
        await people.ChangeAsync(second.Id, n => n.Release(worried, Now));

        Clock.Advance(Retention.ThreadsKept);
        (await SweepAsync()).Messages.Should().Be(0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await SweepAsync()).Messages.Should().Be(1);

        (await With<ThreadService, Result>(s => s.CloseAsync(Neighbourhood.ActorOf(asker, Role.SafeguardingLead), worried))).Refusal.Should().BeSameAs(Refusal.NotFound, "she is one of the two");
        (await With<ThreadService, Result>(async s => await s.CloseAsync((await CarersAsync())[2], worried))).Ok.Should().BeTrue();
        (await SweepAsync()).Messages.Should().Be(1);
    }

    [Fact]
    public async Task Erasing_the_details_now_erases_the_messages_with_them()
    {
        await SayAsync(helper, Secret);

        (await With<AskerService, Result>(s => s.EraseAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id])))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.ClaimMessages.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_new_key_writes_the_messages_anew_and_they_read_the_same()
    {
        await SayAsync(helper, Secret);
        await using var scope = services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<KeyRing>();
        var seals = scope.ServiceProvider.GetRequiredService<MessageSeals>();
        keys.AddKey();

        (await seals.CountOldAsync()).Should().Be(1);
        (await seals.RewriteOldAsync(10)).Should().Be(1);

        (await seals.CountOldAsync()).Should().Be(0);
        (await OfHelperAsync(helper))!.Messages.Single().Words.Should().Be(Secret);
    }

    private Task MoveAsync(string state)
    {
        switch (state)
        {
            case "done 72 hours ago":
                return people.ChangeAsync(need.Id, n => n.Report(claimId, Outcome.Done, fromHelper: true, Now - NeedVisibility.AfterDone));
            case "blocked":
                return people.KeepAsync(Block.Between(asker.Id, helper.Id, Now));
            case "agreed":
                return Task.CompletedTask;
            default:
                return people.ChangeAsync(need.Id, n => state switch
                {
                    "done" => n.Report(claimId, Outcome.Done, fromHelper: true, Now),
                    "part done" => n.Report(claimId, Outcome.PartDone, fromHelper: true, Now),
                    "released" => n.Release(claimId, Now),
                    "declined" => n.Decline(claimId, Now),
                    "lapsed" => n.Lapse(claimId, Now),
                    "withdrawn" => n.Withdraw(Now),
                    _ => n.Report(claimId, Outcome.DidntHappen, fromHelper: true, Now),
                });
        }
    }

    // The coordinator of the area, one of another area, and the safeguarding lead, each with the row that their notices are found by.
    private async Task<Actor[]> CarersAsync()
    {
        var elsewhere = await people.AreaAsync($"Elsewhere {Guid.NewGuid():N}");
        var (one, two, three) = (await people.CoordinatorAsync("Ana", area.Id), await people.CoordinatorAsync("Ben", elsewhere.Id), await people.MemberAsync("Lea"));
        await people.KeepAsync(RoleGrant.Give(three.Id, Role.SafeguardingLead, null, Now));
        return
        [
            Neighbourhood.ActorOf(one, Role.Coordinator) with { Areas = new HashSet<Guid> { area.Id } },
            Neighbourhood.ActorOf(two, Role.Coordinator) with { Areas = new HashSet<Guid> { elsewhere.Id } },
            Neighbourhood.ActorOf(three, Role.SafeguardingLead),
        ];
    }

    private async Task<Guid> TakeAsync(Need of, Member by)
    {
        var taken = Guid.Empty;
        await people.ChangeAsync(of.Id, n =>
        {
            var claim = n.Take(n.Parts[0].Id, by.Id, Week, null, Now);
            taken = claim.Value.Id;
            return claim;
        });
        return taken;
    }

    private Task<Result> SayAsync(Member from, string words, Guid? form = null) =>
        With<ThreadService, Result>(s => s.WriteAsHelperAsync(Neighbourhood.ActorOf(from), claimId, form ?? Guid.NewGuid(), words));

    private Task<Result> AnswerAsync(string words) =>
        With<ThreadService, Result>(s => s.WriteAsAskerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[need.Id]), claimId, Guid.NewGuid(), words));

    private Task<ClaimThread?> OfHelperAsync(Member reader) =>
        With<ThreadQueries, ClaimThread?>(q => q.OfHelperAsync(Neighbourhood.ActorOf(reader), claimId));

    private Task<ClaimThread?> OfAskerAsync(Member? reader, OwnNeed own) =>
        With<ThreadQueries, ClaimThread?>(q => q.OfAskerAsync(reader is null ? Actor.Visitor : Neighbourhood.ActorOf(reader), own, claimId));

    private Task<Swept> SweepAsync() => With<Retention, Swept>(r => r.SweepAsync(Now));

    private async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
