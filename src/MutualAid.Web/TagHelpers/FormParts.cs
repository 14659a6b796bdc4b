using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>The pieces that fields and groups of choices share.</summary>
internal static class FormParts
{
    /// <summary>What needs another look, as the sentence beside the field; nothing when all is well.</summary>
    public static string Error(FormField field, PageIcons icons, Words words) => field.Error is null
        ? ""
        : $"""<p class="ma-error" id="{field.Id}-error">{icons.Icon("triangle-alert")}<span><span class="ma-hide">{words["Error:"].Safe()} </span>{field.Error.Safe()}</span></p>""";

    /// <summary>Who sees the answer; nothing when it was not said.</summary>
    public static string Seen(string? seen, PageIcons icons, Words words) => string.IsNullOrEmpty(seen)
        ? ""
        : $"""<p class="ma-seen">{icons.Icon("eye")}<span><b>{words["Who sees this:"].Safe()}</b> {seen.Safe()}</span></p>""";
}
