using Microsoft.AspNetCore.Mvc;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages;

/// <summary>
/// Chooses the language of the site. A plain link, because it changes nothing but a cookie of the reader's own
/// and has to work for somebody who cannot read the page yet.
/// </summary>
public sealed class LanguageModel(SiteLanguages languages) : MutualAidPage
{
    /// <summary>The chosen language; without one the page lists them.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>Where the reader was; only a place on this site is believed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet()
    {
        if (languages.Find(To) is not { } chosen)
        {
            return Page();
        }

        LanguageChoice.Remember(Response, chosen);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
