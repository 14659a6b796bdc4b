using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Claims;

/// <summary>A helper's plan: when, for whom, their words, and behind a button the address and phone.</summary>
public sealed class DetailsModel(ClaimQueries claims, ThanksQueries thanks, ThreadQueries threads, AddressBook addresses) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ClaimDetails Claim { get; private set; } = null!;

    public IReadOnlyList<ThanksCard> Thanks { get; private set; } = [];

    /// <summary>What the two wrote to each other; null while it is not agreed and once it is over.</summary>
    public ThreadView? Talk { get; private set; }

    /// <summary>The contact facts, only in the answer to the button.</summary>
    public Contact? Contact { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRevealAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!Claim.IsAgreed)
        {
            return Redirect($"/claims/{Id}");
        }

        var seen = await addresses.RevealAsync(Actor, Claim.NeedId, null, ct);
        return await Answer(seen, () =>
        {
            Contact = seen.Value;
            return Page();
        });
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        // Names, words and addresses stay on the page and nowhere else.
        Response.Headers.CacheControl = "no-store";
        if (await claims.DetailsAsync(Actor, Id, ct) is not { } claim)
        {
            return false;
        }

        Claim = claim;
        Thanks = claim.CanThank ? await thanks.OfClaimAsync(Actor, Id, ct) : [];
        Talk = await threads.OfHelperAsync(Actor, Id, ct) is { } thread ? ThreadView.Of(thread, $"/claims/{Id}/messages") : null;
        return true;
    }
}
