using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Core.Needs;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-kind kind="groceries" /&gt;</c>: the patch a kind of help is known by, always beside its word.
/// A row of the kinds' table gives its own <c>icon</c> and <c>tone</c>; else they come from the catalogue.
/// </summary>
[HtmlTargetElement("ma-kind", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class KindTagHelper(PageIcons icons) : TagHelper
{
    private static readonly Dictionary<string, HelpKindSeed> Catalogue = HelpKindCatalogue.All.ToDictionary(k => k.Id, StringComparer.Ordinal);

    public string? Kind { get; set; }

    public string? Icon { get; set; }

    public string? Tone { get; set; }

    /// <summary>s, l or nothing.</summary>
    public string? Size { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var seed = Kind is null ? null : Catalogue.GetValueOrDefault(Kind);
        output.Become("span", Markup.Toned("ma-kind", Tone ?? seed?.Tone, Size));
        output.Content.SetHtmlContent(icons.KnownIcon(Icon ?? seed?.Icon));
    }
}
