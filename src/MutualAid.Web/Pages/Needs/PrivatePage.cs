using Microsoft.AspNetCore.Mvc.Filters;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
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
        if (RouteData.Values["key"] as string == StatusDoor.Here && Door.Own is null)
        {
            Flash(Phrase.Of("This page closes by itself after half an hour, to keep you safe. Write the code and the key once more."), "info");
            context.Result = LocalRedirect("/status");
        }
    }

    /// <summary>The need that the last piece of the address names: by its key, by its id, or as the one that code and key have opened here.</summary>
    protected OwnNeed OwnOf(string key) => key == StatusDoor.Here && Door.Own is { } own ? own : OwnNeed.Of(key);

    private StatusDoor Door => HttpContext.RequestServices.GetRequiredService<StatusDoor>();
}
