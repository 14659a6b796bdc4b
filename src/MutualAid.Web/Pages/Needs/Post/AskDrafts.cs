using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using MutualAid.Core.Needs;
using MutualAid.Web.Hosting;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>
/// What somebody is about to ask for. It lives in an encrypted cookie in their own browser and nowhere else, until they press "Send it";
/// closing the browser, sending, or "Keep nothing and stop" ends it. After sending, only the key of the private page is left in it.
/// </summary>
public sealed class AskDrafts(IDataProtectionProvider protection, IHttpContextAccessor http, IHostEnvironment environment, CurrentActor current)
{
    /// <summary>A browser that restores its tabs the next morning also brings back its session cookies.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // Letters of every language take their own bytes, not six signs each; the cookie is encrypted, so nothing reads it as a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("ask-draft").ToTimeLimitedDataProtector();
    private readonly ChunkingCookieManager cookies = new();
    private Kept? kept;

    /// <summary>The draft; null before the first answer.</summary>
    public PostNeed? Draft => Read().Draft;

    /// <summary>The key of the private page of what was sent last.</summary>
    public string? SentKey => Read().SentKey;

    public void Keep(PostNeed draft) => Write(new Kept(draft, null, current.Value.MemberId));

    /// <summary>Forgets the answers; only the way to the private page stays.</summary>
    public void Sent(string statusKey) => Write(new Kept(null, statusKey, current.Value.MemberId));

    /// <summary>Holds on to the way to a private page while its reader signs in; what is being written stays.</summary>
    public void Remember(string statusKey) => Write(new Kept(Draft, statusKey, current.Value.MemberId, KeyShown: true));

    /// <summary>The way to the private page is not needed here any more; what is being written stays.</summary>
    public void ForgetKey() => Write(new Kept(Draft, null, current.Value.MemberId));

    /// <summary>The spoken key of what was sent last, this once; null when it was shown before.</summary>
    public string? TakeSpokenKey()
    {
        if (Read() is not { SentKey: { } sent, KeyShown: false } unread)
        {
            return null;
        }

        Write(unread with { KeyShown = true });
        return PostedNeed.SpokenKeyOf(sent);
    }

    public void Forget()
    {
        kept = new Kept(null, null, null);
        cookies.DeleteCookie(Context, Cookie.Name!, Cookie.Build(Context));
    }

    private HttpContext Context => http.HttpContext!;

    private CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            SignInSetup.Harden(cookie, "ask", environment);
            cookie.SameSite = SameSiteMode.Lax;
            return cookie;
        }
    }

    private Kept Read()
    {
        if (kept is null)
        {
            kept = Open(cookies.GetRequestCookie(Context, Cookie.Name!));

            // On a shared phone, the answers of somebody who signed out are not shown to the next person.
            if (kept.By is not null && kept.By != current.Value.MemberId)
            {
                kept = new Kept(null, null, null);
            }
        }

        return kept;
    }

    private Kept Open(string? cookie)
    {
        try
        {
            return cookie is null ? new Kept(null, null, null) : JsonSerializer.Deserialize<Kept>(protector.Unprotect(cookie), Json)!;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            // Too old, changed by hand, or written by another version: the person starts anew.
            return new Kept(null, null, null);
        }
    }

    private void Write(Kept next)
    {
        kept = next;
        cookies.AppendResponseCookie(Context, Cookie.Name!, protector.Protect(JsonSerializer.Serialize(next, Json), Longest), Cookie.Build(Context));
    }

    private sealed record Kept(PostNeed? Draft, string? SentKey, Guid? By, bool KeyShown = false);
}
