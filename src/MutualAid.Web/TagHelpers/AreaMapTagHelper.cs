using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-area-map quilt="…" areas="…" view="map" /&gt;</c>: the network's areas as a picture, each a link to its list, warmer the more is open.
/// What the colours say stands in each link's words too, and in the table beside it.
/// </summary>
[HtmlTargetElement("ma-area-map", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AreaMapTagHelper(Words words, TimeProvider time) : TagHelper
{
    // More patches than these are too small for their names, and for their numbers.
    private const int MostNamed = 12;
    private const int MostNumbered = 36;
    private static readonly TimeSpan LongWait = TimeSpan.FromDays(3);

    public Quilt Quilt { get; set; } = null!;

    public IReadOnlyList<AreaCount> Areas { get; set; } = [];

    /// <summary>The area whose list is shown beside the map.</summary>
    public Guid? Picked { get; set; }

    /// <summary>The view a patch leads to: map or nothing.</summary>
    public string? View { get; set; }

    /// <summary>Whether patches lead to lists; for somebody who may only see numbers they do not.</summary>
    public bool Links { get; set; } = true;

    /// <summary>The heat class of an area: nothing open, 1 or 2, 3, 4 or more, and somebody waits over 3 days.</summary>
    public static string Heat(AreaCount area, DateTimeOffset now) => area switch
    {
        { Open: 0 } => "m0",
        { OldestAt: { } oldest } when now - oldest > LongWait => "m4",
        { Open: <= 2 } => "m1",
        { Open: 3 } => "m2",
        _ => "m3",
    };

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("svg", "ma-map");
        output.Attributes.SetAttribute("viewBox", Quilt.ViewBox);
        output.Attributes.SetAttribute("role", "group");
        output.Attributes.SetAttribute("aria-label", Links ? words["Open needs by area. Choose an area to see its list."] : words["Open needs by area."]);
        var counts = Areas.ToDictionary(a => a.AreaId);
        var svg = new StringBuilder();
        foreach (var patch in Quilt.Patches.Where(p => p.Path.Length > 0 && counts.ContainsKey(p.AreaId)))
        {
            Draw(svg, patch, counts[patch.AreaId]);
        }

        output.Content.SetHtmlContent(svg.ToString());
    }

    private void Draw(StringBuilder svg, QuiltPatch patch, AreaCount area)
    {
        var heat = Heat(area, time.GetUtcNow());
        var number = Links || area.Open > 0 ? area.Open.ToString("N0", words.Language.Culture) : "";
        var said = !Links && area.Open == 0 ? words["few or none open"] : words.Count(area.Open, "{0} open need", "{0} open needs");
        var label = heat == "m4" ? words["{0}: {1}, some waiting over 3 days", area.Name, said] : words["{0}: {1}", area.Name, said];
        label = area.Mine ? words["{0} (your area)", label] : label;
        var href = View is null ? $"/needs?area={area.AreaId}" : $"/needs?view={View}&amp;area={area.AreaId}";

        // The title names the shape to a screen reader and shows when a mouse rests on it; a label beside it would say something else than what is seen.
        svg.Append(Links ? $"""<a href="{href}">""" : """<g role="img">""").Append(CultureInfo.InvariantCulture, $"<title>{label.Safe()}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"""<path class="ar {heat}{(patch.AreaId == Picked ? " on" : "")}" fill-rule="evenodd" d="{patch.Path}"/>""");
        if (Quilt.Patches.Count <= MostNumbered)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="sw" d="{patch.Path}"/>""");
            var (x, y) = (patch.LabelX, patch.LabelY);
            var named = Quilt.Patches.Count <= MostNamed;
            if (named)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x}" y="{y - 6}" aria-hidden="true">{area.Name.Safe()}</text>""");
            }

            svg.Append(CultureInfo.InvariantCulture, $"""<text class="nm" x="{x}" y="{(named ? y + 16 : y + 8)}" aria-hidden="true">{number}</text>""");
        }

        if (area.Mine)
        {
            // A small house at the number's side, for the area as a whole; where a home stands is drawn nowhere.
            var (left, floor) = (patch.LabelX + 12, patch.LabelY + 16);
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="you" d="M{left} {floor}v-9l7-6 7 6v9z"/>""");
        }

        svg.Append(Links ? "</a>" : "</g>");
    }
}
