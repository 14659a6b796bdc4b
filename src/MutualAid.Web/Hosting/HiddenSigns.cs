using System.Net.Http.Headers;
using MutualAid.Core.Common;

namespace MutualAid.Web.Hosting;

/// <summary>
/// Lets a form be read that holds the sign U+0000. The framework reads not one field of such a form, so the person would lose every word to a
/// page that cannot say what was wrong. With <see cref="TypedText.Substitute"/> in its place the form is read, and its field says so itself.
/// </summary>
public sealed class HiddenSigns(RequestDelegate next)
{
    private const string Form = "application/x-www-form-urlencoded";

    public async Task InvokeAsync(HttpContext context)
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && Form.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            var body = new MemoryStream();
            try
            {
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            }
            catch (BadHttpRequestException refused)
            {
                // Larger than it said it would be.
                BodyLimit.TurnAway(context, refused.StatusCode);
                return;
            }

            Substitute(body.GetBuffer().AsSpan(0, (int)body.Length));
            body.Position = 0;
            context.Request.Body = body;
        }

        await next(context);
    }

    // Both forms of the sign have exactly as many bytes as what takes their place, so nothing moves.
    private static void Substitute(Span<byte> form)
    {
        form.Replace((byte)0, (byte)TypedText.Substitute);
        for (var rest = form; rest.IndexOf("%00"u8) is var at and >= 0; rest = rest[(at + 3)..])
        {
            "%1A"u8.CopyTo(rest[at..]);
        }
    }
}
