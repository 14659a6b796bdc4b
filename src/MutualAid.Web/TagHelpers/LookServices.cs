using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.TagHelpers;

/// <summary>Registers what the tag helpers and the frame draw with.</summary>
public static class LookServices
{
    public static IServiceCollection AddLook(this IServiceCollection services)
    {
        services.AddSingleton<IconSheet>();
        services.AddSingleton<Drawings>();
        services.AddScoped<PageIcons>();
        services.AddSingleton<LastKnownNetwork>();
        services.AddScoped<Town>();
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }
}
