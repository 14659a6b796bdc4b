using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>How many needs are open, by area, as far as somebody may know. Nothing here tells of a need that the reader's own list hides.</summary>
public sealed class NeedCounts(MutualAidDb db, NeedTally tally, NeedViewers viewers)
{
    /// <summary>
    /// Every area of the network, by name, with its open needs. For helpers on the board and coordinators the number of needs in their list;
    /// for everybody else discreet kinds are left out and fewer than 5 count as none.
    /// </summary>
    public async Task<IReadOnlyList<AreaCount>> ByAreaAsync(Actor actor, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var me = actor.MemberId;
        var areas = await db.Areas.AsNoTracking().OrderBy(a => a.Name)
            .Select(a => new { a.Id, a.Name, a.Point, Mine = db.Members.Any(m => m.Id == me && m.AreaId == a.Id) }).ToListAsync(ct);
        var home = areas.Find(a => a.Mine)?.Point;
        var rows = (await ForAsync(viewer, ct)).Where(r => r.AreaId is not null).ToLookup(r => r.AreaId!.Value);
        return
        [
            .. areas.Select(area =>
            {
                var open = rows[area.Id].Sum(r => r.Open);
                var told = viewer.SeesBoard || open >= NeedTally.SmallestTold;
                return new AreaCount(area.Id, area.Name, told ? open : 0, told && viewer.SeesBoard && open > 0 ? rows[area.Id].Min(r => r.OldestAt) : null)
                {
                    Mine = area.Mine,
                    Distance = !area.Mine && home is { } from && area.Point is { } to ? DistanceBands.Of(from, to) : null,
                };
            }),
        ];
    }

    /// <summary>How many open needs this person's list holds with the filter; a filter by urgency or language is not counted, and gives null.</summary>
    public async Task<int?> CountAsync(Actor actor, NeedFilter filter, CancellationToken ct = default)
    {
        if (filter.Urgency is not null || filter.Language is not null)
        {
            return null;
        }

        var rows = await ForAsync(await viewers.ReadAsync(actor, ct), ct);
        return rows.Where(r => filter.Takes(r.KindId, r.AreaId)).Sum(r => r.Open);
    }

    // The shared tally, less what this person's list leaves out: hidden kinds, one's own needs and those of people a block lies between.
    private async Task<IReadOnlyList<TallyRow>> ForAsync(NeedViewer viewer, CancellationToken ct)
    {
        var hidden = viewer.HiddenKinds;
        var others = NeedVisibility.NotPairedWith(viewer);
        var notAgain = viewer.NotAgain.ToList();
        var left = others.Count == 0
            ? []
            : await db.Needs.AsNoTracking().Where(n => n.Looking && (others.Contains(n.AskerId) || notAgain.Contains(n.Id))).Tally().ToListAsync(ct);
        var less = left.ToDictionary(r => (r.AreaId, r.KindId), r => r.Open);
        return
        [
            .. (await tally.ReadAsync(ct))
                .Where(r => !hidden.Contains(r.KindId))
                .Select(r => r with { Open = Math.Max(0, r.Open - less.GetValueOrDefault((r.AreaId, r.KindId))) })
                .Where(r => r.Open > 0),
        ];
    }
}
