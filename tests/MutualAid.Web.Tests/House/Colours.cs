using System.Globalization;
using System.Text.RegularExpressions;

namespace MutualAid.Web.Tests.House;

/// <summary>The colours of tokens.css by day and by evening, and how well two of them can be told apart.</summary>
internal sealed partial class Colours
{
    private Colours(Dictionary<string, string> values) => this.values = values;

    private readonly Dictionary<string, string> values;

    public static Colours Day(string tokens) => new(Read(tokens[..EveningStart(tokens)]));

    /// <summary>The evening sets only what differs from the day.</summary>
    public static Colours Evening(string tokens)
    {
        var colours = Read(tokens[..EveningStart(tokens)]);
        foreach (var (name, value) in Read(tokens[EveningStart(tokens)..]))
        {
            colours[name] = value;
        }

        return new(colours);
    }

    /// <summary>The contrast ratio of WCAG 2: 1 for none, 21 for black on white.</summary>
    public double Contrast(string front, string back)
    {
        var (a, b) = (Luminance(values[front]), Luminance(values[back]));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static int EveningStart(string tokens) => tokens.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string css) =>
        Token().Matches(css).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var part = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+):\\s*(?<value>#[0-9a-f]{6})\\b")]
    private static partial Regex Token();
}
