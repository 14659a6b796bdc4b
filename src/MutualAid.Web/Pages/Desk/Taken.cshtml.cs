using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Web.Pages.Needs;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The call is taken in: the reference in big letters, to be read out, and what to say next.</summary>
public sealed class TakenModel(DeskNeedQueries needs) : PrivatePage
{
    public DeskNeed Need { get; private set; } = null!;

    public bool RingsBack => Need.ReachBy != ReachBy.Nobody;

    public async Task<IActionResult> OnGetAsync(Guid need, CancellationToken ct)
    {
        if (await needs.OpenAsync(Actor, need, ct) is not { } found)
        {
            return NotFound();
        }

        Need = found;
        return Page();
    }
}
