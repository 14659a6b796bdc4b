namespace MutualAid.Core.Offers;

/// <summary>How long an offer goes without being asked after. Settings of the network, under "Offers".</summary>
public sealed class OfferClocks
{
    public const string Section = "Offers";

    private const int MostDays = 365;

    /// <summary>Days after which an offer that nobody spoke of is asked after.</summary>
    public int AskAfterDays { get; set; } = 28;

    /// <summary>Days there are to answer, each of the two times.</summary>
    public int AnswerWithinDays { get; set; } = 7;

    /// <summary>Days an offer rests before it is closed, and its words with it.</summary>
    public int RestKeptDays { get; set; } = 90;

    /// <summary>Whether every number of days is one that can be kept.</summary>
    public bool CanBeKept => new[] { AskAfterDays, AnswerWithinDays, RestKeptDays }.All(days => days is >= 1 and <= MostDays);
}
