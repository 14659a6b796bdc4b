namespace MutualAid.Core.Matching;

/// <summary>A pairing that may be asked, with its sum.</summary>
public sealed record ScoredPairing(Pairing Pairing, MatchScore Score);

/// <summary>A pairing that may not be asked, and the rule that said so.</summary>
public sealed record RefusedPairing(Pairing Pairing, HardRule Rule);

/// <summary>
/// The pairings that may be asked, best first, and those left out, nearest first. The order depends on the facts alone, never on the order
/// they came in: more points, then nearer, then by the ids, so that a tie is the same tie tomorrow.
/// </summary>
public sealed record MatchRanking(IReadOnlyList<ScoredPairing> Fitting, IReadOnlyList<RefusedPairing> LeftOut)
{
    public static MatchRanking Of(IEnumerable<Pairing> pairings, Weights weights)
    {
        var fitting = new List<ScoredPairing>();
        var leftOut = new List<RefusedPairing>();
        foreach (var pairing in pairings)
        {
            if (HardRules.FirstBroken(pairing) is { } rule)
            {
                leftOut.Add(new RefusedPairing(pairing, rule));
            }
            else
            {
                fitting.Add(new ScoredPairing(pairing, MatchScore.Of(pairing, weights)));
            }
        }

        fitting.Sort((a, b) => b.Score.Total != a.Score.Total ? b.Score.Total.CompareTo(a.Score.Total) : NearerFirst(a.Pairing, b.Pairing));
        leftOut.Sort((a, b) => NearerFirst(a.Pairing, b.Pairing));
        return new MatchRanking(fitting, leftOut);
    }

    /// <summary>The order among equals: nearer, then by helper, then by part. A pairing whose distance is unknown comes last.</summary>
    public static int NearerFirst(Pairing one, Pairing other)
    {
        var by = (one.Distance ?? int.MaxValue).CompareTo(other.Distance ?? int.MaxValue);
        by = by != 0 ? by : one.Helper.MemberId.CompareTo(other.Helper.MemberId);
        return by != 0 ? by : one.Part.PartId.CompareTo(other.Part.PartId);
    }
}
