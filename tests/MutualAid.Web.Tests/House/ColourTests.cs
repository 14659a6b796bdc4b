using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace MutualAid.Web.Tests.House;

public sealed partial class ColourTests
{
    /// <summary>WCAG 2 AA: words, and the edges of controls.</summary>
    private const double Words = 4.5;
    private const double Edges = 3;

    private static readonly string Tokens = File.ReadAllText(Path.Combine(Repository.WebRoot, "css", "tokens.css"));

    private static IEnumerable<(string Front, string Back, double Needed)> Pairs()
    {
        string[] surfaces = ["paper", "card", "sunk"];
        string[] roles = ["leaf", "clay", "sky", "plum", "rose"];
        foreach (var surface in surfaces)
        {
            foreach (var front in (string[])["ink", "ink-soft", .. roles, "sun-deep"])
            {
                yield return (front, surface, Words);
            }

            yield return ("edge", surface, Edges);
            yield return ("focus", surface, Edges);
        }

        foreach (var role in roles)
        {
            yield return (role, $"{role}-tint", Words);
        }

        foreach (var role in (string[])[.. roles, "sun"])
        {
            yield return ("ink", $"{role}-tint", Words);
            yield return ("ink-soft", $"{role}-tint", Words);
        }

        (string, string)[] others =
        [
            ("sun-deep", "sun-tint"), ("on-leaf", "leaf"), ("on-leaf", "leaf-deep"), ("on-sun", "sun"), ("on-sun", "q3"),
            ("night-ink", "night"), ("night-soft", "night"), ("night-ink", "night-up"), ("night-soft", "night-up"), ("sun", "night"),
            ("paper", "ink"), ("card", "clay"), ("card", "rose"),
        ];
        foreach (var (front, back) in others)
        {
            yield return (front, back, Words);
        }
    }

    [Fact]
    public void Words_and_edges_stand_out_by_day_and_by_evening()
    {
        var (day, evening) = (Colours.Day(Tokens), Colours.Evening(Tokens));
        Pairs().Where(p => day.Contrast(p.Front, p.Back) < p.Needed).Should().BeEmpty("by day");
        Pairs().Where(p => evening.Contrast(p.Front, p.Back) < p.Needed).Should().BeEmpty("by evening");
    }

    [Fact]
    public void A_planted_pale_ink_is_noticed()
    {
        var pale = Colours.Day(Tokens.Replace("--ink: #1b2a27", "--ink: #b0b0b0", StringComparison.Ordinal));
        pale.Contrast("ink", "paper").Should().BeLessThan(Words);
    }

    [Fact]
    public void Black_on_white_is_twenty_one_to_one() =>
        Colours.Day("--a: #000000; --b: #ffffff; prefers-color-scheme: dark").Contrast("a", "b").Should().BeApproximately(21, 0.001);

    [Fact]
    public void Only_the_tokens_name_colours()
    {
        Files().SelectMany(f => StrayColours(f.Text).Select(c => $"{f.Name}: {c}")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(".x { color: #a33d24 }")]
    [InlineData("<p style=\"color:#FFF\">")]
    public void A_planted_colour_is_noticed(string source) => StrayColours(source).Should().NotBeEmpty();

    private static IEnumerable<(string Name, string Text)> Files() =>
        Repository.Sources(".css", ".cshtml", ".cs", ".js").Where(f => Path.GetFileName(f.Name) != "tokens.css");

    /// <summary>A browser's own bar cannot read a token, so the theme colour is said in the frame.</summary>
    private static IEnumerable<string> StrayColours(string source) =>
        source.Split('\n').Where(line => !line.Contains("name=\"theme-color\"", StringComparison.Ordinal))
            .SelectMany(line => Hex().Matches(line).Select(m => m.Value));

    [GeneratedRegex("(?<![&\\w/])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![\\w-])")]
    private static partial Regex Hex();
}
