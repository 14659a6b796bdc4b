using Microsoft.AspNetCore.Mvc.Filters;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Needs;

/// <summary>A page about one neighbour's own need: nothing keeps a copy of it, no search engine lists it, and no other site learns its address.</summary>
public abstract class PrivatePage : MutualAidPage
{
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var headers = Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }
}
