using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-when at="…" /&gt;</c> writes an instant, "Tuesday 19 May, 10 am"; with <c>age</c> how long ago it was, "2 days".
/// </summary>
[HtmlTargetElement("ma-when", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WhenTagHelper(When when) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public bool Age { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(Age ? when.Since(At) : await when.AtAsync(At));
    }
}

/// <summary>
/// <c>&lt;ma-date on="…" /&gt;</c> writes a day, "Tuesday 19 May"; with <c>near</c> "today" and "tomorrow" where they fit;
/// with <c>tile</c> it is the date tile of an agenda, <c>soft</c> for later ones.
/// </summary>
[HtmlTargetElement("ma-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper(When when) : TagHelper
{
    public DateOnly On { get; set; }

    public bool Near { get; set; }

    public bool Tile { get; set; }

    public bool Soft { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Tile)
        {
            var (weekday, day, month) = when.Tile(On);
            output.Become("span", Markup.Toned("ma-date", Soft ? "soft" : null));
            output.Content.SetHtmlContent(
                $"""<span class="ma-date__day">{weekday.Safe()}</span> <span class="ma-date__num">{day}</span> <span class="ma-date__mon">{month.Safe()}</span>""");
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.SetContent(Near ? await when.NearDayAsync(On) : await when.DayAsync(On));
    }
}
