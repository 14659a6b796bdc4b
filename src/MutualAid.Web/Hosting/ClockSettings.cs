using Microsoft.Extensions.Options;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;

namespace MutualAid.Web.Hosting;

/// <summary>Reads the clocks from the settings. A number that is none, and a name that no clock has, stop the start instead of being passed over.</summary>
public static class ClockSettings
{
    public static IServiceCollection AddClocks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<Clocks>().Configure(clocks => Read(configuration.GetSection(Clocks.Section), clocks));
        services.AddOptions<OfferClocks>().Bind(configuration.GetSection($"{Clocks.Section}:Offers"))
            .Validate(o => o.AskAfterDays > 0 && o.AnswerWithinDays > 0 && o.RestKeptDays > 0, $"{Clocks.Section}__Offers takes numbers of days from 1.")
            .ValidateOnStart();
        return services;
    }

    private static void Read(IConfigurationSection section, Clocks clocks)
    {
        foreach (var setting in section.GetChildren().Where(s => !s.GetChildren().Any()))
        {
            var property = typeof(Clocks).GetProperties().FirstOrDefault(p => p.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase) && p.PropertyType == typeof(int));
            if (property is null || !int.TryParse(setting.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value))
            {
                throw new OptionsValidationException(
                    Clocks.Section, typeof(Clocks),
                    [property is null ? $"{Clocks.Section}__{setting.Key} is no clock; the names are in docs/operations.md." : $"{Clocks.Section}__{setting.Key} is not a whole number."]);
            }

            property.SetValue(clocks, value);
        }
    }
}
