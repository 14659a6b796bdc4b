using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-parts held="1" all="3" /&gt;</c>: parts of a need; solid is held, dashed is still open. The words stand beside it.</summary>
[HtmlTargetElement("ma-parts", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PartsTagHelper : TagHelper
{
    /// <summary>More boxes than this say nothing to the eye; the words beside them do.</summary>
    private const int MostBoxes = 14;

    public int Held { get; set; }

    public int All { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "ma-parts");
        output.Attributes.SetAttribute("aria-hidden", "true");
        var boxes = Math.Min(All, MostBoxes);
        var held = All > MostBoxes ? (int)((long)Held * boxes / All) : Held;
        output.Content.SetHtmlContent(string.Concat(Enumerable.Range(0, boxes).Select(i => i < held ? """<i class="is-held"></i>""" : "<i></i>")));
    }
}

/// <summary><c>&lt;ma-load held="1" all="2" /&gt;</c>: how much of one's own limit is used. The words stand beside it.</summary>
[HtmlTargetElement("ma-load", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LoadTagHelper : TagHelper
{
    public int Held { get; set; }

    public int All { get; set; }

    /// <summary>s or nothing.</summary>
    public string? Size { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", Markup.Toned("ma-load", null, Size));
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(string.Concat(Enumerable.Range(0, Math.Max(All, Held)).Select(i =>
            i >= Held ? "<i></i>" : i >= All ? """<i class="is-over"></i>""" : """<i class="is-held"></i>""")));
    }
}
