using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.Core.Tests.Needs.Clocks;
using MutualAid.TestKit;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Waves;

/// <summary>Waves on a real database: who is asked, what is kept of it, and who hears.</summary>
public sealed class WaveTimerTests : ClockTest
{
    private static NewPart In(int days, DateOnly from) => new("groceries", null, new PartTime(PartWhen.OnDay, from.AddDays(days), new TimeOnly(12, 0), new TimeOnly(13, 0)));

    [Fact]
    public async Task A_wave_asks_three_keeps_why_replaces_who_says_no_or_nothing_and_thanks_the_others()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(9);
        var need = await NeedAsync(days: 4);

        await RunAsync(start);

        var wave = (await WavesAsync()).Should().ContainSingle().Subject;
        wave.Should().Match<Wave>(w => w.PartId == need.Parts[0].Id && w.Number == 1 && w.Reason == WaveReason.First && w.Size == 3 && w.Asked == 3 && w.EndedAt == null);
        wave.ChanceAtStart.Should().Be(3_859, "1 - 0.85³, because nobody was asked before");
        var first = await PingsAsync();
        first.Should().HaveCount(3).And.OnlyContain(
            p => p.WaveId == wave.Id && p.Chance == 1_500 && p.Lines.Length == 8 && p.AskedAt == start && p.AnswerBy == start.AddMinutes(45) && p.Outcome == PingOutcome.Waiting);
        first.Select(p => (int)p.Position).Should().Equal(0, 1, 2);
        foreach (var ping in first)
        {
            (await NewsOfAsync(helpers.Single(h => h.Id == ping.HelperId))).Should().Equal(NoticeKind.CouldYouHelp);
        }

        await RunAsync(start.AddMinutes(1));
        (await PingsAsync()).Should().HaveCount(3, "enough have been asked");

        // One would rather not; somebody else is asked at once, and that begins the second wave.
        await SayNotThisOneAsync(first[0].HelperId, need.Id);
        await RunAsync(start.AddMinutes(2));
        var second = await PingsAsync();
        second.Should().HaveCount(4);
        second.Single(p => p.Id == first[0].Id).Outcome.Should().Be(PingOutcome.SaidNo);
        (await WavesAsync()).Select(w => (w.Number, w.Reason, w.EndedHow)).Should().Equal(((short)1, WaveReason.First, WaveEnd.Followed), ((short)2, WaveReason.NotEnough, null));

        // Two say nothing for three quarters of an hour.
        await RunAsync(start.AddMinutes(45));
        (await PingsAsync()).Where(p => p.AskedAt == start).Select(p => p.Outcome).Should().BeEquivalentTo([PingOutcome.SaidNo, PingOutcome.NoAnswer, PingOutcome.NoAnswer]);
        (await PingsAsync()).Count(p => p.Outcome == PingOutcome.Waiting).Should().Be(3);

        // One of the two comes late, and takes it.
        var late = helpers.Single(h => h.Id == first[1].HelperId);
        Clock.Set(start.AddMinutes(50));
        await AgreeAsync(need, late);
        await RunAsync(start.AddMinutes(51));

        var all = await PingsAsync();
        all.Single(p => p.Id == first[1].Id).Outcome.Should().Be(PingOutcome.SaidYes, "a late yes is a yes");
        var covered = all.Where(p => p.Outcome == PingOutcome.Covered).ToList();
        covered.Should().HaveCount(3);
        foreach (var ping in covered)
        {
            (await NewsOfAsync(helpers.Single(h => h.Id == ping.HelperId))).Should().Equal(NoticeKind.CouldYouHelp, NoticeKind.CoveredThankYou);
        }

        (await WavesAsync()).Should().OnlyContain(w => w.EndedAt != null);
        (await WrittenByClockAsync(need.Id)).Should().Equal(Deed.NeighboursAsked, Deed.NeighboursAsked);
        (await RunAsync(start.AddMinutes(52))).Should().Be(0);
    }

    [Theory]
    [InlineData("2026-03-28")]
    [InlineData("2026-10-24")]
    [InlineData("2026-05-18")]
    public async Task Nobody_is_asked_in_the_night_and_in_the_morning_they_are(string day)
    {
        var night = StartAt(day, 22, 0);
        await HelpersAsync(6);
        await NeedAsync(days: 2);
        var seven = London.At(London.Day(night).AddDays(1), new TimeOnly(7, 0));

        for (var at = night; at < seven; at = at.AddMinutes(20))
        {
            await RunAsync(at);
        }

        await RunAsync(seven.AddSeconds(-1));
        (await PingsAsync()).Should().BeEmpty();
        await RunAsync(seven);
        (await PingsAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task Two_workers_at_once_begin_one_wave()
    {
        var start = StartAt("2026-05-18", 9, 0);
        await HelpersAsync(6);
        await NeedAsync(days: 2);
        await using var one = Database.Services(Clock);
        await using var two = Database.Services(Clock);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await using var scope = (i % 2 == 0 ? one : two).CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(start);
        }));

        (await WavesAsync()).Should().ContainSingle();
        (await PingsAsync()).Should().HaveCount(3);
    }

    [Theory]
    [InlineData(Urgency.Normal, 5, 1)]
    [InlineData(Urgency.Normal, 6, 0)]
    [InlineData(Urgency.Urgent, 9, 5)]
    [InlineData(Urgency.Urgent, 10, 0)]
    public async Task Who_was_asked_often_enough_in_seven_days_is_left_in_peace(Urgency urgency, int asks, int asked)
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(6);
        await AskedBeforeAsync(helpers, asks, start.AddDays(-2));
        var need = await NeedAsync(days: 2, urgency);

        await RunAsync(start);

        (await PingsAsync()).Count(p => p.NeedId == need.Id).Should().Be(asked);
    }

    [Fact]
    public async Task A_coordinator_hears_once_when_half_of_the_time_is_gone()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var ana = await People.CoordinatorAsync();
        await HelpersAsync(30);
        var need = await NeedAsync(days: 2); // Wednesday 12.00: 51 hours, half of them gone on Tuesday at 10.30
        await RunAsync(start);
        (await NewsOfAsync(ana)).Should().BeEmpty();

        await RunAsync(start.AddMinutes((51 * 30) - 1));
        (await NewsOfAsync(ana)).Should().BeEmpty();
        await RunAsync(start.AddMinutes(51 * 30));
        await RunAsync(start.AddMinutes((51 * 30) + 20));

        (await NewsOfAsync(ana)).Should().Equal(NoticeKind.NobodyFoundYet);
        (await WrittenByClockAsync(need.Id)).Should().ContainSingle(d => d == Deed.NobodyFoundYet);
    }

    [Fact]
    public async Task Where_hardly_anybody_may_be_asked_nothing_is_sent_and_nobody_is_alarmed()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var ana = await People.CoordinatorAsync();
        var helpers = await HelpersAsync(4);
        await NeedAsync(days: 2);

        (await RunAsync(start)).Should().Be(0);
        (await RunAsync(start.AddHours(40))).Should().Be(0);

        (await PingsAsync()).Should().BeEmpty();
        (await NewsOfAsync(ana)).Should().BeEmpty();
        (await NewsOfAsync(helpers[0])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_need_without_haste_is_for_the_board_until_five_days_before_it_is_too_late()
    {
        var start = StartAt("2026-05-18", 9, 0);
        await HelpersAsync(6);
        await People.NeedAsync((await People.MemberAsync()).Id);

        await RunAsync(start);
        await RunAsync(start.AddDays(2).AddMinutes(-1));
        (await PingsAsync()).Should().BeEmpty("this week or so means seven days");
        await RunAsync(start.AddDays(2));
        (await PingsAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task Whoever_was_invited_first_keeps_their_time()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(6);
        var need = await NeedAsync(days: 3);
        await People.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helpers[0].Id, London.WeekOf(start), start, start.AddHours(4)));

        await RunAsync(start);
        await RunAsync(start.AddHours(4).AddSeconds(-1));
        (await PingsAsync()).Should().BeEmpty();
        await RunAsync(start.AddHours(4));
        (await PingsAsync()).Should().HaveCount(3).And.NotContain(p => p.HelperId == helpers[0].Id);
    }

    [Fact]
    public async Task A_network_may_do_without_waves()
    {
        var start = StartAt("2026-05-18", 9, 0);
        await HelpersAsync(6);
        await NeedAsync(days: 2);
        await using var services = Database.Services(Clock, s => s.AddSingleton(new WaveOptions { Ask = 0 }));
        await using var scope = services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(start);

        (await PingsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task The_desk_is_told_when_more_than_a_fifth_were_asked_as_often_as_they_should_be(int tired, bool tooMuch)
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(10);
        await AskedBeforeAsync(helpers[..tired], 6, start.AddDays(-1));
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var load = scope.ServiceProvider.GetRequiredService<AskingLoadQueries>();

        (await load.ReadAsync(Neighbourhood.ActorOf(await People.CoordinatorAsync(), Role.Coordinator))).Should().Be(new AskingLoad(10, tired, tooMuch));
        (await load.ReadAsync(Neighbourhood.ActorOf(helpers[0]))).Should().BeNull();
    }

    [Fact]
    public async Task The_database_holds_one_running_wave_one_ask_for_each_and_a_chance_that_is_one()
    {
        var start = StartAt("2026-05-18", 9, 0);
        await HelpersAsync(6);
        await NeedAsync(days: 2);
        await RunAsync(start);

        foreach (var (sql, rule) in new[]
        {
            ("INSERT INTO wave SELECT gen_random_uuid(), need_id, part_id, 2, reason, size, asked, chance_at_start, begun_at, ended_at, ended_how FROM wave", "ix or name"),
            ("UPDATE wave_ping SET chance = 10001", "wave_ping_in_range"),
            ("UPDATE wave_ping SET helper_id = (SELECT helper_id FROM wave_ping ORDER BY position LIMIT 1)", Constraints.WavePingOnce),
            ("UPDATE wave_ping SET outcome = 'SaidNo'", "wave_ping_settled"),
            ("UPDATE wave SET ended_at = now()", "wave_ended_somehow"),
        })
        {
            await using var source = NpgsqlDataSource.Create(Database.ConnectionString);
            await using var command = source.CreateCommand(sql.StartsWith("INSERT", StringComparison.Ordinal)
                ? "INSERT INTO wave (id, need_id, part_id, number, reason, size, asked, chance_at_start, begun_at) SELECT gen_random_uuid(), need_id, part_id, 2, reason, size, asked, chance_at_start, begun_at FROM wave"
                : sql);
            var refused = (await command.Invoking(c => c.ExecuteNonQueryAsync()).Should().ThrowAsync<PostgresException>()).Which;
            refused.ConstraintName.Should().Be(sql.StartsWith("INSERT", StringComparison.Ordinal) ? Constraints.WaveOneRunning : rule);
        }
    }

    [Fact]
    public async Task What_was_asked_is_forgotten_after_eight_weeks()
    {
        var start = StartAt("2026-05-18", 9, 0);
        var helpers = await HelpersAsync(6);
        var need = await NeedAsync(days: 2);
        await RunAsync(start);
        await AgreeAsync(need, helpers[0]);
        await RunAsync(start.AddMinutes(1));

        await RunAsync(start.AddMinutes(1).AddDays(56));
        (await PingsAsync()).Should().HaveCount(3);
        await RunAsync(start.AddMinutes(2).AddDays(56));
        (await PingsAsync()).Should().BeEmpty();
    }

    private async Task<List<Member>> HelpersAsync(int count)
    {
        var helpers = new List<Member>();
        for (var i = 0; i < count; i++)
        {
            helpers.Add(await People.HelperAsync($"Helper {(char)('A' + i)}"));
        }

        return helpers;
    }

    private async Task<Need> NeedAsync(int days, Urgency urgency = Urgency.Normal) =>
        await People.NeedAsync((await People.MemberAsync()).Id, urgency: urgency, parts: In(days, London.Day(Now)));

    // Asks of other needs, answered by nobody and over.
    private async Task AskedBeforeAsync(IReadOnlyList<Member> helpers, int asks, DateTimeOffset at)
    {
        for (var i = 0; i < asks; i++)
        {
            var other = await People.NeedAsync((await People.MemberAsync()).Id);
            await People.ChangeAsync(other.Id, n => n.Withdraw(at.AddMinutes(50)));
            var wave = Wave.Begin(other.Id, other.Parts[0].Id, 1, helpers.Count, 0.5, at);
            var pings = helpers.Select(h => wave.Ask(new WaveAsk(h.Id, 1, 0, 500, 0.15, at.AddMinutes(45)), [], at)).ToList();
            pings.ForEach(p => p.Settle(PingOutcome.Covered, at.AddMinutes(45)));
            wave.End(WaveEnd.Over, at.AddMinutes(50));
            await People.KeepAsync([wave, .. pings]);
        }
    }

    private async Task SayNotThisOneAsync(Guid helperId, Guid needId)
    {
        await using var db = Database.Context();
        await db.Database.ExecuteSqlAsync($"INSERT INTO not_this_one (member_id, need_id, at) VALUES ({helperId}, {needId}, {Now})");
    }

    private async Task<List<Wave>> WavesAsync()
    {
        await using var db = Database.Context();
        return await db.Waves.OrderBy(w => w.Number).ToListAsync();
    }

    private async Task<List<WavePing>> PingsAsync()
    {
        await using var db = Database.Context();
        return await db.WavePings.OrderBy(p => p.AskedAt).ThenBy(p => p.Position).ToListAsync();
    }
}
