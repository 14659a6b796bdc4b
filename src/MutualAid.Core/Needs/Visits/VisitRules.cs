namespace MutualAid.Core.Needs.Visits;

/// <summary>The times of a visit that are no settings: they are promises to the neighbour.</summary>
public static class VisitRules
{
    /// <summary>An address opens this long before the visit begins, and closes when it ends (domain.md, "Who sees what").</summary>
    public static readonly TimeSpan OpensBefore = TimeSpan.FromHours(24);

    /// <summary>From so long before its start a visit can begin.</summary>
    public static readonly TimeSpan ArriveBefore = TimeSpan.FromHours(2);
}
