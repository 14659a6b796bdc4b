using Microsoft.Extensions.Options;
using static MutualAid.Core.Common.SettingRules;

namespace MutualAid.Core.Offers;

/// <summary>How long an offer goes without being asked after. Settings of the network, under "Offers".</summary>
public sealed class OfferClocks
{
    public const string Section = "Clocks:Offers";

    /// <summary>Days after which an offer that nobody spoke of is asked after.</summary>
    public int AskAfterDays { get; set; } = 28;

    /// <summary>Days there are to answer, each of the two times.</summary>
    public int AnswerWithinDays { get; set; } = 7;

    /// <summary>Days an offer rests before it is closed, and its words with it.</summary>
    public int RestKeptDays { get; set; } = 90;
}

/// <summary>What these settings must keep to; the app does not start with others.</summary>
public sealed class OfferClockRules : IValidateOptions<OfferClocks>
{
    private const string Name = "Clocks__Offers";
    private const int MostDays = 365;

    public ValidateOptionsResult Validate(string? name, OfferClocks options) => Look(
        Within(Name, nameof(options.AskAfterDays), options.AskAfterDays, 1, MostDays),
        Within(Name, nameof(options.AnswerWithinDays), options.AnswerWithinDays, 1, MostDays),
        Within(Name, nameof(options.RestKeptDays), options.RestKeptDays, 1, MostDays));
}
