using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Members;
using MutualAid.Web.Hosting;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Members;

/// <summary>Signing in with an e-mail address and a password.</summary>
public sealed class SignInModel(SignInService signIns, SignInManager<Account> manager, TimeProvider time) : MutualAidPage
{
    /// <summary>On a shared device nothing outlives this long without use.</summary>
    public static readonly TimeSpan SharedSignOut = TimeSpan.FromMinutes(20);

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => Actor.IsSignedIn ? Redirect(Next) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await signIns.CheckAsync(Input.Email, Input.Password, Origin.Of(HttpContext), ct);
        if (result.Ok)
        {
            await manager.SignInAsync(result.Value, Input.Shared
                ? new AuthenticationProperties { IsPersistent = false, ExpiresUtc = time.GetUtcNow() + SharedSignOut, AllowRefresh = true }
                : new AuthenticationProperties { IsPersistent = true });
        }

        return await Answer(result, () => Redirect(Next));
    }

    // Only a place on this site is believed.
    private string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/me";

    public sealed class InputModel
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Shared { get; set; }
    }
}
