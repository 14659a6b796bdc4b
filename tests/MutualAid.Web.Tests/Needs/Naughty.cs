using System.Text.Json;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>Strings that break careless software.</summary>
internal static class Naughty
{
    public static TheoryData<string> Own() =>
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE need; --", "{0} {1} {999}", "{", "%s%n", "../../etc/passwd",
        "\u202egnitroppus si", "Z\u0351\u036b\u0343\u036a\u0302", "👩‍👩‍👧‍👦 🇺🇳", "ﷺ نعم", "\ufeff", "\u200b", "=HYPERLINK(\"http://x\")",
        "@T[\"x\"]", "&lt;b&gt;", "\r\nSet-Cookie: a=b", "null", "undefined", "NaN", "1e400", "-0", "\t", "'", "\\", "٣", "ⅷ", "ß".PadRight(59, 'ß'),
    ];

    /// <summary>The well-known list, from the shared data.</summary>
    public static IReadOnlyList<string> Shared() =>
        JsonSerializer.Deserialize<List<string>>(File.ReadAllText(SharedData.File(Path.Combine("bad-input", "blns.json"))))!;

    /// <summary>All of the list in few texts, each with as many strings as there is room for, so that no string is left out and few pages are asked for.</summary>
    public static IReadOnlyList<string> SharedInTexts(int room)
    {
        var texts = new List<string>();
        foreach (var naughty in Shared())
        {
            if (texts.Count > 0 && texts[^1].Length + 1 + naughty.Length <= room)
            {
                texts[^1] += "\n" + naughty;
            }
            else
            {
                texts.Add(naughty);
            }
        }

        return texts;
    }
}
