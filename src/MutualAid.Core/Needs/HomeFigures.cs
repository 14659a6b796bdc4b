using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

/// <summary>Pieces of help of one kind, or of several kinds sewn together when <paramref name="KindId"/> is null.</summary>
public sealed record HelpCount(string? KindId, Phrase Name, string Tone, int Count);

/// <summary>What anybody may know about the help given this week: counts of five or more, and nothing else.</summary>
/// <param name="Total">All pieces together; null when there were fewer than five.</param>
/// <param name="Kinds">The largest kinds, largest first, and the rest sewn together; they add up to the total.</param>
public sealed record HomeFigures(int? Total, IReadOnlyList<HelpCount> Kinds)
{
    /// <summary>A count below this could point at a person, so it is never shown.</summary>
    public const int FewestShown = 5;

    /// <summary>How many kinds are named before the rest is sewn together.</summary>
    public const int MostNamed = 3;

    private static readonly Phrase OtherKinds = Phrase.Of("Other kinds of help");

    /// <summary>
    /// Names the largest kinds that have a name to show and sews all others together. When what is left over would be fewer than five,
    /// the smallest named kind goes in with it, so that nothing can be worked out from the difference.
    /// </summary>
    public static HomeFigures Sew(IEnumerable<HelpCount> counts)
    {
        var all = counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ThenBy(c => c.KindId, StringComparer.Ordinal).ToList();
        var total = all.Sum(c => c.Count);
        if (total < FewestShown)
        {
            return new HomeFigures(null, []);
        }

        var named = all.Where(c => c.KindId is not null && c.Count >= FewestShown).Take(MostNamed).ToList();
        while (total - named.Sum(c => c.Count) is > 0 and < FewestShown)
        {
            named.RemoveAt(named.Count - 1);
        }

        var rest = total - named.Sum(c => c.Count);
        return new HomeFigures(total, rest == 0 ? named : [.. named, new HelpCount(null, OtherKinds, "leaf", rest)]);
    }
}
