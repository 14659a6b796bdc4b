using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-wait span="…" /&gt;</c>: how long a need has waited, warmer the longer it is.</summary>
[HtmlTargetElement("ma-wait", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WaitTagHelper(PageIcons icons, Words words, When when) : TagHelper
{
    public TimeSpan Span { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tone = Span.TotalDays switch { < 2 => "open", < 4 => "sun", _ => "clay" };
        output.Become("span", Markup.Toned("ma-pill", tone));
        var text = Span.TotalDays < 1 ? words["new today"] : words["waiting {0}", when.Span(Span)];
        output.Content.SetHtmlContent($"{icons.Icon("hourglass")}{text.Safe()}");
    }
}
