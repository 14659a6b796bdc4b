using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs.Repeats;

/// <summary>One date of a need on the page that changes it.</summary>
public sealed record NeedDate(Guid PartId, Phrase Kind, string? What, PartTime Time, bool CanChange, IReadOnlyList<string> Helpers);

/// <summary>The dates of a need, for whoever may change them.</summary>
public sealed record NeedDates(Guid NeedId, bool IsAsker, Phrase? Repeats, IReadOnlyList<NeedDate> Dates)
{
    public IEnumerable<NeedDate> ToCome => Dates.Where(d => d.CanChange && d.Time.When == PartWhen.OnDay);
}

/// <summary>Reads the dates of a need for the neighbour who asked and the area's coordinator.</summary>
public sealed class DateQueries(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>The dates; null when the need is not there or not this person's to change.</summary>
    public async Task<NeedDates?> ReadAsync(Actor actor, OwnNeed own, CancellationToken ct = default)
    {
        if (await db.Needs.AsNoTracking().WhoseDatesMayChange(actor, own).Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().SingleOrDefaultAsync(ct) is not { } need)
        {
            return null;
        }

        var local = (await networks.ClockAsync(ct)).Local(time.GetUtcNow());
        var kinds = await db.HelpKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, k => k.Name, ct);
        var ids = need.Claims.Select(c => c.HelperId).Distinct().ToList();
        var names = await db.Members.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        return new NeedDates(
            need.Id,
            own.IsAskerOf(need, actor),
            need.Parts.Min(p => p.Day) is { } first ? RepeatWords.Of(need.Repeats, first) : null,
            [
                .. need.Parts.OrderBy(p => p.Position).Select(p => new NeedDate(
                    p.Id, new Phrase(kinds[p.KindId]), p.What, p.Time,
                    !need.IsClosed && need.ErasedAt is null && p.State is (PartState.Open or PartState.Filled) && !Need.HasBegun(p.Time, local),
                    [.. need.Claims.Where(c => c.PartId == p.Id && c.State is (ClaimState.Offered or ClaimState.Agreed)).Select(c => names[c.HelperId])])),
            ]);
    }
}

internal static class DatesQuery
{
    /// <summary>Whether it is the neighbour who asked, and not the coordinator, who came this way.</summary>
    public static bool IsAskerOf(this OwnNeed own, Need need, Actor actor) => own.NeedId is null || own.Said || need.AskerId == actor.MemberId;

    /// <summary>Only the need whose dates this person may change: their own, or by its id one of their areas.</summary>
    public static IQueryable<Need> WhoseDatesMayChange(this IQueryable<Need> needs, Actor actor, OwnNeed own)
    {
        var (everywhere, areas) = (actor.Areas is null, actor.Areas?.ToList() ?? []);
        return own is { NeedId: { } id, Said: false } && actor.IsCoordinator
            ? needs.Where(n => n.Id == id && (n.AskerId == actor.MemberId || everywhere || n.AreaId == null || areas.Contains(n.AreaId.Value)))
            : needs.OwnedBy(actor, own);
    }
}
