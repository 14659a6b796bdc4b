using Microsoft.AspNetCore.Http.Features;

namespace MutualAid.Web.Hosting;

/// <summary>Turns away what is far too large, with words: the server by itself would hang up on the person without one.</summary>
public sealed class BodyLimit(RequestDelegate next)
{
    /// <summary>A field of a million letters reaches its page, which answers kindly; anything much larger is turned away at the door.</summary>
    public const int Largest = 4 * 1024 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (!(context.Request.ContentLength > Largest))
        {
            return next(context);
        }

        // Lifted so that the server takes the rest in and throws it away, for a browser reads the answer only after it has sent everything.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        TurnAway(context, StatusCodes.Status413PayloadTooLarge);
        return Task.CompletedTask;
    }

    /// <summary>Answers without looking at what was sent; the page in words that follows would else try to read it.</summary>
    public static void TurnAway(HttpContext context, int status)
    {
        (context.Request.Body, context.Request.ContentType, context.Request.ContentLength) = (Stream.Null, null, 0);
        context.Response.StatusCode = status;
    }
}
