using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The sheet for a notice board: kind, area, when, and a code to say. Nothing of anybody, and no sensitive kind.</summary>
public sealed class SheetModel(SheetQueries sheets, DeskQueries desk, NetworkQueries networks, TimeProvider time) : MutualAidPage
{
    [BindProperty(SupportsGet = true, Name = "area")]
    public List<string> Area { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "kind")]
    public List<string> Kind { get; set; } = [];

    public IReadOnlyList<AreaChoice> Areas { get; private set; } = [];

    public IReadOnlyList<KindBadge> Kinds { get; private set; } = [];

    public IReadOnlyList<SheetRow> Rows { get; private set; } = [];

    /// <summary>Whether more is open than fits on one sheet.</summary>
    public bool More { get; private set; }

    public DateOnly Today { get; private set; }

    public DateOnly Monday => NetworkClock.WeekOf(Today);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        Areas = await desk.AreasAsync(Actor, ct);
        Kinds = await sheets.KindsAsync(ct);

        // An old link may name an area or a kind that is gone; what is left of the choice counts.
        var areas = Areas.Select(a => a.Id).Where(id => Area.Contains(id.ToString())).ToList();
        var kinds = Kinds.Select(k => k.Id).Where(Kind.Contains).ToList();
        var rows = await sheets.RowsAsync(Actor, areas, kinds, ct);
        More = rows.Count > SheetQueries.RowsOnSheet;
        Rows = [.. rows.Take(SheetQueries.RowsOnSheet)];
    }
}
