using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages;

/// <summary>The one page for anything that went wrong on our side. Its number is the one in the log, so a coordinator can find what happened.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : MutualAidPage
{
    /// <summary>The log's name for this request, in groups of four to say on the phone.</summary>
    public string Reference => string.Join(' ', HttpContext.TraceIdentifier.Chunk(4).Select(group => new string(group)));

    /// <summary>The page that came loose, when opening it again is harmless.</summary>
    public string? TryAgain => HttpMethods.IsGet(Request.Method) && HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } loose && Url.IsLocalUrl(loose.Path)
        ? loose.Path
        : null;

    public void OnGet() => Response.StatusCode = StatusCodes.Status500InternalServerError;

    public void OnPost() => OnGet();
}
