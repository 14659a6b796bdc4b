using System.Text.RegularExpressions;

namespace MutualAid.Web.TagHelpers;

/// <summary>The house's icons and patches by name, read once from <c>wwwroot/img/icons.svg</c>.</summary>
public sealed partial class IconSheet
{
    private readonly Dictionary<string, string> symbols;

    public IconSheet(IWebHostEnvironment environment)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo("img/icons.svg").CreateReadStream());
        symbols = Symbol().Matches(reader.ReadToEnd()).ToDictionary(m => m.Groups["id"].Value, m => m.Value, StringComparer.Ordinal);
    }

    public bool Has(string id) => symbols.ContainsKey(id);

    /// <summary>The drawing of one icon or patch, as an SVG symbol.</summary>
    public string Symbol(string id) => symbols[id];

    [GeneratedRegex("""<symbol id="(?<id>[^"]+)".*?</symbol>""", RegexOptions.Singleline)]
    private static partial Regex Symbol();
}
