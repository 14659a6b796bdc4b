using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-facts row&gt;&lt;ma-fact icon="calendar"&gt;Tuesday 19 May&lt;/ma-fact&gt;&lt;/ma-facts&gt;</c>: facts, one line each.</summary>
[HtmlTargetElement("ma-facts")]
public sealed class FactsTagHelper : TagHelper
{
    /// <summary>Whether they stand beside each other where there is room.</summary>
    public bool Row { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("ul", Row ? "ma-facts ma-facts--row" : "ma-facts");
        output.Attributes.SetAttribute("role", "list");
    }
}

/// <summary>One fact of <c>ma-facts</c>.</summary>
[HtmlTargetElement("ma-fact")]
public sealed class FactTagHelper(PageIcons icons) : TagHelper
{
    public string Icon { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        output.PreContent.SetHtmlContent($"{icons.Icon(Icon)}<span>");
        output.PostContent.SetHtmlContent("</span>");
    }
}

/// <summary><c>&lt;ma-path row&gt;&lt;ma-step state="now" name="Agreed" note="Tuesday, 10 am" /&gt;&lt;/ma-path&gt;</c>: what happens, step by step.</summary>
[HtmlTargetElement("ma-path")]
public sealed class PathTagHelper : TagHelper
{
    public bool Row { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("ol", Row ? "ma-path ma-path--row" : "ma-path");
        output.Attributes.SetAttribute("role", "list");
    }
}

/// <summary>One step of <c>ma-path</c>.</summary>
[HtmlTargetElement("ma-step", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepTagHelper(PageIcons icons) : TagHelper
{
    /// <summary>done, now or next.</summary>
    public string State { get; set; } = "next";

    public string Name { get; set; } = "";

    public string? Note { get; set; }

    public string? Icon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("li", $"ma-path__step is-{State}");
        if (State == "now")
        {
            output.Attributes.SetAttribute("aria-current", "step");
        }

        var icon = State switch { "done" => "check", "now" => Icon ?? "lamp", _ => Icon };
        var note = string.IsNullOrEmpty(Note) ? "" : $"""<span class="ma-path__note">{Note.Safe()}</span>""";
        output.Content.SetHtmlContent(
            $"""<span class="ma-path__dot">{(icon is null ? "" : icons.Icon(icon))}</span><span class="ma-path__name">{Name.Safe()}</span>{note}""");
    }
}
