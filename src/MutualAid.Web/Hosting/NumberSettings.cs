using System.Globalization;
using Microsoft.Extensions.Options;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;

namespace MutualAid.Web.Hosting;

/// <summary>
/// Reads the numbers of the network's life from the settings. A number that is none, and a name that nothing has, stop the start instead of being
/// passed over.
/// </summary>
public static class NumberSettings
{
    public static IServiceCollection AddNumberSettings(this IServiceCollection services, IConfiguration configuration) => services
        .Read<Clocks>(configuration, Clocks.Section)
        .Read<OfferClocks>(configuration, OfferClocks.Section)
        .Read<VisitClocks>(configuration, VisitClocks.Section)
        .Read<HelperLimits>(configuration, HelperLimits.Section)
        .Read<WaveOptions>(configuration, WaveOptions.Section);

    private static IServiceCollection Read<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class => services.Configure<T>(settings => Read(configuration.GetSection(section), settings));

    private static void Read<T>(IConfigurationSection section, T settings)
        where T : class
    {
        foreach (var setting in section.GetChildren().Where(s => !s.GetChildren().Any()))
        {
            var name = setting.Path.Replace(":", "__", StringComparison.Ordinal);
            var property = typeof(T).GetProperties().FirstOrDefault(p => p.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase) && p.PropertyType == typeof(int))
                ?? throw Stop<T>($"{name} is no setting; the names are in docs/operations.md.");
            property.SetValue(settings, int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Stop<T>($"{name} is not a whole number."));
        }
    }

    private static OptionsValidationException Stop<T>(string sentence) => new(typeof(T).Name, typeof(T), [sentence]);
}
