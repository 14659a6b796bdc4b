using Microsoft.Extensions.Options;
using static MutualAid.Core.Common.SettingRules;

namespace MutualAid.Core.Needs;

/// <summary>
/// What the network asks helpers to keep to, whatever they would take on themselves: the settings under <c>Helpers</c>, with what a network
/// gets that sets none (domain.md, "Who sees what").
/// </summary>
public sealed class HelperLimits
{
    public const string Section = "Helpers";

    /// <summary>Pieces of help a helper may have in hand at once.</summary>
    public int InHand { get; set; } = 3;
}

/// <summary>What these settings must keep to; the app does not start with others.</summary>
public sealed class HelperLimitRules : IValidateOptions<HelperLimits>
{
    private const int Most = 100;

    public ValidateOptionsResult Validate(string? name, HelperLimits options) =>
        Look(Within(HelperLimits.Section, nameof(options.InHand), options.InHand, 1, Most));
}
