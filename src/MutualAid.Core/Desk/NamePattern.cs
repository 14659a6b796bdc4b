using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Core.Desk;

/// <summary>The beginning of a name as a coordinator types it, for a search in small or capital letters.</summary>
internal static class NamePattern
{
    private const int FewestLetters = 2;

    /// <summary>The pattern, in which what people type for "anything" stands for itself; null for fewer than two letters and for what no name can be.</summary>
    public static string? Of(string? name)
    {
        var clean = TypedText.Clean(name);
        return clean is { Length: >= FewestLetters and <= Member.NameMaxLength } && TypedText.IsStorable(clean)
            ? clean.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%"
            : null;
    }
}
