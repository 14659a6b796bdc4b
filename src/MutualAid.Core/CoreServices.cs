using Microsoft.Extensions.DependencyInjection;

namespace MutualAid.Core;

/// <summary>Every registration of the core, grouped by room: the map of the house.</summary>
public static class CoreServices
{
    public static IServiceCollection AddMutualAidCore(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        return services;
    }
}
