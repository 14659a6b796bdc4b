using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>Reads plans for the coordinator who reviews them. Names and reasons are those of today; of a plan only ids and numbers are kept.</summary>
public sealed class WeekPlanQueries(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    public const int PageSize = 20;

    /// <summary>
    /// The newest plan and the newest that is ready, with the first rows of each group in the coordinator's areas; or, with a group named, a stretch
    /// of that group alone after a position. For somebody who does not coordinate there is nothing.
    /// </summary>
    public async Task<PlanReview> ReadAsync(Actor actor, PlanGroup? only = null, int? after = null, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return new PlanReview(null, null, [], 0, []);
        }

        var now = time.GetUtcNow();
        var newest = await db.WeekPlans.AsNoTracking().OrderByDescending(p => p.StartedAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync(ct);
        var ready = await db.WeekPlans.AsNoTracking().Where(p => p.State == WeekPlanState.Ready).OrderByDescending(p => p.FinishedAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync(ct);
        var groups = new List<PlanGroupView>();
        var asked = 0;
        if (ready is not null)
        {
            var rows = Mine(actor).Where(r => r.PlanId == ready.Id);
            var counts = await rows.GroupBy(r => new { r.Group, r.State }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
            asked = counts.Where(c => c.Key.State == PlanRowState.Asked).Sum(c => c.Count);
            var shown = new List<(PlanGroup Group, List<WeekPlanRow> Rows, int? Next)>();
            foreach (var group in Enum.GetValues<PlanGroup>().Where(g => only is null || g == only))
            {
                var found = await rows.Where(r => r.Group == group && (after == null || r.Position > after)).OrderBy(r => r.Position).ThenBy(r => r.Id).Take(PageSize + 1).ToListAsync(ct);
                shown.Add((group, [.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Position : null));
            }

            var views = (await ViewsAsync(ready, [.. shown.SelectMany(s => s.Rows)], now, ct)).ToDictionary(v => v.Id);
            groups.AddRange(shown.Select(s => new PlanGroupView(
                s.Group,
                counts.Where(c => c.Key.Group == s.Group && c.Key.State == PlanRowState.Proposed).Sum(c => c.Count),
                [.. s.Rows.Where(r => views.ContainsKey(r.Id)).Select(r => views[r.Id])],
                s.Next)));
        }

        return new PlanReview(Card(newest, now), Card(ready, now), groups, asked, await WishesAsync(actor, ct));
    }

    /// <summary>How far a plan is; null for somebody who does not coordinate and for a plan that is not there.</summary>
    public async Task<PlanCard?> CardAsync(Actor actor, Guid planId, CancellationToken ct = default) =>
        actor.IsCoordinator ? Card(await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId, ct), time.GetUtcNow()) : null;

    /// <summary>One row with its plan; null when it is not there or of another area.</summary>
    public async Task<(PlanCard Plan, PlanRowView Row)?> RowAsync(Actor actor, Guid rowId, CancellationToken ct = default)
    {
        var row = actor.IsCoordinator ? await Mine(actor).SingleOrDefaultAsync(r => r.Id == rowId, ct) : null;
        if (row is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var plan = await db.WeekPlans.AsNoTracking().SingleAsync(p => p.Id == row.PlanId, ct);
        return (Card(plan, now)!, (await ViewsAsync(plan, [row], now, ct))[0]);
    }

    private static PlanCard? Card(WeekPlan? plan, DateTimeOffset now) => plan is null ? null : new PlanCard(
        plan.Id, plan.State, plan.FirstDay, plan.LastDay, plan.Days, plan.StartedAt, plan.FinishedAt, plan.ExpiresAt, plan.IsFresh(now),
        plan.Stage, plan.StageDone, plan.StageOf, plan.Why is null ? null : new Phrase(plan.Why), plan.Figures, plan.Cost, plan.LowerBound);

    private IQueryable<WeekPlanRow> Mine(Actor actor)
    {
        var areas = actor.Areas?.ToList();
        return db.WeekPlanRows.AsNoTracking().Where(r => db.Needs.Any(n => n.Id == r.NeedId && (areas == null || n.AreaId == null || areas.Contains(n.AreaId.Value))));
    }

    private async Task<List<PlanRowView>> ViewsAsync(WeekPlan plan, List<WeekPlanRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var (clock, weights) = (await networks.ClockAsync(ct), await WeightQueries.NowAsync(db, ct));
        var today = clock.Day(now);
        var (parts, pairings) = await new PlanPairings(db).ReadAsync(rows, today, now, ct);
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, ct);
        var areas = await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var helpers = rows.Select(r => r.HelperId).OfType<Guid>().Distinct().ToList();
        var planned = (await (
            from r in db.WeekPlanRows
            join p in db.NeedParts on r.PartId equals p.Id
            where r.PlanId == plan.Id && r.State == PlanRowState.Proposed && r.HelperId != null && helpers.Contains(r.HelperId.Value)
            select new { HelperId = r.HelperId!.Value, p.When, p.Day }).ToListAsync(ct))
            .CountBy(r => (r.HelperId, HelperLoads.WeekOf(new PartTime(r.When, r.Day), today))).ToDictionary();
        return [.. rows.Where(r => parts.ContainsKey(r.PartId)).Select(r => View(r, parts[r.PartId], pairings.GetValueOrDefault(r.Id)))];

        PlanRowView View(WeekPlanRow row, PartRow part, RowPairing? pair)
        {
            var view = new PlanRowView
            {
                Id = row.Id,
                NeedId = row.NeedId,
                PartId = row.PartId,
                Kind = kinds[part.KindId].Badge(),
                Area = part.Facts.AreaId is { } area ? areas.GetValueOrDefault(area) : null,
                Time = part.Facts.Time,
                DaysWaited = Math.Max(0, today.DayNumber - clock.Day(part.PostedAt).DayNumber),
                Urgency = part.Urgency,
                State = row.State,
                Pinned = row.Pinned,
                Choices = row.Choices,
                Places = row.Places,
                Look = PlanWords.Look(row.Look),
                Because = row.Because is { } because ? PlanWords.Because(because, row.Fell) : null,
                Help = row.Because is { } why ? PlanWords.Help(why) : null,
                HelperId = row.HelperId,
            };
            return pair is null ? view with { Changed = row.HelperId is null ? null : Phrase.Of("This helper isn’t there any more.") } : Of(view, pair, weights, planned.GetValueOrDefault((pair.Helper.Facts.MemberId, HelperLoads.WeekOf(part.Facts.Time, today))));
        }
    }

    private static PlanRowView Of(PlanRowView view, RowPairing pair, Weights weights, int planned) => view with
    {
        Name = pair.Helper.Name,
        Patch = pair.Helper.Patch,
        PatchTone = pair.Helper.PatchTone,
        LoadWith = pair.Pairing.Between.HeldThatWeek + planned,
        Capacity = pair.Helper.Facts.WeeklyCapacity,
        Why = MatchReasons.AboutHelper(pair.Pairing, MatchScore.Of(pair.Pairing, weights)).For,
        Changed = view.State == PlanRowState.Asked ? null
            : !pair.PartIsOpen ? Phrase.Of("it isn’t open any more")
            : HardRules.FirstBroken(pair.Pairing)?.WhyNot(pair.Pairing),
    };

    private async Task<List<PlanWishView>> WishesAsync(Actor actor, CancellationToken ct)
    {
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, k => k.Name, ct);
        var rows = await (
            from wish in db.PlanWishes.AsNoTracking()
            join part in db.NeedParts on wish.PartId equals part.Id
            join need in db.Needs on part.NeedId equals need.Id
            join helper in db.Members on wish.HelperId equals helper.Id
            where need.Looking && part.State == PartState.Open
            orderby wish.At descending, wish.PartId, wish.HelperId
            select new { wish.PartId, wish.HelperId, wish.Kind, part.KindId, need.AreaId, helper.Name }).ToListAsync(ct);
        return [.. rows.Where(r => actor.Coordinates(r.AreaId)).Select(r => new PlanWishView(r.PartId, r.HelperId, r.Kind, new Phrase(kinds[r.KindId]), r.Name))];
    }
}
