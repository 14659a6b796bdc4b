using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MutualAid.Web.TagHelpers;

/// <summary>Small steps every tag helper takes.</summary>
internal static class Markup
{
    /// <summary>Leaves letters of every script as they are, which is lighter to send than numbers for them.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A person's words made safe for the page.</summary>
    public static string Safe(this string? text) => Encoder.Encode(text ?? "");

    /// <summary>Turns the helper's own tag into a plain one and puts classes before those the page gave it.</summary>
    public static void Become(this TagHelperOutput output, string tag, string classes)
    {
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        var given = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(given) ? classes : $"{classes} {given}");
    }

    /// <summary>The classes <c>block</c> and, when there is a tone, <c>block--tone</c>.</summary>
    public static string Toned(string block, string? tone, string? size = null) =>
        $"{block}{(string.IsNullOrEmpty(tone) ? "" : $" {block}--{tone}")}{(string.IsNullOrEmpty(size) ? "" : $" {block}--{size}")}";

    public static async Task<string> InsideAsync(this TagHelperOutput output) => (await output.GetChildContentAsync()).GetContent();

    /// <summary>The id a field of this name has on the page.</summary>
    public static string Id(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>The full name of the field in the form.</summary>
    public static string Name(this ModelExpression expression, ViewContext view) =>
        view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
}
