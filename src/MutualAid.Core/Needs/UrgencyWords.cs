using MutualAid.Core.Common;

namespace MutualAid.Core.Needs;

public static class UrgencyWords
{
    /// <summary>How soon, in a neighbour's words.</summary>
    public static Phrase Words(this Urgency urgency) => urgency switch
    {
        Urgency.Critical => Phrase.Of("today, if at all possible"),
        Urgency.Urgent => Phrase.Of("in the next day or two"),
        Urgency.Normal => Phrase.Of("this week or so"),
        _ => Phrase.Of("when someone can"),
    };
}
