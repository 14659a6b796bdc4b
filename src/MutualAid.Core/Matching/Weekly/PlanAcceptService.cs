using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>What accepting came to: people who are asked now, and rows that stood open and could not be asked any more.</summary>
public sealed record PlanAccepted(int Asked, int NotAsked, DateTimeOffset? AnswerBy, int Left);

/// <summary>
/// Turns rows of a plan into private invitations with first refusal, through the same verb as the desk's own. Until somebody accepts here, no
/// plan has sent anything to anybody.
/// </summary>
public sealed class PlanAcceptService(MutualAidDb db, InvitationService invitations, NetworkQueries networks, TimeProvider time)
{
    /// <summary>Parts asked for by one press, so that the page answers soon; the next press takes the next.</summary>
    public const int MostAtOnce = 200;

    /// <summary>
    /// Accepts these rows, or with none named all that are safe: each helper is asked privately, part by part, each in a save of its own with its
    /// row. Rows of other areas, asked already, or no longer possible are left. Refuses nothing named that is here, and (as a conflict) a plan that
    /// is older than two days or was followed by another.
    /// </summary>
    public async Task<Result<PlanAccepted>> AcceptAsync(Actor actor, Guid planId, IReadOnlyCollection<Guid>? rowIds = null, CancellationToken ct = default)
    {
        var plan = actor.IsCoordinator ? await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId, ct) : null;
        if (plan is null)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        if (!plan.IsFresh(now))
        {
            return Refusal.Conflict(Phrase.Of("This plan is over two days old, and too much has changed since. Make a new one."));
        }

        if (await db.WeekPlans.AnyAsync(p => p.State == WeekPlanState.Ready && p.FinishedAt > plan.FinishedAt, ct))
        {
            return Refusal.Conflict(Phrase.Of("There is a newer plan. Here it is."));
        }

        var rows = await RowsAsync(actor, planId, rowIds, ct);
        if (rows.Count == 0)
        {
            return Refusal.Invalid("Rows", Phrase.Of("Pick one row or more that nobody has been asked for yet."));
        }

        var parts = rows.GroupBy(r => (r.NeedId, r.PartId)).ToList();
        var (asked, answerBy) = (0, default(DateTimeOffset?));
        var broken = await BrokenAsync([.. parts.Take(MostAtOnce).SelectMany(p => p)], now, ct);
        foreach (var part in parts.Take(MostAtOnce))
        {
            var ask = part.Where(r => !broken.Contains(r.Id)).Take(InvitationService.MostAtOnce).ToList();
            if (ask.Count > 0 && await AskAsync(actor, part.Key.NeedId, part.Key.PartId, ask, ct) is { } done)
            {
                asked += done.Count;
                answerBy = done.AnswerBy < answerBy ? answerBy : done.AnswerBy;
            }
        }

        var tried = parts.Take(MostAtOnce).Sum(p => p.Count());
        return new PlanAccepted(asked, tried - asked, answerBy, rows.Count - tried);
    }

    // The row and the invitation are one save: InviteAsync saves what is tracked, and lets go of it when it refuses.
    private async Task<HelpersAsked?> AskAsync(Actor actor, Guid needId, Guid partId, List<WeekPlanRow> rows, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        db.AttachRange(rows);
        rows.ForEach(row => row.Ask());
        var asked = await invitations.InviteAsync(actor, needId, partId, [.. rows.Select(r => r.HelperId!.Value)], ct);
        db.ChangeTracker.Clear();
        return asked.Ok ? asked.Value : null;
    }

    private async Task<List<WeekPlanRow>> RowsAsync(Actor actor, Guid planId, IReadOnlyCollection<Guid>? rowIds, CancellationToken ct)
    {
        var ids = rowIds?.ToList();
        var rows = await (
            from row in db.WeekPlanRows.AsNoTracking()
            join need in db.Needs on row.NeedId equals need.Id
            where row.PlanId == planId && row.HelperId != null && row.State == PlanRowState.Proposed && (ids == null ? row.Group == PlanGroup.Safe : ids.Contains(row.Id))
            orderby row.Position
            select new { row, need.AreaId }).ToListAsync(ct);
        return [.. rows.Where(r => actor.Coordinates(r.AreaId)).Select(r => r.row)];
    }

    // The rules are asked once more, with what is true now; and so are the words that came after the plan: a pair crossed out, and "not this one".
    private async Task<HashSet<Guid>> BrokenAsync(List<WeekPlanRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var (_, pairings) = await new PlanPairings(db).ReadAsync(rows, (await networks.ClockAsync(ct)).Day(now), now, ct);
        var (parts, needs) = (rows.ConvertAll(r => r.PartId), rows.ConvertAll(r => r.NeedId));
        var apart = (await db.PlanWishes.Where(w => w.Kind == WishKind.Forbid && parts.Contains(w.PartId)).Select(w => new { w.PartId, w.HelperId }).ToListAsync(ct))
            .Select(w => (w.PartId, w.HelperId)).ToHashSet();
        var notThese = (await db.NotTheseOnes.Where(n => needs.Contains(n.NeedId)).Select(n => new { n.NeedId, n.MemberId }).ToListAsync(ct))
            .Select(n => (n.NeedId, n.MemberId)).ToHashSet();
        var broken = rows.Where(row => !pairings.TryGetValue(row.Id, out var p) || !p.PartIsOpen || HardRules.FirstBroken(p.Pairing) is not null
            || apart.Contains((row.PartId, row.HelperId!.Value)) || notThese.Contains((row.NeedId, row.HelperId!.Value))).Select(row => row.Id).ToHashSet();
        broken.UnionWith(await SecondsOfAHomeAsync(rows.FindAll(row => !broken.Contains(row.Id) && pairings[row.Id].Part.Facts.HomesApart), ct));
        return broken;
    }

    // Two of one plan who are said to live together since it was made: the first is asked.
    private async Task<IEnumerable<Guid>> SecondsOfAHomeAsync(List<WeekPlanRow> rows, CancellationToken ct)
    {
        var helpers = rows.ConvertAll(row => row.HelperId!.Value);
        var homes = helpers.Count == 0 ? [] : await db.HelperProfiles.Where(p => p.HomeId != null && helpers.Contains(p.MemberId)).ToDictionaryAsync(p => p.MemberId, p => p.HomeId, ct);
        return rows.Where(row => homes.ContainsKey(row.HelperId!.Value)).GroupBy(row => (row.PartId, homes[row.HelperId!.Value])).SelectMany(same => same.Skip(1)).Select(row => row.Id);
    }
}
