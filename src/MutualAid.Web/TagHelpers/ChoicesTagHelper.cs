using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-choices for="Input.When" legend="…" hint="…"&gt;</c> with <c>ma-check</c> or <c>ma-tile</c> inside: one question with choices.
/// <c>multiple</c> makes boxes instead of one choice, <c>tiles</c> lays big choices out in a grid,
/// <c>heading</c> makes the legend the page's heading, with <c>eyebrow</c> above it.
/// </summary>
[HtmlTargetElement("ma-choices", Attributes = "for")]
public sealed class ChoicesTagHelper(PageIcons icons, Words words) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Legend { get; set; } = "";

    public string? Hint { get; set; }

    public string? Eyebrow { get; set; }

    public bool Heading { get; set; }

    public bool Multiple { get; set; }

    public bool Tiles { get; set; }

    public bool Optional { get; set; }

    public string? Seen { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = FormField.Of(For, View);
        context.Items[typeof(Choices)] = new Choices(field, Multiple);
        var inside = await output.InsideAsync();
        output.Become("div", field.Error is null ? "ma-field" : "ma-field ma-field--error");

        var hint = string.IsNullOrEmpty(Hint) ? "" : $"""<p class="{(Heading ? "ma-lede" : "ma-hint")}" id="{field.Id}-hint">{Hint.Safe()}</p>""";
        output.Content.SetHtmlContent(string.Concat(
            $"<fieldset{field.Described(hint.Length > 0)}>",
            LegendTag(),
            hint,
            FormParts.Error(field, icons, words),
            Tiles ? $"""<div class="ma-tiles">{inside}</div>""" : inside,
            FormParts.Seen(Seen, icons, words),
            "</fieldset>"));
    }

    private string LegendTag()
    {
        if (Heading)
        {
            var eyebrow = string.IsNullOrEmpty(Eyebrow) ? "" : $"""<p class="ma-eyebrow">{Eyebrow.Safe()}</p>""";
            return $"<legend>{eyebrow}<h1>{Legend.Safe()}</h1></legend>";
        }

        var optional = Optional ? $" <small>{words["(if you like)"].Safe()}</small>" : "";
        return $"""<legend class="ma-label">{Legend.Safe()}{optional}</legend>""";
    }
}

/// <summary>What a choice needs to know about the question it belongs to.</summary>
internal sealed class Choices(FormField question, bool multiple)
{
    private bool first = true;

    public FormField Field => question;

    public string Type => multiple ? "checkbox" : "radio";

    /// <summary>The first choice carries the field's own id, so that the summary's link leads to it.</summary>
    public string NextId(string value)
    {
        // Cleaned as a whole: on its own a value such as 1000 would lose its first digit.
        var id = first ? question.Id : Markup.Id($"{question.Id}_{value}");
        first = false;
        return id;
    }
}
