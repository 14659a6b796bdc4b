using System.Globalization;
using Microsoft.Extensions.Options;

namespace MutualAid.Web.Text;

/// <summary>Which languages are on offer.</summary>
public sealed class LanguageOptions
{
    /// <summary>Whether the two made-up languages can be chosen: long words, and long words from right to left. For tests and for looking.</summary>
    public bool Pseudo { get; set; }
}

/// <summary>The languages of the site. A new one is a line here and a file beside it; a test names the texts that are missing.</summary>
public sealed class SiteLanguages
{
    public const string LongWords = "qps-ploc";
    public const string RightToLeft = "qps-plocm";

    public SiteLanguages(IOptions<LanguageOptions> options)
    {
        English = new("en", "English", CultureInfo.GetCultureInfo("en-GB"), RightToLeft: false, DayShapes.English, new EnglishTexts());
        List<SiteLanguage> all =
        [
            English,
            new("es", "Español", CultureInfo.GetCultureInfo("es"), RightToLeft: false, DayShapes.Spanish, FileTexts.Load("es")),
        ];
        if (options.Value.Pseudo)
        {
            var pseudo = new PseudoTexts();
            all.Add(new(LongWords, "Long words", English.Culture, RightToLeft: false, DayShapes.English, pseudo));
            all.Add(new(RightToLeft, "Right to left", English.Culture, RightToLeft: true, DayShapes.English, pseudo));
        }

        All = all;
    }

    /// <summary>The language the texts are written in, and the one for a reader whose own is not here.</summary>
    public SiteLanguage English { get; }

    public IReadOnlyList<SiteLanguage> All { get; }

    public SiteLanguage? Find(string? code) => All.FirstOrDefault(l => string.Equals(l.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The reader's language: the one they chose, else the first their browser asks for that is here, in its order of wishes
    /// and without its country, else English.
    /// </summary>
    public SiteLanguage For(HttpRequest request) =>
        Find(request.Cookies[LanguageChoice.CookieName]) ?? FromBrowser(request) ?? English;

    private SiteLanguage? FromBrowser(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(wish => wish.Quality is null or > 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Find(wish.Value.Value) ?? Find(wish.Value.Value?.Split('-')[0]))
            .FirstOrDefault(language => language is not null);
}
