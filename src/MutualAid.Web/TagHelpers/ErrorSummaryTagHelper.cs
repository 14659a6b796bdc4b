using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-error-summary /&gt;</c>: everything that needs another look, on top of the page, each line leading to its field.</summary>
[HtmlTargetElement("ma-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(Words words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ViewData.ModelState
            .Where(field => field.Value?.Errors.Count > 0)
            .Select(field => (field.Key, field.Value!.Errors[0].ErrorMessage))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("div", "ma-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("aria-labelledby", "summary-h");
        var lines = string.Concat(errors.Select(e => e.Key.Length == 0
            ? $"<li>{e.ErrorMessage.Safe()}</li>"
            : $"""<li><a href="#{Markup.Id(e.Key)}">{e.ErrorMessage.Safe()}</a></li>"""));
        var heading = words.Count(errors.Count, "One thing to look at", "{0} things to look at");
        output.Content.SetHtmlContent($"""<h2 id="summary-h">{heading.Safe()}</h2><ul>{lines}</ul>""");
    }
}
