using System.Net.Http.Headers;
using System.Text;
using MutualAid.Core.Common;

namespace MutualAid.Web.Hosting;

/// <summary>
/// Lets a form be read that holds the sign U+0000. The framework reads not one field of such a form, so the person would lose every word to a
/// page that cannot say what was wrong. With <see cref="TypedText.Unreadable"/> in its place the form is read, and its field says so itself.
/// </summary>
public sealed class HiddenSigns(RequestDelegate next)
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly string InItsPlace = Uri.EscapeDataString(TypedText.Unreadable.ToString());

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && Form.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            var body = new MemoryStream();
            try
            {
                await request.Body.CopyToAsync(body, context.RequestAborted);
            }
            catch (BadHttpRequestException refused)
            {
                // Larger than it said it would be.
                BodyLimit.TurnAway(context, refused.StatusCode);
                return;
            }

            request.Body = Readable(body);
        }

        await next(context);
    }

    // An encoded form is ASCII; one that was sent raw keeps its bytes too, each as a letter of its own.
    private static MemoryStream Readable(MemoryStream body)
    {
        body.Position = 0;
        var form = body.GetBuffer().AsSpan(0, (int)body.Length);
        return form.Contains((byte)0) || form.IndexOf("%00"u8) >= 0
            ? new MemoryStream(Encoding.Latin1.GetBytes(
                Encoding.Latin1.GetString(form).Replace("\0", InItsPlace, StringComparison.Ordinal).Replace("%00", InItsPlace, StringComparison.Ordinal)))
            : body;
    }
}
