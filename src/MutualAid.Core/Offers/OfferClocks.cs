namespace MutualAid.Core.Offers;

/// <summary>How long an offer goes without being asked after. Settings of the network, under "Clocks:Offers".</summary>
public sealed class OfferClocks
{
    /// <summary>Days after which an offer that nobody spoke of is asked after.</summary>
    public int AskAfterDays { get; set; } = 28;

    /// <summary>Days there are to answer, each of the two times.</summary>
    public int AnswerWithinDays { get; set; } = 7;

    /// <summary>Days an offer rests before it is closed, and its words with it.</summary>
    public int RestKeptDays { get; set; } = 90;
}
