using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using MutualAid.Core;
using MutualAid.Web.Hosting;
using MutualAid.Web.Pages.Needs;
using MutualAid.Web.Pages.Needs.Post;
using MutualAid.Web.TagHelpers;
using MutualAid.Web.Text;

namespace MutualAid.Web;

/// <summary>Every registration of the web, and the order in which a request passes.</summary>
public static class WebServices
{
    public static void AddMutualAidWeb(this WebApplicationBuilder builder, AppDatabase database)
    {
        var services = builder.Services;
        var keys = Folders.Keys(builder.Configuration, builder.Environment.ContentRootPath);
        builder.AddLogs();
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        if (!builder.Environment.IsProduction())
        {
            // Started from a build, not from a published folder: styles and scripts lie in the sources.
            builder.WebHost.UseStaticWebAssets();

            // Send the compressed copies the build made, as production does; without this they are packed anew at no compression at all.
            // Only a watched run reloads them while it runs.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = Environment.GetEnvironmentVariable("DOTNET_WATCH") == "1" ? "true" : "false";
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Largest;
        });
        services.Configure<FormOptions>(form => form.ValueLengthLimit = BodyLimit.Largest);
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.AddResponseCompression(compression =>
        {
            // Antiforgery tokens differ in every answer, so compressing over TLS gives nothing away.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, builder.Configuration));
        services.AddDataProtection().SetApplicationName("MutualAid").PersistKeysToFileSystem(Folders.MakePrivate(Path.Combine(keys, "sign-in")));

        services.AddMutualAidCore(database.ConnectionString, keys);
        services.AddNumberSettings(builder.Configuration);
        services.AddSignIn(builder.Environment);
        services.AddPageAccess();
        services.AddHealth();
        services.AddScoped<AskDrafts>();
        services.AddScoped<StatusDoor>();
        services.AddScoped<FittingNeeds>();
        services.AddTexts(builder.Configuration);
        services.AddLook();
    }

    public static void UseMutualAidWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
        }

        app.UseResponseCompression();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<HiddenSigns>();
        app.UseRouting();
        app.UseMiddleware<LanguageMiddleware>();
        app.UseAuthentication();
        app.UseMiddleware<ActorMiddleware>();
        app.UseAuthorization();

        // They are the same for everybody, so they skip signing in: a renewed cookie would make them uncacheable.
        app.MapStaticAssets().AllowAnonymous().ShortCircuit();
        app.MapHealth();
        app.MapRazorPages().WithStaticAssets();

        // An address that leads nowhere is missing for everybody; without this, a visitor would be asked to sign in for it.
        app.MapFallback("{*path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).AllowAnonymous();
    }

    // Nobody's word about where a request comes from is taken, except that of the proxies named in the settings.
    private static void Trust(ForwardedHeadersOptions forwarded, IConfiguration configuration)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        forwarded.ForwardLimit = 1;
        foreach (var proxy in (configuration["Proxies"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy.Contains('/', StringComparison.Ordinal) ? proxy : $"{proxy}/{(proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32)}"));
        }
    }
}
