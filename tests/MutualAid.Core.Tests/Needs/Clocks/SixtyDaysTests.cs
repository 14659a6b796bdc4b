using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using Xunit;
using ClockSettings = MutualAid.Core.Notices.Clocks;

namespace MutualAid.Core.Tests.Needs.Clocks;

/// <summary>All clocks together: sixty days looked at to the second, and two servers on one database.</summary>
public sealed class SixtyDaysTests : ClockTest
{
    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-10-01")]
    [InlineData("2028-02-10")]
    public async Task Over_sixty_days_each_thing_happens_at_its_time_and_only_then(string day)
    {
        var start = StartAt(day, 9, 0);
        var first = London.Day(start);
        var (asker, helper) = (await People.MemberAsync(), await People.HelperAsync());
        var quiet = await People.NeedAsync(asker.Id);
        await AgreeAsync(quiet, helper);
        var forgotten = await People.NeedAsync(asker.Id);
        NewPart On(int days) => new("errand", null, new PartTime(PartWhen.OnDay, first.AddDays(days), new TimeOnly(10, 0), new TimeOnly(11, 0)));
        var missed = await People.NeedAsync(asker.Id, parts: On(29));
        var visited = await People.NeedAsync(asker.Id, parts: On(30));
        await SayAsync(helper, await AgreeAsync(visited, helper));

        // A second before each moment, at it and a second after; and every sixth day, when nothing is due, for what nobody expects.
        DateTimeOffset At(int days, int hour) => London.At(first.AddDays(days), new TimeOnly(hour, 0));
        var dayMissed = At(29, 11);
        var expected = new Dictionary<Need, (Deed Deed, DateTimeOffset At)[]>
        {
            [quiet] =
            [
                (Deed.PlanNudged, start.AddHours(24)), (Deed.PlanAskedAgain, start.AddHours(36)), (Deed.ClaimWentQuiet, start.AddHours(48)),
                (Deed.StillNeededAsked, start.AddDays(2 + 7)), (Deed.StillNeededAsked, start.AddDays(2 + 14)), (Deed.NeedExpired, start.AddDays(2 + 21)),
            ],
            [forgotten] = [(Deed.StillNeededAsked, start.AddDays(7)), (Deed.StillNeededAsked, start.AddDays(14)), (Deed.NeedExpired, start.AddDays(21))],
            [visited] = [(Deed.DayBeforeAsked, At(29, 9)), (Deed.OutcomeAsked, At(32, 11))],

            // Nothing closes before the day it is wanted for.
            [missed] =
            [
                (Deed.StillNeededAsked, start.AddDays(7)), (Deed.StillNeededAsked, start.AddDays(14)), (Deed.PartMissed, dayMissed),
                (Deed.StillNeededAsked, dayMissed.AddDays(7)), (Deed.NeedExpired, dayMissed.AddDays(14)),
            ],
        };
        var moments = expected.Values.SelectMany(steps => steps).SelectMany(step => new[] { -1, 0, 1 }.Select(second => step.At.AddSeconds(second)));
        foreach (var look in moments.Concat(Enumerable.Range(0, 11).Select(i => start.AddDays(6 * i).AddHours(5))).Distinct().Order())
        {
            await RunAsync(look);
        }

        foreach (var (need, steps) in expected)
        {
            (await LogAsync(need)).Should().Equal(steps);
        }
    }

    [Fact]
    public async Task Two_servers_on_one_database_do_each_thing_once()
    {
        var start = StartAt("2026-05-18");
        var asker = await People.MemberAsync();
        var needs = new List<Need>();
        for (var i = 0; i < 25; i++)
        {
            needs.Add(await People.NeedAsync(asker.Id));
        }

        Clock.Set(start.AddDays(7));
        await using var one = Database.Services(Clock);
        await using var two = Database.Services(Clock);

        // Whoever finds the other at work leaves the step for the next minute.
        var done = 0;
        for (var minute = 0; minute < 10 && done < 25; minute++)
        {
            var eight = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                await using var scope = (i % 2 == 0 ? one : two).CreateAsyncScope();
                return (await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(Now)).Values.Sum();
            })));
            done += eight.Sum();
        }

        done.Should().Be(25);
        (await NewsOfAsync(asker)).Should().HaveCount(25);
        foreach (var need in needs)
        {
            (await ReadAsync(need.Id)).StillAsks.Should().Be(1);
        }
    }

    [Fact]
    public async Task More_than_one_step_holds_is_done_in_several_and_a_press_at_the_same_moment_wins()
    {
        var start = StartAt("2026-05-18");
        var asker = await People.MemberAsync();
        for (var i = 0; i < NetworkTimer.Batch + 20; i++)
        {
            await People.NeedAsync(asker.Id);
        }

        (await RunAsync(start.AddDays(7))).Should().Be(NetworkTimer.Batch + 20);
    }

    [Fact]
    public async Task A_network_sets_its_own_clocks()
    {
        var start = StartAt("2026-05-18");
        var need = await People.NeedAsync((await People.MemberAsync()).Id);
        await using var services = Database.Services(Clock, s => s.Configure<ClockSettings>(c => c.StillNeededDays = 3));
        await using var scope = services.CreateAsyncScope();
        var timers = scope.ServiceProvider.GetRequiredService<NetworkTimers>();

        (await timers.RunAsync(start.AddDays(3).AddSeconds(-1))).Should().BeEmpty();
        (await timers.RunAsync(start.AddDays(3))).Values.Sum().Should().Be(1);
        (await ReadAsync(need.Id)).StillAsks.Should().Be(1);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_by_name()
    {
        var rules = new ClockRules();
        rules.Validate(null, new ClockSettings()).Succeeded.Should().BeTrue("the defaults are fine");
        void Refused(Action<ClockSettings> change, string name)
        {
            var clocks = new ClockSettings();
            change(clocks);
            rules.Validate(null, clocks).Failures.Should().ContainSingle().Which.Should().StartWith($"Clocks__{name} ");
        }

        Refused(c => c.InvitationHours = 0, "InvitationHours");
        Refused(c => c.InvitationHoursWhenUrgent = 721, "InvitationHoursWhenUrgent");
        Refused(c => c.PlanNudgeHours = -1, "PlanNudgeHours");
        Refused(c => c.PlanAskHours = 24, "PlanAskHours");
        Refused(c => c.PlanReleaseHours = 36, "PlanReleaseHours");
        Refused(c => c.PlanTimesFasterWhenUrgent = 0, "PlanTimesFasterWhenUrgent");
        Refused(c => c.ReminderHour = 24, "ReminderHour");
        Refused(c => c.OutcomeDays = 0, "OutcomeDays");
        Refused(c => c.OutcomeDaysWithoutDay = 366, "OutcomeDaysWithoutDay");
        Refused(c => c.StillNeededDays = 0, "StillNeededDays");
        Refused(c => c.StillNeededAgainDays = 7, "StillNeededAgainDays");
        Refused(c => c.CloseDays = 14, "CloseDays");
    }

    private async Task<List<(Deed Deed, DateTimeOffset At)>> LogAsync(Need need)
    {
        await using var db = Database.Context();
        return (await db.AuditEntries.Where(e => e.NeedId == need.Id && e.ActorId == null).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new { e.Deed, e.At }).ToListAsync())
            .ConvertAll(e => (e.Deed, e.At));
    }
}
