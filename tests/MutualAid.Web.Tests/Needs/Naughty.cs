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
}
