namespace MutualAid.Web.Text;

/// <summary>The cookie that remembers which language a reader chose.</summary>
public static class LanguageChoice
{
    public const string CookieName = "language";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void Remember(HttpResponse response, SiteLanguage language) =>
        response.Cookies.Append(CookieName, language.Code, new CookieOptions
        {
            MaxAge = Kept,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = response.HttpContext.Request.IsHttps,
            Path = "/",
        });
}
