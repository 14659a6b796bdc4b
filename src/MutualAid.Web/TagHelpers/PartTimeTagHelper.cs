using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary><c>&lt;ma-part-time time="…" /&gt;</c>: when a part is wanted, "Tuesday 19 May, 10 am to 11.30 am".</summary>
[HtmlTargetElement("ma-part-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PartTimeTagHelper(Words words, When when) : TagHelper
{
    public PartTime Time { get; set; } = PartTime.Whenever;

    /// <summary>On the desk, where it stands between commas and nobody there is meant by "you".</summary>
    public bool Desk { get; set; }

    /// <summary>For the one who asked: somebody else is the one who can.</summary>
    public bool Asker { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetContent(Time switch
        {
            { Day: { } day, When: PartWhen.Before } when Desk => words["any day up to {0}", await when.DayAsync(day)],
            { Day: { } day, When: PartWhen.Before } => words["Any time up to {0}", await when.DayAsync(day)],
            { Day: { } day, Start: { } start, End: { } end } => words["{0}, {1}", await when.DayAsync(day), when.Times(start, end)],
            { Day: { } day, Start: { } start } => words["{0}, {1}", await when.DayAsync(day), when.Time(start)],
            { Day: { } day } => await when.DayAsync(day),
            _ when Desk => words["any day"],
            _ when Asker => words["No hurry, when someone can"],
            _ => words["When you can"],
        });
    }
}
