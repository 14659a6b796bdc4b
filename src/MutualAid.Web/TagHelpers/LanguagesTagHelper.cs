using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Core.Common;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-languages codes="…" /&gt;</c>: "Arabic, English or Polish", in the reader's own words.</summary>
[HtmlTargetElement("ma-languages", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LanguagesTagHelper(Words words) : TagHelper
{
    public IReadOnlyList<LanguageCode> Codes { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetContent(Codes switch
        {
            [] => "",
            [var one] => words.Say(SpokenLanguages.Name(one.Code)),
            _ => words["{0} or {1}", string.Join(", ", Codes.SkipLast(1).Select(c => words.Say(SpokenLanguages.Name(c.Code)))), Codes[^1]],
        });
    }
}
