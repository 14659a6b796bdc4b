using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Members;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Members;

/// <summary>Signing out. The link asks, the button does it, so that no picture on another site can sign anybody out.</summary>
public sealed class SignOutModel(SignInManager<Account> manager) : MutualAidPage
{
    public IActionResult OnGet() => Actor.IsSignedIn ? Page() : Redirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await manager.SignOutAsync();

        // What the browser kept of the pages goes too; cookies of the language stay, they say nothing about anybody.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Redirect("/");
    }
}
