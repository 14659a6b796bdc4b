using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;

namespace MutualAid.Core.Tests.Matching.Weekly;

/// <summary>A test that makes plans from a real database, as a coordinator who presses the button does.</summary>
public abstract class PlanMakingTest : DatabaseTest
{
    protected static readonly DateOnly Monday = new(2026, 5, 18);

    protected ServiceProvider Services { get; private set; } = null!;

    protected Neighbourhood People { get; private set; } = null!;

    protected Actor Coordinator { get; private set; } = null!;

    protected Member Asker { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        People = new Neighbourhood(Database, Clock);
        Services = Database.Services(Clock);
        Asker = await People.MemberAsync();
        Coordinator = Neighbourhood.ActorOf(await People.CoordinatorAsync(), Role.Coordinator);
    }

    public override async Task DisposeAsync()
    {
        await Services.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A fresh scope of services for one click.</summary>
    protected async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> click)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await click(scope.ServiceProvider.GetRequiredService<TService>());
    }

    protected Task<Result<Guid>> StartAsync() => WithAsync<WeekPlanService, Result<Guid>>(s => s.StartAsync(Coordinator, WeekPlan.MostDays));

    protected Task MakeAsync(Guid id, IProgress<WeekStage>? stages = null, CancellationToken ct = default) => Services.GetRequiredService<PlanMaker>().MakeAsync(id, stages, ct);

    /// <summary>A plan for the next seven days, begun and made.</summary>
    protected async Task<WeekPlan> PlanAsync()
    {
        var id = (await StartAsync()).Value;
        await MakeAsync(id);
        return await ReadAsync(id);
    }

    protected async Task<WeekPlan> ReadAsync(Guid id)
    {
        await using var db = Database.Context();
        return await db.WeekPlans.AsNoTracking().SingleAsync(p => p.Id == id);
    }

    protected async Task<List<WeekPlanRow>> RowsAsync(WeekPlan plan)
    {
        await using var db = Database.Context();
        return await db.WeekPlanRows.AsNoTracking().Where(r => r.PlanId == plan.Id).OrderBy(r => r.Position).ToListAsync();
    }

    /// <summary>Accepts these rows, or all that are safe.</summary>
    protected Task<Result<PlanAccepted>> AcceptAsync(WeekPlan plan, IEnumerable<WeekPlanRow>? rows) =>
        WithAsync<PlanAcceptService, Result<PlanAccepted>>(s => s.AcceptAsync(Coordinator, plan.Id, rows?.Select(r => r.Id).ToList()));

    /// <summary>One part of that kind for so many, whenever or on a day at noon.</summary>
    protected Task<Need> NeedAsync(string kind = "walk", short wanted = 1, DateOnly? day = null) => People.NeedAsync(
        Asker.Id, kind, parts: new NewPart(kind, null, day is null ? PartTime.Whenever : new PartTime(PartWhen.OnDay, day, new TimeOnly(12, 0), new TimeOnly(13, 0)), wanted));
}
