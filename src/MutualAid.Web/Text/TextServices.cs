using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.Extensions.Localization;

namespace MutualAid.Web.Text;

/// <summary>Registers the reader's language and everything that puts texts into it.</summary>
public static class TextServices
{
    public static IServiceCollection AddTexts(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<LanguageOptions>(configuration.GetSection("Languages"));
        services.AddSingleton<SiteLanguages>();
        services.AddScoped<ReaderLanguage>();
        services.AddScoped<Words>();
        services.AddScoped<When>();

        // What a validation attribute says goes through the same files.
        services.AddHttpContextAccessor();
        services.AddSingleton<IStringLocalizer, FormSentences>();
        services.AddRazorPages().AddDataAnnotationsLocalization();
        services.AddOptions<MvcDataAnnotationsLocalizationOptions>()
            .Configure<IStringLocalizer>((options, sentences) => options.DataAnnotationLocalizerProvider = (_, _) => sentences);
        services.AddOptions<MvcOptions>().Configure<IStringLocalizer>(FormBinding.Configure);
        return services;
    }
}
