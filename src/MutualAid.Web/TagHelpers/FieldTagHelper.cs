using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-field for="Input.Words" label="…" hint="…" rows="4" count="400" seen="…" /&gt;</c>: one question.
/// Label, hint, what needs another look, the field with what was typed, letters left, and who sees it.
/// Other attributes (autocomplete, inputmode, min, spellcheck…) go to the field itself; what stands inside the tag comes after it.
/// </summary>
[HtmlTargetElement("ma-field", Attributes = "for")]
public sealed class FieldTagHelper(PageIcons icons, Words words) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>text, date, time, email, tel, number, password…; with rows or items it is not used.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Lines of a longer text.</summary>
    public int Rows { get; set; }

    /// <summary>The most letters; shown, counted down with script, and counted again by the server.</summary>
    public int Count { get; set; }

    /// <summary>Choices of a drop-down.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>s (short), low (a low text area), code (big numbers) or nothing.</summary>
    public string? Size { get; set; }

    /// <summary>Whether leaving it empty is fine; said beside the label.</summary>
    public bool Optional { get; set; }

    /// <summary>Who sees the answer, after the words "Who sees this:".</summary>
    public string? Seen { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = FormField.Of(For, View);
        var inside = await output.InsideAsync();
        var extra = TakeAttributes(output);
        output.Become("div", field.Error is null ? "ma-field" : "ma-field ma-field--error");

        var optional = Optional ? $" <small>{words["(if you like)"].Safe()}</small>" : "";
        var hint = string.IsNullOrEmpty(Hint) ? "" : $"""<p class="ma-hint" id="{field.Id}-hint">{Hint.Safe()}</p>""";
        output.Content.SetHtmlContent(string.Concat(
            $"""<label class="ma-label" for="{field.Id}">{Label.Safe()}{optional}</label>""",
            hint,
            FormParts.Error(field, icons, words),
            Control(field, extra),
            LettersLeft(field),
            FormParts.Seen(Seen, icons, words),
            inside));
    }

    private string LettersLeft(FormField field) => Count == 0
        ? ""
        : $"""<p class="ma-count" id="{field.Id}-count" data-words="{words["# letters left"].Safe()}|{words["# letters too many"].Safe()}" aria-live="polite">{words["Up to {0} letters", Count].Safe()}</p>""";

    private string Control(FormField field, string extra)
    {
        var look = $"ma-input{(string.IsNullOrEmpty(Size) ? "" : $" ma-input--{Size}")}";
        var common =
            $"""class="{look}" id="{field.Id}" name="{field.Name.Safe()}"{(Count > 0 ? $" data-count=\"{Count}\"" : "")}{field.Described(!string.IsNullOrEmpty(Hint), Count > 0)}{(field.Error is null ? "" : " aria-invalid=\"true\"")}{extra}""";
        if (Items is not null)
        {
            var options = string.Concat(Items.Select(i =>
                $"""<option value="{i.Value.Safe()}"{(field.Values.Contains(i.Value ?? "") ? " selected" : "")}{(i.Disabled ? " disabled" : "")}>{i.Text.Safe()}</option>"""));
            return $"<select {common}>{options}</select>";
        }

        if (Rows > 0)
        {
            // A browser drops the first line break of a text area.
            return $"""<textarea {common} rows="{Rows}">{'\n'}{field.Value.Safe()}</textarea>""";
        }

        // A password is never sent back.
        var value = Type == "password" ? "" : $" value=\"{field.Value.Safe()}\"";
        return $"""<input {common} type="{Type}"{value}>""";
    }

    private static string TakeAttributes(TagHelperOutput output)
    {
        var own = output.Attributes.Where(a => a.Name != "class").ToList();
        own.ForEach(a => output.Attributes.Remove(a));
        return string.Concat(own.Select(a =>
            a.ValueStyle == HtmlAttributeValueStyle.Minimized ? $" {a.Name}" : $" {a.Name}=\"{AttributeText(a)}\""));
    }

    private static string AttributeText(TagHelperAttribute attribute)
    {
        if (attribute.Value is not IHtmlContent html)
        {
            return attribute.Value?.ToString().Safe() ?? "";
        }

        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
