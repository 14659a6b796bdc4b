using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Web.Pages.Needs;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The call is taken in: the reference in big letters, to be read out, and what to say next.</summary>
public sealed class TakenModel(DeskNeedQueries needs) : PrivatePage
{
    /// <summary>Where the key waits that is read out once.</summary>
    public const string KeyToRead = "intake-key";

    public DeskNeed Need { get; private set; } = null!;

    /// <summary>The key that opens the private page together with the code; only the first time.</summary>
    public string? SpokenKey { get; private set; }

    public bool RingsBack => Need.ReachBy != ReachBy.Nobody;

    public async Task<IActionResult> OnGetAsync(Guid need, CancellationToken ct)
    {
        if (await needs.OpenAsync(Actor, need, ct) is not { } found)
        {
            return NotFound();
        }

        Need = found;
        SpokenKey = TempData[KeyToRead] as string;
        return Page();
    }
}
