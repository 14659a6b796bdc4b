using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Privacy;

public sealed class RetentionTests : DatabaseTest
{
    private static readonly DateOnly Week = new(2026, 5, 18);

    [Fact]
    public async Task Over_sixty_days_each_thing_goes_on_its_day_and_not_before()
    {
        var start = Now;
        var (done, open) = await FillAsync();
        for (var day = 0; day <= 60; day++)
        {
            Clock.Set(start.AddDays(day));
            await SweepAsync();
            await using var db = Database.Context();
            (await HoldsAsync(done)).Should().Be(day <= 14, $"day {day}: contact facts of a closed need");
            (await db.Needs.Where(n => n.Id == done).Select(n => n.Words).SingleAsync() is not null).Should().Be(day <= 14, $"day {day}: its words");
            (await db.Operations.AnyAsync()).Should().Be(day <= 30, $"day {day}: the form that was sent");
            (await db.SignUpLinks.CountAsync()).Should().Be(day < 2 ? 1 : 0, $"day {day}: a used link goes at once, an unused one when it expires");
            (await HoldsAsync(open)).Should().BeTrue("an open need keeps what it needs");
        }

        await using var after = Database.Context();
        (await after.Needs.SingleAsync(n => n.Id == open)).Words.Should().NotBeNull();
        (await after.AccessEntries.AnyAsync()).Should().BeTrue();
        (await after.Claims.SingleAsync(c => c.NeedId == done)).Hello.Should().BeNull();
        (await after.AuditEntries.Where(e => e.NeedId == done && (e.Deed == Deed.NeedErased || e.Deed == Deed.ContactErased)).CountAsync()).Should().Be(2);

        Clock.Set(start.AddMonths(12).AddDays(1));
        (await SweepAsync()).AccessEntries.Should().Be(1);
    }

    [Fact]
    public async Task Several_processes_that_sweep_at_once_erase_each_need_once()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        for (var i = 0; i < 30; i++)
        {
            var need = await people.NeedAsync(asker.Id);
            await people.ContactAsync(need);
            await people.ChangeAsync(need.Id, n => n.Withdraw(Now));
        }

        Clock.Advance(TimeSpan.FromDays(15));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SweepAsync)));

        await using var db = Database.Context();
        (await db.Needs.CountAsync(n => n.ErasedAt == null)).Should().Be(0);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.NeedErased)).Should().Be(30);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ContactErased)).Should().Be(30);
    }

    [Fact]
    public async Task More_needs_than_fit_one_batch_go_in_one_sweep()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        for (var i = 0; i < 450; i++)
        {
            await people.NeedAsync(asker.Id);
        }

        await using (var db = Database.Context())
        {
            foreach (var need in await db.Needs.Include(n => n.Parts).Include(n => n.Claims).ToListAsync())
            {
                need.Withdraw(Now);
            }

            await db.SaveChangesAsync();
        }

        Clock.Advance(TimeSpan.FromDays(15));
        (await SweepAsync()).Needs.Should().Be(450);
    }

    [Fact]
    public async Task The_worker_sweeps_when_it_starts_and_outlives_a_database_that_is_away()
    {
        var (done, _) = await FillAsync();
        Clock.Advance(TimeSpan.FromDays(15));
        await using var services = Database.Services(Clock);
        var worker = services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<RetentionWorker>().Single();

        await worker.StartAsync(CancellationToken.None);
        var gone = await EventuallyAsync(async () => !await HoldsAsync(done));
        await worker.StopAsync(CancellationToken.None);

        gone.Should().BeTrue();
        await using var broken = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton<RetentionWorker>().BuildServiceProvider();
        var unlucky = broken.GetRequiredService<RetentionWorker>();
        await unlucky.StartAsync(CancellationToken.None);
        await Task.Delay(100);
        unlucky.ExecuteTask!.IsFaulted.Should().BeFalse();
        await unlucky.StopAsync(CancellationToken.None);
    }

    private async Task<(Guid Done, Guid Open)> FillAsync()
    {
        var people = new Neighbourhood(Database, Clock);
        var (asker, helper) = (await people.MemberAsync(), await people.HelperAsync());
        var (done, open) = (await people.NeedAsync(asker.Id), await people.NeedAsync(asker.Id));
        await people.ContactAsync(done);
        await people.ContactAsync(open);
        await people.ChangeAsync(done.Id, n => n.Take(n.Parts[0].Id, helper.Id, Week, "Hello, I am round the corner", Now));
        await people.ChangeAsync(done.Id, n => n.Report(n.Claims[0].Id, Outcome.Done, fromHelper: true, Now));
        var used = SignUpLink.Make("used", Role.Administrator, Now, TimeSpan.FromDays(2));
        used.Use(Now);
        await people.KeepAsync(
            Operation.Made(Guid.NewGuid(), done.Id, Now), used, SignUpLink.Make("unused", Role.Administrator, Now, TimeSpan.FromDays(2)),
            AccessEntry.Of(helper.Id, asker.Id, done.Id, null, SeenFacts.Phone, "agreed helper", Now));
        return (done.Id, open.Id);
    }

    private async Task<Swept> SweepAsync()
    {
        await using var db = Database.Context();
        return await new Retention(db, BookOver(db)).SweepAsync(Now);
    }

    private async Task<bool> HoldsAsync(Guid needId)
    {
        await using var db = Database.Context();
        return await BookOver(db).HoldsAsync(needId);
    }

    private MutualAid.Core.Places.AddressBook BookOver(MutualAidDb db) => new(db, TestKeys.Ring(), new NetworkQueries(db), Clock);

    private static async Task<bool> EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }
}
