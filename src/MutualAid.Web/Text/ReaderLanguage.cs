using System.Globalization;

namespace MutualAid.Web.Text;

/// <summary>The language of this request's reader. Set once by <see cref="LanguageMiddleware"/>.</summary>
public sealed class ReaderLanguage(SiteLanguages languages)
{
    public SiteLanguage Value { get; set; } = languages.English;
}

/// <summary>Finds the reader's language and sets the framework's culture to it, so that its own number writing agrees with ours.</summary>
public sealed class LanguageMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, ReaderLanguage reader, SiteLanguages languages)
    {
        reader.Value = languages.For(context.Request);
        CultureInfo.CurrentCulture = reader.Value.Culture;
        CultureInfo.CurrentUICulture = reader.Value.Culture;
        await next(context);
    }
}
