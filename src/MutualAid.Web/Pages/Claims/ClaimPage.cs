using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Claims;

/// <summary>A page about one of the helper's own claims that asks one question.</summary>
public abstract class ClaimPage(ClaimQueries claims) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ClaimDetails Claim { get; private set; } = null!;

    /// <summary>Whether the question can be asked as the claim stands now.</summary>
    protected abstract bool Fits(ClaimDetails claim);

    /// <summary>Shows the question; a claim that has moved on leads to its own page.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        !await LoadAsync(ct) ? NotFound() : Fits(Claim) ? Page() : ToClaim();

    protected IActionResult ToClaim() => Redirect($"/claims/{Id}");

    protected async Task<bool> LoadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (await claims.DetailsAsync(Actor, Id, ct) is not { } claim)
        {
            return false;
        }

        Claim = claim;
        return true;
    }
}
