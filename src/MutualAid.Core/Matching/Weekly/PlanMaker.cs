using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Matching.Planning;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>
/// Works out a plan that was begun: reads, plans, checks the certificate, and keeps everything in one save or nothing at all. Says how far it
/// is while it works, and stops as soon as somebody asked it to.
/// </summary>
public sealed class PlanMaker(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Makes the plan with that id, unless it ended meanwhile. However it goes, the row says how; nothing is thrown but what is a mistake of ours,
    /// and then the row says that it stopped.
    /// </summary>
    public async Task MakeAsync(Guid planId, IProgress<WeekStage>? stages = null, CancellationToken ct = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var progress = new Latest(stages);
        var beating = BeatAsync(planId, progress, stop);
        try
        {
            if (await WorkAsync(planId, progress, stop.Token) is { } refusal)
            {
                await EndAsync(planId, WeekPlanState.Refused, refusal.Why);
            }
        }
        catch (OperationCanceledException)
        {
            await EndAsync(planId, ct.IsCancellationRequested ? WeekPlanState.Stopped : WeekPlanState.Cancelled, null);
        }
        catch
        {
            await EndAsync(planId, WeekPlanState.Stopped, null);
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await beating;
        }
    }

    private async Task<Refusal?> WorkAsync(Guid planId, Latest progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
        progress.Report(WeekStage.Reading);
        var plan = await db.WeekPlans.SingleAsync(p => p.Id == planId, ct);
        if (plan.State != WeekPlanState.Making || plan.CancelAsked)
        {
            throw new OperationCanceledException();
        }

        var facts = await scope.ServiceProvider.GetRequiredService<WeekFactsReader>().ReadAsync(plan.FirstDay, plan.LastDay, time.GetUtcNow(), ct);
        if (facts.Parts.Count == 0)
        {
            return Refusal.Conflict(Phrase.Of("Nothing is open in these days, so there is nothing to plan."));
        }

        if (facts.Helpers.Count == 0)
        {
            return Refusal.Conflict(Phrase.Of("Nobody has said yet that they would help, so there is nobody to plan with."));
        }

        var week = WeekProblem.Of(facts, await WeightQueries.NowAsync(db, ct), ct);
        if (!week.Ok)
        {
            return week.Refusal;
        }

        progress.Report(WeekStage.Placing);
        var byHand = Task.Run(() => Figuring.WithoutPlan(week.Value), ct);
        var made = Planner.Make(week.Value.Problem, progress, ct);
        if (!made.Ok)
        {
            ct.ThrowIfCancellationRequested();
            return made.Refusal;
        }

        // The engine checks itself; what is kept is checked once more here, whoever made it.
        var verdict = PlanCertificate.Check(week.Value.Problem, made.Value);
        if (!verdict.KeepsRules || verdict.Cost != made.Value.Cost || (!verdict.ProvesBest && week.Value.Problem.Parts.All(part => !part.Whole)))
        {
            throw new InvalidOperationException("A plan whose certificate does not hold is never kept.");
        }

        progress.Report(WeekStage.Keeping);
        await KeepAsync(db, plan, week.Value, made.Value, await byHand, ct);
        return null;
    }

    private async Task KeepAsync(MutualAidDb db, WeekPlan plan, WeekProblem week, Plan made, (WayFigures, WayFigures) byHand, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var rows = PlanRows.Of(plan.Id, week, made, now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // The row is held until the end: whoever calls it off just now waits, and finds a finished plan.
        var wanted = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM week_plan WHERE id = {plan.Id} AND state = 'Making' AND NOT cancel_asked FOR UPDATE").AnyAsync(ct);
        if (!wanted)
        {
            throw new OperationCanceledException();
        }

        await db.Entry(plan).ReloadAsync(ct);
        plan.Finish(made.Cost, made.LowerBound, Figuring.Of(week, made, byHand), now);
        db.AuditEntries.Add(AuditEntry.Of(new Actor { MemberId = plan.MadeBy, Channel = Channel.Clock }, Deed.WeekPlanMade, now, subjectId: plan.Id));
        await db.SaveChangesAsync(ct);
        await db.CopyAsync(rows, ct);
        await LearntPrices.KeepAsync(db, week, made, now, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task EndAsync(Guid planId, WeekPlanState state, Phrase? why)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
        var (now, text) = (time.GetUtcNow(), why?.Text);
        await db.WeekPlans.Where(p => p.Id == planId && p.State == WeekPlanState.Making)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.State, state).SetProperty(x => x.FinishedAt, now).SetProperty(x => x.Why, text));
    }

    // Writes how far it is, and hears when somebody called it off.
    private async Task BeatAsync(Guid planId, Latest progress, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, stop.Token);
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<MutualAidDb>();
                var (stage, done, of, now) = (progress.Stage, progress.Done, progress.Of, time.GetUtcNow());
                var going = await db.WeekPlans.Where(p => p.Id == planId && p.State == WeekPlanState.Making && !p.CancelAsked)
                    .ExecuteUpdateAsync(
                        p => p.SetProperty(x => x.Stage, stage).SetProperty(x => x.StageDone, done).SetProperty(x => x.StageOf, of).SetProperty(x => x.BeatAt, now),
                        stop.Token);
                if (going == 0)
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It ended, one way or the other; whoever works on it writes how.
        }
    }

    private sealed class Latest(IProgress<WeekStage>? stages) : IProgress<PlanProgress>
    {
        public WeekStage Stage { get; private set; }

        public int Done { get; private set; }

        public int Of { get; private set; }

        public void Report(PlanProgress value) => (Stage, Done, Of) = (value.Stage switch
        {
            PlanStage.Placing => WeekStage.Placing,
            PlanStage.Improving => WeekStage.Improving,
            _ => WeekStage.Proving,
        }, value.Done, value.Of);

        public void Report(WeekStage stage)
        {
            (Stage, Done, Of) = (stage, 0, 0);
            stages?.Report(stage);
        }
    }
}
