using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MutualAid.Core.Common;

/// <summary>The sentences about numbers in the settings that cannot be kept to, each with the setting's own name.</summary>
internal static class SettingRules
{
    /// <summary>Settings with the rules they must keep to, looked at before the app starts, and then lent to whoever asks for them.</summary>
    public static void AddSettings<T, TRules>(this IServiceCollection services)
        where T : class
        where TRules : class, IValidateOptions<T>
    {
        services.AddSingleton<IValidateOptions<T>, TRules>();
        services.AddOptions<T>().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }

    public static ValidateOptionsResult Look(params string?[] wrong) =>
        wrong.OfType<string>().ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;

    /// <summary>What is wrong with a number that must be from <paramref name="least"/> to <paramref name="most"/>; null when nothing is.</summary>
    public static string? Within(string section, string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{section}__{name} is {value}; it can be {least} to {most}.";

    /// <summary>What is wrong with a number that must be more than another; null when nothing is.</summary>
    public static string? After(string section, string name, int value, string earlierName, int earlier, int most) =>
        value > earlier && value <= most ? null : $"{section}__{name} is {value}; it must be more than {earlierName} ({earlier}) and at most {most}.";
}
