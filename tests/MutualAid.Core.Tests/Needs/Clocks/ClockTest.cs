using System.Globalization;
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

namespace MutualAid.Core.Tests.Needs.Clocks;

/// <summary>What a test of a clock has at hand: people, the moment itself, and what was told and written.</summary>
public abstract class ClockTest : DatabaseTest
{
    protected static readonly NetworkClock London = NetworkClock.ForZone("Europe/London")!;

    private ServiceProvider? services;

    protected Neighbourhood People { get; private set; } = null!;

    /// <summary>Days around which a clock may go wrong: an ordinary one, both changes of the clocks, and a leap day.</summary>
    public static TheoryData<string> Starts => ["2026-05-18", "2026-03-28", "2026-10-24", "2028-02-28"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        People = new Neighbourhood(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await (services?.DisposeAsync() ?? ValueTask.CompletedTask);
        await base.DisposeAsync();
    }

    /// <summary>Puts the clock to an hour of a local day.</summary>
    protected DateTimeOffset StartAt(string day, int hour = 8, int minute = 40)
    {
        Clock.Set(London.At(DateOnly.Parse(day, CultureInfo.InvariantCulture), new TimeOnly(hour, minute)));
        return Now;
    }

    /// <summary>Lets the network's clock run at the instant; returns how many things were done.</summary>
    protected async Task<int> RunAsync(DateTimeOffset at)
    {
        Clock.Set(at);
        services ??= Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(at)).Values.Sum();
    }

    /// <summary>One second before: nothing. At the moment: once. Again, and a second later: nothing more.</summary>
    protected async Task OnceAtAsync(DateTimeOffset due, string what)
    {
        (await RunAsync(due.AddSeconds(-1))).Should().Be(0, $"a second before {what} it is too early");
        (await RunAsync(due)).Should().Be(1, $"{what} is due at {due:u}");
        (await RunAsync(due)).Should().Be(0, $"{what} acts once");
        (await RunAsync(due.AddSeconds(1))).Should().Be(0, $"{what} acts once");
    }

    protected async Task<Need> ReadAsync(Guid needId)
    {
        await using var db = Database.Context();
        return await db.LoadNeedAsync(needId);
    }

    /// <summary>The news somebody got, oldest first.</summary>
    protected async Task<List<NoticeKind>> NewsOfAsync(Member member)
    {
        await using var db = Database.Context();
        return await db.Notices.Where(n => n.ToMemberId == member.Id).OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => n.Kind).ToListAsync();
    }

    /// <summary>What the clock has written about a need, oldest first.</summary>
    protected async Task<List<Deed>> WrittenByClockAsync(Guid needId)
    {
        await using var db = Database.Context();
        return await db.AuditEntries.Where(e => e.NeedId == needId && e.Channel == Channel.Clock).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Deed).ToListAsync();
    }

    /// <summary>The helper takes the need's first part, now.</summary>
    protected async Task<Guid> AgreeAsync(Need need, Member helper)
    {
        var claim = Guid.Empty;
        var taken = await People.ChangeAsync(need.Id, n =>
        {
            var made = n.Take(n.Parts[0].Id, helper.Id, NetworkClock.WeekOf(London.Day(Now)), null, Now);
            claim = made.Ok ? made.Value.Id : claim;
            return made;
        });
        taken.Ok.Should().BeTrue();
        return claim;
    }

    protected async Task<Result> SayAsync(Member helper, Guid claimId)
    {
        services ??= Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComingService>().SayAsync(Neighbourhood.ActorOf(helper), claimId);
    }
}
