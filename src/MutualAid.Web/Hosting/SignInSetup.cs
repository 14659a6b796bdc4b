using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using MutualAid.Core;

namespace MutualAid.Web.Hosting;

/// <summary>Identity and its cookie, with the stock settings that fall short set right (security.md, table 2b).</summary>
public static class SignInSetup
{
    public static readonly TimeSpan IdleSignOut = TimeSpan.FromDays(7);

    public static IServiceCollection AddSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddCoreIdentity().AddSignInManager().AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromMinutes(30));

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                Harden(cookie.Cookie, "sign-in", environment);
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = IdleSignOut;
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/sign-in";
                cookie.AccessDeniedPath = "/not-found";
                cookie.ReturnUrlParameter = "returnUrl";

                // No page says "you may not see this": what is hidden is as missing as what is not there.
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnRedirectToAccessDenied = context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return Task.CompletedTask;
                    },
                };
            });
        services.AddAntiforgery(options =>
        {
            Harden(options.Cookie, "form", environment);
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "_form";
        });
        services.AddScoped<CurrentActor>();
        return services;
    }

    /// <summary>
    /// In production a cookie goes over TLS only and to this host only. On a developer's machine the site runs on plain http,
    /// where some browsers would drop such a cookie without a word.
    /// </summary>
    public static void Harden(CookieBuilder cookie, string name, IHostEnvironment environment)
    {
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.Path = "/";
        cookie.Name = environment.IsProduction() ? $"__Host-{name}" : name;
        cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
