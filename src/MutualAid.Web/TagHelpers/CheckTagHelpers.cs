using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-check value="week" label="Some time this week" hint="…" /&gt;</c> inside <c>ma-choices</c>: one choice.
/// Alone, <c>&lt;ma-check for="Input.Agree" label="…" /&gt;</c> is a box for yes or no.
/// </summary>
[HtmlTargetElement("ma-check", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckTagHelper(PageIcons icons, Words words) : TagHelper
{
    public ModelExpression? For { get; set; }

    public string Value { get; set; } = "true";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public bool Disabled { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var alone = For is not null;
        var choices = alone ? new Choices(FormField.Of(For!, View), multiple: true) : Choice.Question(context);
        var field = choices.Field;
        var id = choices.NextId(Value);
        var on = alone ? field.Values.Any(v => bool.TryParse(v, out var yes) && yes) : field.Values.Contains(Value);
        var hint = string.IsNullOrEmpty(Hint) ? "" : $"""<span class="ma-check__hint" id="{id}-h">{Hint.Safe()}</span>""";
        var error = alone ? FormParts.Error(field, icons, words) : "";
        string?[] describing = [hint.Length > 0 ? $"{id}-h" : null, error.Length > 0 ? $"{id}-error" : null];
        var described = string.Join(' ', describing.Where(d => d is not null));

        output.Become("div", "ma-check");
        output.PreElement.SetHtmlContent(error);
        output.Content.SetHtmlContent(
            $"""<input class="ma-check__input" type="{choices.Type}" name="{field.Name.Safe()}" id="{id}" value="{Value.Safe()}"{(on ? " checked" : "")}{(Disabled ? " disabled" : "")}{(described.Length > 0 ? $" aria-describedby=\"{described}\"" : "")}{(error.Length > 0 ? " aria-invalid=\"true\"" : "")}><label class="ma-check__label" for="{id}">{Label.Safe()}</label>{hint}""");
    }
}

/// <summary><c>&lt;ma-tile value="groceries" icon="…" tone="…" label="Groceries" hint="bought or collected" /&gt;</c> inside <c>ma-choices tiles</c>: a big choice.</summary>
[HtmlTargetElement("ma-tile", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TileTagHelper(PageIcons icons) : TagHelper
{
    public string Value { get; set; } = "";

    public string? Icon { get; set; }

    public string? Tone { get; set; }

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var choices = Choice.Question(context);
        var id = choices.NextId(Value);
        var on = choices.Field.Values.Contains(Value) ? " checked" : "";
        var hint = string.IsNullOrEmpty(Hint) ? "" : $" <small>{Hint.Safe()}</small>";
        output.Become("div", "ma-tile");
        output.Content.SetHtmlContent(
            $"""<input class="ma-tile__input" type="{choices.Type}" name="{choices.Field.Name.Safe()}" id="{id}" value="{Value.Safe()}"{on}><label class="ma-tile__face" for="{id}"><span class="{Markup.Toned("ma-kind", Tone)}">{icons.KnownIcon(Icon)}</span><span>{Label.Safe()}{hint}</span></label>""");
    }
}

internal static class Choice
{
    /// <summary>The question around a choice.</summary>
    public static Choices Question(TagHelperContext context) => context.Items.TryGetValue(typeof(Choices), out var choices)
        ? (Choices)choices
        : throw new InvalidOperationException("A choice stands inside <ma-choices for>, or says for itself what it is for.");
}
