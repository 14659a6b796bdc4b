using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages;

/// <summary>
/// What is shown in place of an answer without words: anything missing, closed or hidden looks the same,
/// and a form that could not be taken (too large, an old page, a cookie that is gone) says so and that nothing was sent.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class NotFoundModel : MutualAidPage
{
    public bool SignedIn => Actor.IsSignedIn;

    /// <summary>Whether so much was sent that nobody looked at it.</summary>
    public bool TooMuch => Status == StatusCodes.Status413PayloadTooLarge;

    /// <summary>Whether a form was not taken at all.</summary>
    public bool NothingSent => Status is >= 400 and < 500 and not StatusCodes.Status404NotFound;

    private int Status => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode ?? StatusCodes.Status404NotFound;

    public void OnGet() => Response.StatusCode = Status;

    public void OnPost() => OnGet();
}
