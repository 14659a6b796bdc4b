using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-icon name="clock" /&gt;</c>: an icon beside its word.</summary>
[HtmlTargetElement("ma-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(PageIcons icons) : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>Whether it points along the line and turns round in right-to-left pages.</summary>
    public bool Flip { get; set; }

    /// <summary>Whether it stands after the word.</summary>
    public bool End { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(icons.Icon(Name, Flip, End));
    }
}

/// <summary><c>&lt;ma-icons /&gt;</c>: the hidden sheet of the icons used on the page; the frame puts it last.</summary>
[HtmlTargetElement("ma-icons", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconsTagHelper(PageIcons icons) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(icons.Sheet());
    }
}

/// <summary><c>&lt;ma-art name="bowl" /&gt;</c>: a drawing. At most one a page, besides home.</summary>
[HtmlTargetElement("ma-art", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ArtTagHelper(Drawings drawings) : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(drawings[Name]);
    }
}

/// <summary><c>&lt;ma-pill tone="sun" icon="hourglass"&gt;2 days&lt;/ma-pill&gt;</c>: status or age, always icon and word.</summary>
[HtmlTargetElement("ma-pill")]
public sealed class PillTagHelper(PageIcons icons) : TagHelper
{
    /// <summary>leaf, sun, clay, sky, plum, rose, open or late.</summary>
    public string? Tone { get; set; }

    public string Icon { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", Markup.Toned("ma-pill", Tone));
        output.PreContent.SetHtmlContent(icons.Icon(Icon));
    }
}

/// <summary><c>&lt;ma-person patch="3" tone="1" name="Deniz" note="helps since 2023" /&gt;</c>: a person, as a patch and a name.</summary>
[HtmlTargetElement("ma-person", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PersonTagHelper(PageIcons icons) : TagHelper
{
    /// <summary>Which block of the quilt, 1 to 8; drawn by chance when somebody joins, never from the name.</summary>
    public int Patch { get; set; }

    /// <summary>Which pair of colours, 1 to 6.</summary>
    public int Tone { get; set; }

    public string Name { get; set; } = "";

    public string? Note { get; set; }

    /// <summary>s, l or nothing.</summary>
    public string? Size { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "ma-person");
        var note = string.IsNullOrEmpty(Note) ? "" : $"""<span class="ma-person__note">{Note.Safe()}</span>""";
        output.Content.SetHtmlContent(
            $"""{icons.Patch(Patch, Tone, Size)}<span><span class="ma-person__name">{Name.Safe()}</span>{note}</span>""");
    }
}

/// <summary><c>&lt;ma-seen&gt;&lt;b&gt;Who sees this:&lt;/b&gt; …&lt;/ma-seen&gt;</c>: who sees an answer, beside its field.</summary>
[HtmlTargetElement("ma-seen")]
public sealed class SeenTagHelper(PageIcons icons) : TagHelper
{
    public string Icon { get; set; } = "eye";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("p", "ma-seen");
        output.PreContent.SetHtmlContent($"{icons.Icon(Icon)}<span>");
        output.PostContent.SetHtmlContent("</span>");
    }
}

/// <summary><c>&lt;ma-note tone="sun" icon="info"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/ma-note&gt;</c>: standing advice.</summary>
[HtmlTargetElement("ma-note")]
public sealed class NoteTagHelper(PageIcons icons) : TagHelper
{
    /// <summary>leaf, sun, plum, rose or nothing.</summary>
    public string? Tone { get; set; }

    public string Icon { get; set; } = "info";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", Markup.Toned("ma-note", Tone));
        output.PreContent.SetHtmlContent($"{icons.Icon(Icon)}<div>");
        output.PostContent.SetHtmlContent("</div>");
    }
}

/// <summary><c>&lt;ma-why&gt;it’s about 500 m from you.&lt;/ma-why&gt;</c>: the one sentence why something fits.</summary>
[HtmlTargetElement("ma-why")]
public sealed class WhyTagHelper(Text.Words words) : TagHelper
{
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("p", "ma-why");
        output.PreContent.SetHtmlContent($"<b>{(Label ?? words["Why you"]).Safe()}:</b> ");
    }
}

/// <summary><c>&lt;ma-more summary="With a password"&gt;…&lt;/ma-more&gt;</c>: a fold that opens without script.</summary>
[HtmlTargetElement("ma-more")]
public sealed class MoreTagHelper(PageIcons icons) : TagHelper
{
    public string Summary { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("details", "ma-more");
        output.PreContent.SetHtmlContent(
            $"""<summary>{icons.Icon("chevron-right", turn: true)}{Summary.Safe()}</summary><div class="ma-more__body">""");
        output.PostContent.SetHtmlContent("</div>");
    }
}

/// <summary><c>&lt;ma-crumb href="/needs"&gt;Back to needs nearby&lt;/ma-crumb&gt;</c>: the way back, above the heading.</summary>
[HtmlTargetElement("ma-crumb")]
public sealed class CrumbTagHelper(PageIcons icons) : TagHelper
{
    public string Href { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("p", "ma-crumb");
        output.PreContent.SetHtmlContent($"""<a href="{Href.Safe()}">{icons.Icon("chevron-left", flip: true)}""");
        output.PostContent.SetHtmlContent("</a>");
    }
}

/// <summary><c>&lt;ma-empty art="kettle" title="Nothing waits for you"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/ma-empty&gt;</c>: nothing yet, a kind line, a next step.</summary>
[HtmlTargetElement("ma-empty")]
public sealed class EmptyTagHelper(Drawings drawings) : TagHelper
{
    public string Art { get; set; } = "kettle";

    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "ma-empty");
        output.PreContent.SetHtmlContent($"{drawings[Art]}<h2>{Title.Safe()}</h2>");
    }
}

/// <summary><c>&lt;ma-answer term="When" change="/needs/post/words" seen="…"&gt;Tuesday&lt;/ma-answer&gt;</c>: one row of a check before sending, in <c>&lt;dl class="ma-answers"&gt;</c>.</summary>
[HtmlTargetElement("ma-answer")]
public sealed class AnswerTagHelper(PageIcons icons, Text.Words words) : TagHelper
{
    public string Term { get; set; } = "";

    /// <summary>Where the answer can be changed.</summary>
    public string Change { get; set; } = "";

    /// <summary>Who will see it.</summary>
    public string Seen { get; set; } = "";

    public string Icon { get; set; } = "eye";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "ma-answers__row");
        output.PreContent.SetHtmlContent($"<dt>{Term.Safe()}</dt><dd>");
        output.PostContent.SetHtmlContent(
            $"""
            </dd><dd class="ma-answers__change"><a href="{Change.Safe()}">{words["Change"].Safe()}<span class="ma-hide"> {Term.Safe()}</span></a></dd><dd class="ma-seen">{icons.Icon(Icon)}<span>{Seen.Safe()}</span></dd>
            """);
    }
}
