using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Tests.Needs.Clocks;
using MutualAid.TestKit;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Waves;

/// <summary>Whom waves ask first, what becomes of a late yes, areas left behind, and a first minute with many needs; on a real database.</summary>
public sealed class WavesMoreTests : ClockTest
{
    private static NewPart In(int days, DateOnly from) => new("groceries", null, new PartTime(PartWhen.OnDay, from.AddDays(days), new TimeOnly(12, 0), new TimeOnly(13, 0)));

    [Fact]
    public async Task A_late_yes_is_thanked_and_stands_by_and_comes_first_for_the_next_need_like_it()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(12);
        var late = await People.HelperAsync("Far", point: new NpgsqlPoint(3_500, 500));
        var need = await NeedAsync(days: 2);
        await RunAsync(start);
        await AskedByHandAsync(need, late, start);
        await AgreeAsync(need, helpers[0]);
        await RunAsync(start.AddMinutes(1));
        (await PingAsync(need, late)).Outcome.Should().Be(PingOutcome.Covered);

        var said = await TakeAsync(late, need);

        said.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await PingAsync(need, late)).Outcome.Should().Be(PingOutcome.StandsBy);
        (await TakenAsync(late, need))!.StandsBy.Should().BeTrue();
        (await TakenAsync(helpers[1], need))!.StandsBy.Should().BeFalse();

        // The next like it: the one who stands by is furthest away, and comes first.
        var next = await NeedAsync(days: 2);
        await RunAsync(start.AddMinutes(5));
        (await PingAsync(next, late)).Position.Should().Be(0);

        // Once: for the one after that the order is the usual one.
        var third = await NeedAsync(days: 2);
        await RunAsync(start.AddHours(2));
        (await PingsAsync(third)).Should().HaveCount(3).And.NotContain(p => p.HelperId == late.Id);
    }

    [Fact]
    public async Task Whoever_stands_by_is_asked_again_when_the_place_is_free_again()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(6);
        var need = await NeedAsync(days: 2);
        await RunAsync(start);
        var asked = (await PingsAsync(need)).Select(p => p.HelperId).ToList();
        var (first, late) = (helpers.Single(h => h.Id == asked[0]), helpers.Single(h => h.Id == asked[1]));
        var claim = await AgreeAsync(need, first);
        await RunAsync(start.AddMinutes(1));
        await TakeAsync(late, need);

        await People.ChangeAsync(need.Id, n => n.Release(claim, Now));
        await RunAsync(start.AddMinutes(20));

        var again = await PingAsync(need, late);
        again.Should().Match<WavePing>(p => p.Outcome == PingOutcome.Waiting && p.Position == 0 && p.AskedAt == start.AddMinutes(20));
        (await PingsAsync(need)).Where(p => p.HelperId == late.Id).Should().ContainSingle();
        (await NewsOfAsync(late)).Should().Equal(NoticeKind.CouldYouHelp, NoticeKind.CoveredThankYou, NoticeKind.CouldYouHelp);

        await AgreeAsync(need, late);
        await RunAsync(start.AddMinutes(21));
        (await PingAsync(need, late)).Outcome.Should().Be(PingOutcome.SaidYes);
    }

    [Fact]
    public async Task Whoever_was_not_asked_or_said_no_does_not_stand_by()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(6);
        var need = await NeedAsync(days: 2);
        await RunAsync(start);
        var asked = (await PingsAsync(need)).Select(p => p.HelperId).ToHashSet();
        await AgreeAsync(need, helpers.First(h => asked.Contains(h.Id)));
        var stranger = helpers.First(h => !asked.Contains(h.Id));

        (await TakeAsync(stranger, need)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);

        (await TakenAsync(stranger, need))!.StandsBy.Should().BeFalse();
        (await PingsAsync(need)).Should().NotContain(p => p.Outcome == PingOutcome.StandsBy);
    }

    [Fact]
    public async Task Whoever_helped_this_neighbour_well_is_asked_first_and_alone()
    {
        var start = StartAt("2026-05-18", 9, 0);
        await HelpersAsync(6);
        var known = await People.HelperAsync("Known", point: new NpgsqlPoint(4_500, 500));
        var asker = await People.MemberAsync();
        await HelpedWellAsync(asker, known, start.AddDays(-7));
        var need = await People.NeedAsync(asker.Id, parts: In(2, London.Day(start)));

        await RunAsync(start);
        await RunAsync(start.AddMinutes(44));
        (await PingsAsync(need)).Should().ContainSingle().Which.HelperId.Should().Be(known.Id);
        (await WaveAsync(need, 1)).Should().Match<Wave>(w => w.Reason == WaveReason.HelpedBefore && w.Size == 1);

        await RunAsync(start.AddMinutes(45));
        (await PingsAsync(need)).Should().HaveCount(4);
        (await WaveAsync(need, 2)).Reason.Should().Be(WaveReason.NotEnough);
    }

    [Fact]
    public async Task An_area_left_behind_is_asked_for_with_one_more_in_a_wave()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var (left, well) = (await People.AreaAsync("Left"), await People.AreaAsync("Well"));
        await HelpersAsync(8);
        await PastAsync(left, needs: 10, met: 3);
        await PastAsync(well, needs: 10, met: 9);
        var here = await People.NeedAsync((await People.MemberAsync()).Id, areaId: left.Id, parts: In(2, London.Day(start)));
        var there = await People.NeedAsync((await People.MemberAsync()).Id, areaId: well.Id, parts: In(2, London.Day(start)));

        await RunAsync(start);

        (await PingsAsync(here)).Should().HaveCount(4);
        (await PingsAsync(there)).Should().HaveCount(3);
    }

    [Fact]
    public async Task What_plans_lacked_keeps_a_helper_back_for_it()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var area = await People.AreaAsync();
        var wanted = await People.HelperAsync("Dear", areaId: area.Id, kinds: 0b11);
        for (var i = 0; i < 5; i++)
        {
            await People.HelperAsync($"Helper {i}", kinds: 1, point: new NpgsqlPoint(1_500, 500));
        }

        var need = await People.NeedAsync((await People.MemberAsync()).Id, areaId: area.Id, parts: In(2, London.Day(start)));
        await People.KeepAsync(Enumerable.Range(0, 28).Select(slot => (object)HelpPrice.Of(area.Id, 1, slot, 300, start)).ToArray());

        await RunAsync(start);

        (await PingsAsync(need)).Should().HaveCount(3).And.NotContain(p => p.HelperId == wanted.Id, "the last plans lacked what only they can do");
    }

    [Fact]
    public async Task A_first_minute_with_a_month_of_needs_begins_few_waves_and_the_others_have_their_turn_later()
    {
        var start = StartAt("2026-05-18", 9, 0);
        await HelpersAsync(60);
        for (var i = 0; i < 12; i++)
        {
            await NeedAsync(days: 3);
        }

        var urgent = await NeedAsync(days: 1, Urgency.Urgent);

        await RunAsync(start);
        (await WavesAsync()).Should().Be(6, "five, and what is urgent waits for nothing");
        (await PingsAsync(urgent)).Should().HaveCount(5);
        for (var minute = 1; minute < 15; minute++)
        {
            await RunAsync(start.AddMinutes(minute));
        }

        (await WavesAsync()).Should().Be(6);
        await RunAsync(start.AddMinutes(15));
        (await WavesAsync()).Should().Be(11);
        for (var minute = 16; minute <= 35; minute++)
        {
            await RunAsync(start.AddMinutes(minute));
        }

        (await WavesAsync()).Should().Be(13);
    }

    [Fact]
    public async Task The_desk_counts_each_need_once_however_somebody_was_asked()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(5);
        var ana = Neighbourhood.ActorOf(await People.CoordinatorAsync(), Role.Coordinator);
        var both = await NeedAsync(days: 3);
        await People.ChangeAsync(both.Id, n => n.Invite(n.Parts[0].Id, helpers[0].Id, London.WeekOf(start), start.AddHours(-9), start.AddHours(-5)));
        await AskedByHandAsync(both, helpers[0], start.AddHours(-3));
        var asked = await NeedAsync(days: 3);
        await AskedByHandAsync(asked, helpers[0], start.AddHours(-2));
        var longAgo = await NeedAsync(days: 3);
        await AskedByHandAsync(longAgo, helpers[0], start.AddDays(-8));
        var need = await NeedAsync(days: 2);
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();

        var found = (await scope.ServiceProvider.GetRequiredService<MatchQueries>().HelpersForAsync(ana, need.Id, null, 10)).Value;

        found.Helpers.Single(h => h.MemberId == helpers[0].Id).Reasons.Caution!.ToString().Should().Be("has been asked 2 times in the last seven days");
        found.Helpers.Where(h => h.MemberId != helpers[0].Id).Should().OnlyContain(h => h.Reasons.Caution == null);
    }

    [Fact]
    public async Task At_night_a_critical_need_asks_only_who_said_that_it_may()
    {
        var night = StartAt("2026-05-18", 23, 0);
        var helpers = await HelpersAsync(6);
        var awake = helpers[3];
        await using (var db = Database.Context())
        {
            (await db.HelperProfiles.SingleAsync(p => p.MemberId == awake.Id)).AskAtNight(true);
            await db.SaveChangesAsync();
        }

        var urgent = await NeedAsync(days: 1, Urgency.Urgent);
        var critical = await NeedAsync(days: 1, Urgency.Critical);
        await RunAsync(night);
        await RunAsync(night.AddMinutes(30));

        (await PingsAsync(critical)).Should().ContainSingle().Which.HelperId.Should().Be(awake.Id);
        (await PingsAsync(urgent)).Should().BeEmpty();

        await RunAsync(London.At(new DateOnly(2026, 5, 19), new TimeOnly(7, 0)));
        (await PingsAsync(critical)).Should().HaveCount(6);
    }

    [Fact]
    public async Task Whoever_is_left_in_peace_hears_once_a_day_of_what_fits_when_there_is_something_new()
    {
        var start = StartAt("2026-05-18", 8, 59);
        var helpers = await HelpersAsync(2);
        for (var i = 0; i < 6; i++)
        {
            var other = await NeedAsync(days: 3);
            await AskedByHandAsync(other, helpers[0], start.AddDays(-1));
            await People.ChangeAsync(other.Id, n => n.Withdraw(start));
        }

        await NeedAsync(days: 6);
        await RunAsync(start);
        (await NewsOfAsync(helpers[0])).Should().BeEmpty("it is not nine yet");
        await RunAsync(start.AddMinutes(1));
        await RunAsync(start.AddMinutes(2));
        (await NewsOfAsync(helpers[0])).Should().Equal(NoticeKind.NeedsThatFit);
        (await NewsOfAsync(helpers[1])).Should().BeEmpty("whoever may be asked needs no digest");

        await RunAsync(start.AddDays(1).AddMinutes(1));
        (await NewsOfAsync(helpers[0])).Should().HaveCount(1, "nothing is new");
        await NeedAsync(days: 6);
        await RunAsync(start.AddDays(1).AddMinutes(30));
        (await NewsOfAsync(helpers[0])).Should().Equal(NoticeKind.NeedsThatFit, NoticeKind.NeedsThatFit);
        (await PingsOfAsync(helpers[0])).Should().Be(6, "a digest asks nothing");
    }

    private async Task<int> PingsOfAsync(Member helper)
    {
        await using var db = Database.Context();
        return await db.WavePings.CountAsync(p => p.HelperId == helper.Id);
    }

    private async Task<List<Member>> HelpersAsync(int count)
    {
        var helpers = new List<Member>();
        for (var i = 0; i < count; i++)
        {
            helpers.Add(await People.HelperAsync($"Helper {i}"));
        }

        return helpers;
    }

    private async Task<Need> NeedAsync(int days, Urgency urgency = Urgency.Normal) =>
        await People.NeedAsync((await People.MemberAsync()).Id, urgency: urgency, parts: In(days, London.Day(Now)));

    // An ask in a wave of its own that is over, with no answer.
    private async Task AskedByHandAsync(Need need, Member helper, DateTimeOffset at)
    {
        await using var db = Database.Context();
        var number = await db.Waves.CountAsync(w => w.NeedId == need.Id) + 20;
        var wave = Wave.Begin(need.Id, need.Parts[0].Id, number, 1, 0.15, at);
        var ping = wave.Ask(new WaveAsk(helper.Id, number, 0, 500, 0.15, at.AddMinutes(45)), [], at);
        wave.End(WaveEnd.Over, at);
        db.AddRange(wave, ping);
        await db.SaveChangesAsync();
    }

    private async Task HelpedWellAsync(Member asker, Member helper, DateTimeOffset at)
    {
        var past = await People.NeedAsync(asker.Id);
        await using var db = Database.Context();
        var need = await db.LoadNeedAsync(past.Id);
        var claim = need.Take(need.Parts[0].Id, helper.Id, London.WeekOf(at), null, at).Value;
        need.Report(claim.Id, Outcome.Done, fromHelper: true, at);
        need.Report(claim.Id, Outcome.Done, fromHelper: false, at);
        await db.SaveChangesAsync();
        await db.Claims.Where(c => c.Id == claim.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.HelperAgain, true).SetProperty(x => x.AskerAgain, true));
    }

    private async Task PastAsync(MutualAid.Core.Places.Area area, int needs, int met)
    {
        var helper = await People.MemberAsync();
        for (var i = 0; i < needs; i++)
        {
            var need = await People.NeedAsync((await People.MemberAsync()).Id, areaId: area.Id);
            await People.ChangeAsync(need.Id, n => i < met ? n.Take(n.Parts[0].Id, helper.Id, London.WeekOf(Now), null, Now) : n.Withdraw(Now));
        }
    }

    private async Task<Result<TakenOn>> TakeAsync(Member helper, Need need)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimService>().TakeAsync(Neighbourhood.ActorOf(helper), need.Id, new Taking(Guid.NewGuid(), [need.Parts[0].Id], null));
    }

    private async Task<NeedTaken?> TakenAsync(Member helper, Need need)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NeedPageQueries>().TakenAsync(Neighbourhood.ActorOf(helper), need.Id);
    }

    private async Task<List<WavePing>> PingsAsync(Need need)
    {
        await using var db = Database.Context();
        return await db.WavePings.Where(p => p.NeedId == need.Id).OrderBy(p => p.AskedAt).ThenBy(p => p.Position).ToListAsync();
    }

    private async Task<WavePing> PingAsync(Need need, Member helper) => (await PingsAsync(need)).Single(p => p.HelperId == helper.Id);

    private async Task<Wave> WaveAsync(Need need, short number)
    {
        await using var db = Database.Context();
        return await db.Waves.SingleAsync(w => w.NeedId == need.Id && w.Number == number);
    }

    private async Task<int> WavesAsync()
    {
        await using var db = Database.Context();
        return await db.Waves.CountAsync(w => w.Number == 1);
    }
}
