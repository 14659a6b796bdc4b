using System.Globalization;
using System.Security;
using System.Text;

namespace MutualAid.Bench.Waves;

/// <summary>One bar: a name, a mean, half the width of its interval.</summary>
public sealed record Bar(string Name, Interval Value);

/// <summary>One line over some steps.</summary>
public sealed record Line(string Name, IReadOnlyList<double> Values);

/// <summary>
/// Small charts as SVG by hand: a title and a description for those who do not see them, each value written out, nothing told by colour alone, colours
/// that read on light and on dark paper.
/// </summary>
public static class SvgChart
{
    private const int Wide = 720;
    private const int NameWide = 190;
    private const int RowHigh = 30;

    // Names the tokens once; the reader's theme chooses. Contrast with the paper is above 4.5 in both.
    private const string Style =
        """
        <style>
          .paper { fill: #fbf8f1 } .ink { fill: #2b2a26 } .soft { fill: #5c5850 } .bar { fill: #8a8272 } .ours { fill: #2f6b4f }
          .grid { stroke: #d9d2c3 } .mark { stroke: #2b2a26; stroke-width: 1.5 } .line { fill: none; stroke: #6f6858; stroke-width: 2 } .line.ours { fill: none; stroke: #2f6b4f; stroke-width: 3.5 }
          text { font: 14px "Source Sans 3", system-ui, sans-serif } .head { font-size: 17px; font-weight: 650 }
          @media (prefers-color-scheme: dark) {
            .paper { fill: #1d1f1c } .ink { fill: #efebe0 } .soft { fill: #bcb6a8 } .bar { fill: #8f8878 } .ours { fill: #7cc49e }
            .grid { stroke: #3b3d38 } .mark { stroke: #efebe0 } .line { stroke: #a39c8c } .line.ours { stroke: #7cc49e }
          }
        </style>
        """;

    private static readonly string[] Dashes = ["none", "8 4", "2 4", "12 4 2 4", "5 2", "1 3", "16 3"];

    /// <summary>Bars lying on their side, from 0; the first is ours. The whisker is the 95 % interval.</summary>
    public static string Bars(string title, string unit, IReadOnlyList<Bar> bars)
    {
        var most = Math.Max(1e-9, bars.Max(b => b.Value.High));
        var high = 60 + (bars.Count * RowHigh) + 16;
        var svg = Open(title, string.Join("; ", bars.Select(b => $"{b.Name} {Number(b.Value.Mean)} {unit}")) + ".", high);
        double X(double value) => NameWide + ((Wide - NameWide - 140) * value / most);
        for (var i = 0; i < bars.Count; i++)
        {
            var (y, value) = (56 + (i * RowHigh), bars[i].Value);
            svg.Append(Text(NameWide - 10, y + 14, bars[i].Name, i == 0 ? "ink head" : "ink", "end", i == 0 ? 15 : 14));
            svg.Append(Of($"""<rect class="{(i == 0 ? "ours" : "bar")}" x="{NameWide}" y="{y}" width="{Math.Max(1, X(value.Mean) - NameWide):0.#}" height="20" rx="3"/>"""));
            svg.Append(Of($"""<path class="mark" d="M{X(Math.Max(0, value.Low)):0.#} {y + 10}H{X(value.High):0.#}M{X(Math.Max(0, value.Low)):0.#} {y + 6}v8M{X(value.High):0.#} {y + 6}v8"/>"""));
            svg.Append(Text((int)X(value.High) + 8, y + 15, $"{Number(value.Mean)} ± {Number(value.Half)} {unit}", "soft", "start"));
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Lines from 0 to 100 %; the first is ours. Each has its own dashes, and its name at its end. An axis word may be empty.</summary>
    public static string Lines(string title, string axis, IReadOnlyList<string> ticks, IReadOnlyList<Line> lines)
    {
        const int high = 376;
        const int bottom = 310;
        const int top = 56;
        const int left = 60;
        const int right = Wide - 190;
        var svg = Open(title, string.Join("; ", lines.Select(l => $"{l.Name} from {Number(l.Values[0])} to {Number(l.Values[^1])} %")) + ".", high);
        for (var percent = 0; percent <= 100; percent += 20)
        {
            var y = bottom - ((bottom - top) * percent / 100);
            svg.Append(Of($"""<path class="grid" d="M{left} {y}H{right}"/>""")).Append(Text(left - 8, y + 5, $"{percent} %", "soft", "end"));
        }

        double X(int i) => left + ((double)(right - left) * i / Math.Max(1, ticks.Count - 1));
        foreach (var (tick, i) in ticks.Select((t, i) => (t, i)).Where(t => t.t.Length > 0))
        {
            svg.Append(Text((int)X(i), bottom + 22, tick, "soft", "middle"));
        }

        svg.Append(Text((left + right) / 2, bottom + 46, axis, "soft", "middle"));

        // Names keep 18 between them, in the order of the lines' ends.
        var at = double.NegativeInfinity;
        foreach (var (line, i) in lines.Select((l, i) => (l, i)).OrderByDescending(l => l.l.Values[^1]))
        {
            var points = line.Values.Select((v, step) => Of($"{X(step):0.#} {bottom - ((bottom - top) * v / 100):0.#}"));
            at = Math.Max(at + 18, bottom - ((bottom - top) * line.Values[^1] / 100) + 5);
            svg.Append(Of($"""<path class="line{(i == 0 ? " ours" : "")}" stroke-dasharray="{Dashes[i % Dashes.Length]}" d="M{string.Join('L', points)}"/>"""));
            svg.Append(Text(right + 8, (int)at, line.Name, i == 0 ? "ink head" : "ink", "start", i == 0 ? 15 : 14));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static StringBuilder Open(string title, string description, int high) => new StringBuilder()
        .Append(Of($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Wide} {high}" width="{Wide}" height="{high}" role="img" aria-labelledby="t d">"""))
        .Append(Of($"""<title id="t">{Escaped(title)}</title><desc id="d">{Escaped(description)}</desc>""")).Append('\n').Append(Style)
        .Append(Of($"""<rect class="paper" width="{Wide}" height="{high}" rx="8"/>""")).Append(Text(20, 32, title, "ink head", "start", 17));

    private static string Text(int x, int y, string words, string style, string anchor, int size = 14) =>
        Of($"""<text class="{style}" x="{x}" y="{y}" text-anchor="{anchor}" style="font-size:{size}px">{Escaped(words)}</text>""") + "\n";

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string words) => SecurityElement.Escape(words);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 1 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
