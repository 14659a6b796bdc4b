using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk;

/// <summary>One line of the notice-board sheet: kind, area, when, and the code to say. Nothing of anybody.</summary>
public sealed record SheetRow(KindBadge Kind, string? Area, PartTime Time, string Reference)
{
    public string Spoken => Secrets.InTwoBreaths(Reference);
}

/// <summary>What of the desk's open needs may hang on a wall.</summary>
public sealed class SheetQueries(MutualAidDb db)
{
    /// <summary>Lines on one sheet of A4 that leave room for the strips to tear off.</summary>
    public const int RowsOnSheet = 10;

    /// <summary>The kinds that may hang on a wall, in the order people read them: the sensitive ones never do.</summary>
    public async Task<IReadOnlyList<KindBadge>> KindsAsync(CancellationToken ct = default) =>
        [.. (await PublicKindsAsync(ct)).Select(k => k.Badge())];

    /// <summary>
    /// Open needs of the coordinator's areas, the most urgent and then the longest wait first, narrowed to the given areas and kinds when there
    /// are any; at most one more than fit on a sheet, so that the page can say so. A need of a sensitive kind is left out, and so is each such piece of another. Nothing for anybody but a coordinator.
    /// </summary>
    public async Task<IReadOnlyList<SheetRow>> RowsAsync(Actor actor, IReadOnlyCollection<Guid> areas, IReadOnlyCollection<string> kinds, CancellationToken ct = default)
    {
        var shown = (await PublicKindsAsync(ct)).ToDictionary(k => k.Id);
        var publicKinds = shown.Keys.ToList();
        var wanted = kinds.Count == 0 ? publicKinds : [.. publicKinds.Where(kinds.Contains)];
        var chosen = areas.ToList();
        var rows = await db.Needs.AsNoTracking().Where(n => n.Looking).InAreasOf(actor)
            .Where(n => publicKinds.Contains(n.KindId) && (chosen.Count == 0 || (n.AreaId != null && chosen.Contains(n.AreaId.Value))))
            .Where(n => n.Parts.Any(p => p.State == PartState.Open && wanted.Contains(p.KindId)))
            .OrderByDescending(n => n.Urgency).ThenBy(n => n.PostedAt).ThenBy(n => n.Id)
            .Take(RowsOnSheet + 1)
            .Select(n => new
            {
                n.Reference,
                Area = db.Areas.Where(a => a.Id == n.AreaId).Select(a => a.Name).SingleOrDefault(),
                Part = n.Parts.Where(p => p.State == PartState.Open && wanted.Contains(p.KindId)).OrderBy(p => p.Position)
                    .Select(p => new { p.KindId, p.When, p.Day, p.Start, p.End }).First(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(r => new SheetRow(shown[r.Part.KindId].Badge(), r.Area, new PartTime(r.Part.When, r.Part.Day, r.Part.Start, r.Part.End), r.Reference))];
    }

    /// <summary>The need in the coordinator's areas that somebody says the code of; null when there is none.</summary>
    public async Task<Guid?> FindAsync(Actor actor, string? said, CancellationToken ct = default)
    {
        var reference = SpokenDoor.Heard(said);
        var found = await db.Needs.AsNoTracking().InAreasOf(actor).Where(n => n.Reference == reference).Select(n => (Guid?)n.Id).SingleOrDefaultAsync(ct);
        return found;
    }

    private async Task<List<HelpKind>> PublicKindsAsync(CancellationToken ct) =>
        [.. (await db.HelpKinds.AsNoTracking().OrderBy(k => k.Position).ToListAsync(ct)).Where(k => !k.IsSensitive())];
}
