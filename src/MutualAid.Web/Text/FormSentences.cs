using Microsoft.Extensions.Localization;

namespace MutualAid.Web.Text;

/// <summary>The framework's door to <see cref="Words"/>: the sentences of validation attributes and of model binding.</summary>
public sealed class FormSentences(IHttpContextAccessor http) : IStringLocalizer
{
    public LocalizedString this[string name] => new(name, Words[name]);

    public LocalizedString this[string name, params object[] arguments] => new(name, Words[name, arguments]);

    // The framework asks while it answers a request, never outside one.
    private Words Words => http.HttpContext!.RequestServices.GetRequiredService<Words>();

    /// <summary>The framework's own listing of texts; nothing here lists them.</summary>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
