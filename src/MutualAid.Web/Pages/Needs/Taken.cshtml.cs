using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Somebody else was a moment faster: thanks, and the nearest next need that fits.</summary>
public sealed class TakenModel(NeedPageQueries pages, FittingNeeds fitting) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public NeedTaken Need { get; private set; } = null!;

    public NeedListing? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var need = await pages.TakenAsync(Actor, Id, ct);
        if (need is null)
        {
            return NotFound();
        }

        if (need.MyClaimId is { } mine)
        {
            return Redirect($"/claims/{mine}");
        }

        Need = need;
        Next = await fitting.NextAsync(Actor, Id, ct);
        return Page();
    }
}
