using Microsoft.AspNetCore.Razor.TagHelpers;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.TagHelpers;

/// <summary>
/// <c>&lt;ma-quilt figures="@figures" /&gt;</c>: a patch for each piece of help this week, with room for more, and its key in words.
/// Kinds only: no people, no places.
/// </summary>
[HtmlTargetElement("ma-quilt", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class QuiltTagHelper(Words words) : TagHelper
{
    private const int Columns = 12;
    private const int Size = 26;
    private const int FewestRows = 3;

    /// <summary>More patches than this are too small to see; the words give the count.</summary>
    private const int MostPatches = 8 * Columns;

    /// <summary>The colour of each tone in drawings.</summary>
    private static readonly Dictionary<string, string> Colours = new(StringComparer.Ordinal)
    {
        ["sun"] = "q2",
        ["clay"] = "q3",
        ["sky"] = "q4",
        ["plum"] = "q5",
        ["rose"] = "q7",
        ["leaf"] = "q1",
    };

    public HomeFigures Figures { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var kinds = Figures.Kinds.Select((kind, i) => (Colour: Colour(i), kind.Name, kind.Count)).ToList();
        var total = Figures.Total ?? 0;
        var drawn = Math.Min(total, MostPatches);
        var rows = Math.Max(FewestRows, (drawn + Columns) / Columns);
        var colours = Spread(kinds.Select(k => (k.Colour, k.Count)).ToList(), total, drawn);
        var patches = string.Concat(Enumerable.Range(0, rows * Columns).Select(i => Patch(i, i < drawn ? colours[i] : null)));
        var title = words["A quilt of patches for the {0} pieces of help given this week, with room for more.", total];
        var key = string.Concat(kinds.Select(k =>
            $"""<li><svg class="ma-art" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path class="{k.Colour}" d="M0 0h16v16H0z"/></svg>{words["{0}: {1}", k.Name, k.Count].Safe()}</li>"""));
        output.Content.SetHtmlContent(
            $"""<svg class="ma-art ma-quilt" viewBox="-1 -1 {Columns * Size + 2} {rows * Size + 2}" role="img" aria-labelledby="quilt-t"><title id="quilt-t">{title.Safe()}</title>{patches}</svg><ul class="ma-key" role="list">{key}</ul>""");
    }

    /// <summary>A kind keeps its own colour; a second kind of the same tone takes the first colour that is still free.</summary>
    private string Colour(int index)
    {
        var taken = new List<string>();
        foreach (var kind in Figures.Kinds.Take(index + 1))
        {
            var own = Colours.GetValueOrDefault(kind.Tone, Colours["leaf"]);
            taken.Add(taken.Contains(own) ? Colours.Values.First(c => !taken.Contains(c)) : own);
        }

        return taken[index];
    }

    /// <summary>Deals the colours out evenly, each as often as its count asks, so that no corner stands for one kind.</summary>
    private static List<string> Spread(List<(string Colour, int Count)> kinds, int total, int drawn)
    {
        var dealt = new int[kinds.Count];
        var colours = new List<string>(drawn);
        for (var i = 1; i <= drawn; i++)
        {
            var most = Enumerable.Range(0, kinds.Count).MaxBy(k => (long)kinds[k].Count * i - (long)dealt[k] * total);
            dealt[most]++;
            colours.Add(kinds[most].Colour);
        }

        return colours;
    }

    private static string Patch(int index, string? colour)
    {
        var (x, y) = (index % Columns * Size, index / Columns * Size);
        if (colour is null)
        {
            return $"""<path class="no" d="M{x + 1} {y + 1}h24v24h-24z"/>""";
        }

        var shape = ((index * 7 + index / Columns * 3) % 4) switch
        {
            0 => $"M{x} {y}h26l-26 26z",
            1 => $"M{x} {y}h26L{x + 13} {y + 13}zM{x} {y + 26}h26L{x + 13} {y + 13}z",
            2 => $"M{x + 13} {y}l13 13-13 13-13-13z",
            _ => $"M{x} {y}h13v13h-13zM{x + 13} {y + 13}h13v13h-13z",
        };
        return $"""<path class="q8" d="M{x} {y}h26v26h-26z"/><path class="{colour}" d="{shape}"/>""";
    }
}
