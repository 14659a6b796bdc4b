using MutualAid.Core.Common;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Visits;

/// <summary>What the timeline says about visits.</summary>
internal static class VisitWords
{
    /// <summary>What belongs on the timeline for those concerned. Who was named as a buddy is the helper's own matter.</summary>
    public static IReadOnlyList<Deed> Deeds { get; } =
        [Deed.VisitPlanned, Deed.VisitMoved, Deed.VisitAnotherTime, Deed.VisitBegun, Deed.VisitEnded, Deed.VisitOverdue, Deed.VisitSafe, Deed.PairWaived];

    /// <summary>A line of the timeline, with the helper's name for those who may read it; null when it is not about a visit.</summary>
    public static Phrase? OnTimeline(Deed deed, string? name, string? reason) => (deed, name) switch
    {
        (Deed.VisitPlanned, not null) => Phrase.Of("{0} planned the visit", name),
        (Deed.VisitPlanned, _) => Phrase.Of("You planned your visit"),
        (Deed.VisitMoved, not null) => Phrase.Of("{0} changed the plan of the visit", name),
        (Deed.VisitMoved, _) => Phrase.Of("You changed your plan"),
        (Deed.VisitAnotherTime, _) => Phrase.Of("Another time was asked for"),
        (Deed.VisitBegun, _) => Phrase.Of("The visit began"),
        (Deed.VisitEnded, _) => Phrase.Of("The visit ended, all well"),
        (Deed.VisitOverdue, _) => Phrase.Of("Nobody had heard that the visit is over"),
        (Deed.VisitSafe, _) => Phrase.Of("A coordinator heard that all is well"),
        (Deed.PairWaived, _) => Phrase.Of("A coordinator said that one person is enough: {0}", reason ?? ""),
        _ => null,
    };
}
