using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;

namespace MutualAid.Web.Pages.Claims;

/// <summary>Asks somebody to come along, or to look out for the helper; or does without whoever was asked.</summary>
public sealed class CompanyModel(ClaimQueries claims, CompanyService company) : ClaimPage(claims)
{
    [BindProperty(SupportsGet = true, Name = "role")]
    public string As { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CompanyRole Role => As == "buddy" ? CompanyRole.Buddy : CompanyRole.Partner;

    /// <summary>Who was asked already.</summary>
    public CompanionCard? Asked => Role == CompanyRole.Buddy ? Claim.Visit?.Plan?.Buddy : Claim.Visit?.Plan?.Partner;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await LoadAsync(ct)
        ? await Answer(
            await company.AskAsync(Actor, Id, Role, Input.Email, ct),
            () =>
            {
                Flash(Phrase.Of("If they are a member here, they have been asked. You see here when they say yes."));
                return ToClaim();
            },
            conflict: ToClaim)
        : NotFound();

    public async Task<IActionResult> OnPostWithoutAsync(CancellationToken ct) => await Answer(
        await company.DoWithoutAsync(Actor, Id, Role, ct),
        () => Redirect($"/claims/{Id}/company/{(Role == CompanyRole.Buddy ? "buddy" : "partner")}"),
        conflict: ToClaim);

    // Without a plan there is nothing to ask anybody to.
    protected override bool Fits(ClaimDetails claim) => claim.Visit?.Plan is not null;

    public sealed class InputModel
    {
        public string? Email { get; set; }
    }
}
