using System.Text.RegularExpressions;
using MutualAid.Web.Text;

namespace MutualAid.Web.Tests.House;

/// <summary>Finds the texts a person reads in the source: those that go through the localiser, and those that bypass it.</summary>
internal static partial class SourceTexts
{
    /// <summary>Names a page may say as they are.</summary>
    private static readonly HashSet<string> Untranslated = new(StringComparer.Ordinal) { "MutualAid" };

    /// <summary>Every key used in a source text; counted ones as "one|other".</summary>
    public static IEnumerable<string> Keys(string written) => KeysOfCode(Remark().Replace(written, ""));

    private static IEnumerable<string> KeysOfCode(string source) =>
        Indexed().Matches(source).Concat(Phrases().Matches(source)).Concat(Sentences().Matches(source))
            .Select(m => Literal(m.Groups["text"].Value))
            .Concat(Counted().Matches(source).Select(m => FileTexts.CountKey(Literal(m.Groups["one"].Value), Literal(m.Groups["other"].Value))));

    /// <summary>Places where a key is not a literal, so that no test could find it.</summary>
    public static IEnumerable<string> HiddenKeys(string source) => Hidden().Matches(Remark().Replace(source, "")).Select(m => m.Value.Trim());

    /// <summary>Words in the markup of a page that did not go through the localiser.</summary>
    public static IEnumerable<string> BareWords(string page)
    {
        var markup = Directive().Replace(RazorComment().Replace(page, ""), "");
        var between = Between().Matches(markup).Select(m => m.Groups["text"].Value.Trim());
        var attributes = ReadAttribute().Matches(markup).Select(m => m.Groups["text"].Value);
        return between.Concat(attributes).Where(text => text.Length > 0 && !Untranslated.Contains(text));
    }

    private static string Literal(string written) =>
        string.Concat(Quoted().Matches(written).Select(m => Regex.Unescape(m.Groups["inner"].Value)));

    private const string OneLiteral = """
        "(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*
        """;

    [GeneratedRegex("""\b(?:T|words|Words|sentences)\[\s*(?<text>""" + OneLiteral + """)""")]
    private static partial Regex Indexed();

    [GeneratedRegex("""\bPhrase\.Of\(\s*(?<text>""" + OneLiteral + """)""")]
    private static partial Regex Phrases();

    [GeneratedRegex("""\bErrorMessage\s*=\s*(?<text>""" + OneLiteral + """)""")]
    private static partial Regex Sentences();

    [GeneratedRegex("""\b(?:T|words)\.Count\([^"]*?(?<one>""" + OneLiteral + """),\s*(?<other>""" + OneLiteral + """)""")]
    private static partial Regex Counted();

    [GeneratedRegex("""\b(?:T\[(?!\])|Phrase\.Of\()\s*(?!["\s]|string )[^\s]{1,40}""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""
        "(?<inner>(?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Quoted();

    /// <summary>A line that is only a remark: examples in comments are no texts.</summary>
    [GeneratedRegex("""^\s*//.*$""", RegexOptions.Multiline)]
    private static partial Regex Remark();

    [GeneratedRegex("""@\*.*?\*@""", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex("""^@(?:inject|inherits|model|namespace|page|using)\b.*$""", RegexOptions.Multiline)]
    private static partial Regex Directive();

    /// <summary>Words right after a tag and up to the next tag or value; what holds signs of code is code.</summary>
    [GeneratedRegex("""(?<=<[^<>@]*[a-z"'/]>)(?<text>[^<>@{}();=]*\p{L}{2,}[^<>@{}();=]*)(?=[<@])""")]
    private static partial Regex Between();

    [GeneratedRegex("""\s(?:aria-label|title|alt|placeholder|label|hint|legend|eyebrow|summary|seen|term|note)="(?<text>[^"@]*\p{L}[^"@]*)["@]""")]
    private static partial Regex ReadAttribute();
}
