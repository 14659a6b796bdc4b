using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MutualAid.Core.Needs;
using MutualAid.Web.Hosting;

namespace MutualAid.Web.Pages.Needs;

/// <summary>
/// A private page that was opened by code and key stays open in this browser for a short while. What opened it is in no address:
/// an encrypted cookie says which need it is and until when.
/// </summary>
public sealed class StatusDoor(IDataProtectionProvider protection, IHttpContextAccessor http, IHostEnvironment environment, TimeProvider time)
{
    /// <summary>The last piece of the address of a page that was opened this way.</summary>
    public const string Here = "here";

    public static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(30);

    private readonly IDataProtector protector = protection.CreateProtector("status-door");
    private (Guid NeedId, DateTimeOffset ClosesAt)? open;

    /// <summary>The need that is open here; null when none is, or when its time is over.</summary>
    public OwnNeed? Own => Read() is { } read ? OwnNeed.OfSaid(read.NeedId) : null;

    public DateTimeOffset? ClosesAt => Read()?.ClosesAt;

    public void Open(Guid needId)
    {
        open = (needId, time.GetUtcNow() + OpenFor);
        Context.Response.Cookies.Append(
            Cookie.Name!, protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{needId:N} {open.Value.ClosesAt.UtcTicks}")), Cookie.Build(Context));
    }

    public void Close()
    {
        open = null;
        Context.Response.Cookies.Delete(Cookie.Name!, Cookie.Build(Context));
    }

    private HttpContext Context => http.HttpContext!;

    private CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            SignInSetup.Harden(cookie, "status", environment);
            cookie.SameSite = SameSiteMode.Strict;
            return cookie;
        }
    }

    private (Guid NeedId, DateTimeOffset ClosesAt)? Read()
    {
        open ??= Unwrap(Context.Request.Cookies[Cookie.Name!]);
        return open?.ClosesAt > time.GetUtcNow() ? open : null;
    }

    private (Guid NeedId, DateTimeOffset ClosesAt)? Unwrap(string? cookie)
    {
        try
        {
            return cookie is not null && protector.Unprotect(cookie).Split(' ') is [var id, var ticks]
                ? (Guid.ParseExact(id, "N"), new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero))
                : null;
        }
        catch (CryptographicException)
        {
            // Changed by hand, or sealed with keys this server no longer has.
            return null;
        }
    }
}
