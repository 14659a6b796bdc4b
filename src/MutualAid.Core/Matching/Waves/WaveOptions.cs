using Microsoft.Extensions.Options;
using static MutualAid.Core.Common.SettingRules;

namespace MutualAid.Core.Matching.Waves;

/// <summary>What a network decides about waves: the settings under <c>Waves</c>, with what a network gets that sets none (docs/operations.md).</summary>
public sealed class WaveOptions
{
    public const string Section = "Waves";

    /// <summary>Whether the network asks neighbours by itself: 1, or 0 when people do the asking.</summary>
    public int Ask { get; set; } = 1;

    /// <summary>The hours of the network's clock between which nobody is asked, 0 to 23; the same twice means that there are none.</summary>
    public int QuietFromHour { get; set; } = 22;

    public int QuietUntilHour { get; set; } = 7;

    /// <summary>The numbers of the waves with these hours.</summary>
    public WaveSettings Settings() => WaveSettings.Default with { Quiet = new QuietHours(new TimeOnly(QuietFromHour, 0), new TimeOnly(QuietUntilHour, 0)) };
}

/// <summary>What these settings must keep to; the app does not start with others.</summary>
public sealed class WaveOptionRules : IValidateOptions<WaveOptions>
{
    private const int LastHour = 23;

    public ValidateOptionsResult Validate(string? name, WaveOptions options) => Look(
        Within(WaveOptions.Section, nameof(options.Ask), options.Ask, 0, 1),
        Within(WaveOptions.Section, nameof(options.QuietFromHour), options.QuietFromHour, 0, LastHour),
        Within(WaveOptions.Section, nameof(options.QuietUntilHour), options.QuietUntilHour, 0, LastHour));
}
