using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs.Repeats;

/// <summary>A ride every Monday at nine for six weeks, from Monday 18 May 2026; it is 8.40 of that Monday in the network.</summary>
public sealed class DateServiceTests : DatabaseTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18);
    private static readonly TimeOnly Nine = new(9, 0);

    private Neighbourhood town = null!;
    private Area area = null!;
    private Member samira = null!;
    private Member yusuf = null!;
    private Member bea = null!;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        town = new Neighbourhood(Database, Clock);
        area = await town.AreaAsync();
        (samira, yusuf, bea) = (await town.MemberAsync("Samira"), await town.HelperAsync("Yusuf"), await town.HelperAsync("Bea"));
        need = await town.NeedAsync(samira.Id, "ride", areaId: area.Id, parts: [.. Enumerable.Range(0, 6).Select(i => new NewPart("ride", null, On(i)))]);
    }

    private OwnNeed Own => OwnNeed.Of(town.Keys[need.Id]);

    private static PartTime On(int week) => new(PartWhen.OnDay, Monday.AddDays(7 * week), Nine);

    [Fact]
    public async Task A_skipped_date_is_not_wanted_and_its_helper_is_told_while_the_others_stay()
    {
        var claim = await TakeAsync(yusuf, 2);
        await TakeAsync(yusuf, 3);
        (await DoAsync(s => s.SkipAsync(Actor.Visitor, Own, Part(2)))).Ok.Should().BeTrue();

        var now = await NowAsync();
        now.Parts.Select(p => (p.State, p.Skipped)).Should().Equal(
            (PartState.Open, false), (PartState.Open, false), (PartState.NotNeeded, true), (PartState.Filled, false), (PartState.Open, false), (PartState.Open, false));
        now.State.Should().Be(NeedState.PartFilled);
        now.Claims.Single(c => c.Id == claim).State.Should().Be(ClaimState.Cancelled);
        (await NewsAsync(yusuf)).Should().Equal(NoticeKind.DateSkipped);
        (await NewsAsync(samira)).Should().BeEmpty();
        await using var db = Database.Context();
        (await db.AuditEntries.SingleAsync(e => e.Deed == Deed.DateSkipped)).SubjectId.Should().Be(Part(2));
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimCancelled && e.SubjectId == claim)).Should().Be(1);
    }

    [Fact]
    public async Task A_changed_date_nobody_had_only_moves_and_the_dates_stay_in_order()
    {
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, Part(1), new PartTime(PartWhen.OnDay, Monday.AddDays(16), new TimeOnly(14, 0), new TimeOnly(15, 0))))).Ok.Should().BeTrue();

        var now = await NowAsync();
        now.Parts.Select(p => p.Day!.Value.DayNumber - Monday.DayNumber).Should().Equal(0, 14, 16, 21, 28, 35);
        now.Parts[2].Time.Should().Be(new PartTime(PartWhen.OnDay, Monday.AddDays(16), new TimeOnly(14, 0), new TimeOnly(15, 0)));
        now.Parts[2].Hours.Cast<bool>().Count(hour => hour).Should().Be(1);
        await using var db = Database.Context();
        (await db.Notices.AnyAsync()).Should().BeFalse();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.DateChanged)).Should().Be(1);
    }

    [Fact]
    public async Task Whoever_had_a_changed_date_is_asked_first_about_the_new_one_and_held_to_neither()
    {
        var old = await TakeAsync(yusuf, 1);
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, Part(1), new PartTime(PartWhen.OnDay, Monday.AddDays(9), Nine)))).Ok.Should().BeTrue();

        var now = await NowAsync();
        var part = now.Parts.Single(p => p.Id == Part(1));
        (part.State, part.HelpersAgreed, now.State).Should().Be((PartState.Open, (short)0, NeedState.Open));
        now.Claims.Single(c => c.Id == old).State.Should().Be(ClaimState.Cancelled);
        var asked = now.Claims.Single(c => c.Id != old);
        (asked.State, asked.HelperId, asked.WeekOf, asked.AnswerBy).Should().Be((ClaimState.Invited, yusuf.Id, Monday.AddDays(7), Now.AddHours(24)));
        (await NewsAsync(yusuf)).Should().Equal(NoticeKind.DateChanged);

        // Yes holds it again, on the new day.
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var yes = await scope.ServiceProvider.GetRequiredService<ClaimService>().AcceptAsync(Neighbourhood.ActorOf(yusuf), asked.Id, Guid.NewGuid(), null);
        yes.Value.State.Should().Be(ClaimState.Agreed);
    }

    [Fact]
    public async Task The_same_time_again_asks_nobody_again()
    {
        var claim = await TakeAsync(yusuf, 1);
        (await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, Part(1), On(1)))).Ok.Should().BeTrue();
        (await NowAsync()).Claims.Single().Should().Match<Claim>(c => c.Id == claim && c.State == ClaimState.Agreed);
        (await NewsAsync(yusuf)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_answer_about_a_near_date_is_awaited_no_longer_than_until_it_begins()
    {
        await TakeAsync(yusuf, 1);
        await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, Part(1), new PartTime(PartWhen.OnDay, Monday, new TimeOnly(12, 0))));
        (await NowAsync()).Claims.Single(c => c.State == ClaimState.Invited).AnswerBy.Should().Be(new DateTimeOffset(2026, 5, 18, 11, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Ended_dates_let_go_of_everybody_once_and_what_was_before_stays_in_the_history()
    {
        var first = await TakeAsync(yusuf, 0);
        await TakeAsync(yusuf, 2);
        await TakeAsync(yusuf, 3);
        await TakeAsync(bea, 4);
        await town.ChangeAsync(need.Id, n => n.Report(first, Outcome.Done, fromHelper: true, Now));
        Clock.Advance(TimeSpan.FromDays(8));
        (await DoAsync(s => s.EndAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();

        var now = await NowAsync();
        now.Parts.Select(p => p.State).Should().Equal(
            PartState.Done, PartState.Missed, PartState.NotNeeded, PartState.NotNeeded, PartState.NotNeeded, PartState.NotNeeded);
        now.Parts[0].Day.Should().Be(Monday);
        (now.State, now.ClosedAt).Should().Be((NeedState.Done, Now));
        (await NewsAsync(yusuf)).Should().Equal(NoticeKind.DatesEnded);
        (await NewsAsync(bea)).Should().Equal(NoticeKind.DatesEnded);
    }

    [Fact]
    public async Task A_helper_who_is_on_the_way_is_not_let_go_when_the_dates_to_come_end()
    {
        var claim = await TakeAsync(yusuf, 0);
        Clock.Advance(TimeSpan.FromHours(1));
        (await DoAsync(s => s.EndAsync(Actor.Visitor, Own))).Ok.Should().BeTrue();

        var now = await NowAsync();
        (now.State, now.Parts[0].State, now.Claims.Single().State).Should().Be((NeedState.Agreed, PartState.Filled, ClaimState.Agreed));
        await town.ChangeAsync(need.Id, n => n.Report(claim, Outcome.Done, fromHelper: true, Now));
        (await NowAsync()).State.Should().Be(NeedState.Done);
    }

    [Fact]
    public async Task With_the_last_date_skipped_the_need_is_closed()
    {
        for (var i = 0; i < 6; i++)
        {
            (await DoAsync(s => s.SkipAsync(Actor.Visitor, Own, Part(i)))).Ok.Should().BeTrue();
        }

        (await NowAsync()).State.Should().Be(NeedState.Withdrawn);
        (await DoAsync(s => s.EndAsync(Actor.Visitor, Own))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Wanted_after_all_brings_back_what_was_ended_but_not_what_was_skipped_or_is_over()
    {
        var first = await TakeAsync(yusuf, 0);
        await town.ChangeAsync(need.Id, n => n.Report(first, Outcome.Done, fromHelper: true, Now));
        await DoAsync(s => s.SkipAsync(Actor.Visitor, Own, Part(2)));
        Clock.Advance(TimeSpan.FromDays(1));
        await DoAsync(s => s.EndAsync(Actor.Visitor, Own));
        await using (var services = Database.Services(Clock))
        {
            await using var scope = services.CreateAsyncScope();
            (await scope.ServiceProvider.GetRequiredService<AskerService>().DidntHappenAsync(Actor.Visitor, Own)).Ok.Should().BeTrue();
        }

        var now = await NowAsync();
        now.Parts.Select(p => p.State).Should().Equal(
            PartState.Done, PartState.Open, PartState.NotNeeded, PartState.Open, PartState.Open, PartState.Open);
        now.Claims.Single().State.Should().Be(ClaimState.Done);
    }

    [Fact]
    public async Task What_is_over_cannot_be_changed_or_skipped()
    {
        Clock.Advance(TimeSpan.FromMinutes(20));
        foreach (var refused in new[] { await DoAsync(s => s.SkipAsync(Actor.Visitor, Own, Part(0))), await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, Part(0), On(1))) })
        {
            refused.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
            refused.Refusal.Why.ToString().Should().Contain("That date is over");
        }
    }

    public static TheoryData<DateOnly?, TimeOnly?, TimeOnly?, string, string> Bad() => new()
    {
        { null, null, null, "Day", "Pick a day" },
        { Monday.AddDays(-1), null, null, "Day", "The day has passed" },
        { Monday.AddYears(2), null, null, "Day", "more than a year" },
        { Monday, new TimeOnly(8, 0), null, "Start", "That hour has passed" },
        { Monday.AddDays(1), Nine, new TimeOnly(8, 0), "End", "The end comes before the start" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_time_that_cannot_be_is_said_beside_its_field(DateOnly? day, TimeOnly? start, TimeOnly? end, string field, string said)
    {
        var refused = await DoAsync(s => s.ChangeAsync(Actor.Visitor, Own, Part(1), new PartTime(PartWhen.OnDay, day, start, end)));
        refused.Refusal!.Fields.Should().ContainSingle().Which.Should().Match<FieldRefusal>(f => f.Field == field && f.Why.ToString().Contains(said));
        (await NowAsync()).Parts[1].Time.Should().Be(On(1));
    }

    [Fact]
    public async Task The_coordinator_of_the_area_may_and_the_neighbour_is_told()
    {
        var ana = Neighbourhood.ActorOf(await town.CoordinatorAsync(), Role.Coordinator) with { Areas = new HashSet<Guid> { area.Id } };
        (await DoAsync(s => s.SkipAsync(ana, OwnNeed.OfMember(need.Id), Part(1)))).Ok.Should().BeTrue();
        (await NewsAsync(samira)).Should().Equal(NoticeKind.CoordinatorChangedDates);
    }

    [Fact]
    public async Task Whoever_said_code_and_key_is_the_neighbour_who_asked()
    {
        (await DoAsync(s => s.SkipAsync(Actor.Visitor, OwnNeed.OfSaid(need.Id), Part(1)))).Ok.Should().BeTrue();
        (await NewsAsync(samira)).Should().BeEmpty("nobody but herself has changed it");
    }

    [Fact]
    public async Task For_everybody_else_there_is_no_such_need()
    {
        await TakeAsync(yusuf, 1);
        var elsewhere = Neighbourhood.ActorOf(await town.CoordinatorAsync("Kwame"), Role.Coordinator) with { Areas = new HashSet<Guid> { (await town.AreaAsync("Riverside")).Id } };
        foreach (var (stranger, own) in new[] { (Actor.Visitor, OwnNeed.OfMember(need.Id)), (Neighbourhood.ActorOf(yusuf), OwnNeed.OfMember(need.Id)), (elsewhere, OwnNeed.OfMember(need.Id)), (Actor.Visitor, OwnNeed.Of("no-key")) })
        {
            (await DoAsync(s => s.SkipAsync(stranger, own, Part(1)))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await DoAsync(s => s.ChangeAsync(stranger, own, Part(1), On(2)))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await DoAsync(s => s.EndAsync(stranger, own))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        }

        (await DoAsync(s => s.SkipAsync(Neighbourhood.ActorOf(samira), OwnNeed.OfMember(need.Id), Guid.NewGuid()))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await NowAsync()).Parts.Should().OnlyContain(p => p.State == PartState.Open || p.State == PartState.Filled);
    }

    [Fact]
    public async Task Both_changes_of_the_clocks_leave_nine_o_clock_where_it_is()
    {
        // In Europe/London the clocks go back on 25 October 2026: a date is over by the hour on the wall.
        var autumn = await town.NeedAsync(samira.Id, "ride", parts: [new("ride", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 10, 25), Nine)), new("ride", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 11, 1), Nine))]);
        Clock.Set(new DateTimeOffset(2026, 10, 25, 8, 59, 0, TimeSpan.Zero));
        (await DoAsync(s => s.SkipAsync(Actor.Visitor, OwnNeed.Of(town.Keys[autumn.Id]), autumn.Parts[0].Id))).Ok.Should().BeTrue();
        Clock.Set(new DateTimeOffset(2027, 3, 28, 8, 1, 0, TimeSpan.Zero));
        var spring = await town.NeedAsync(samira.Id, "ride", parts: [new("ride", null, new PartTime(PartWhen.OnDay, new DateOnly(2027, 3, 28), Nine)), new("ride", null, new PartTime(PartWhen.OnDay, new DateOnly(2027, 4, 4), Nine))]);
        (await DoAsync(s => s.SkipAsync(Actor.Visitor, OwnNeed.Of(town.Keys[spring.Id]), spring.Parts[0].Id))).Refusal!.Why.ToString().Should().Contain("That date is over");
    }

    private Guid Part(int week) => need.Parts[week].Id;

    private async Task<Guid> TakeAsync(Member helper, int week)
    {
        var claim = Guid.Empty;
        await town.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(Part(week), helper.Id, Monday.AddDays(7 * week), null, Now);
            claim = taken.Value.Id;
            return taken;
        });
        return claim;
    }

    private async Task<Result> DoAsync(Func<DateService, Task<Result>> what)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<DateService>());
    }

    private async Task<NeedNow> NowAsync()
    {
        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        return new NeedNow(now.State, now.ClosedAt, [.. now.Parts.OrderBy(p => p.Position)], [.. now.Claims]);
    }

    private async Task<List<NoticeKind>> NewsAsync(Member member)
    {
        await using var db = Database.Context();
        return await db.Notices.Where(n => n.ToMemberId == member.Id).OrderBy(n => n.At).Select(n => n.Kind).ToListAsync();
    }

    private sealed record NeedNow(NeedState State, DateTimeOffset? ClosedAt, List<NeedPart> Parts, List<Claim> Claims);
}
