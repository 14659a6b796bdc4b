using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MutualAid.Bench.Sites;

/// <summary>What a form that was sent was answered with: its status, and where it led.</summary>
public sealed record Answer(int Status, string? Location)
{
    /// <summary>A form that was taken leads to another page.</summary>
    public bool Led => Status is (int)HttpStatusCode.Redirect or (int)HttpStatusCode.SeeOther;
}

/// <summary>Somebody's browser on a site, as the proxy in front of it passes it on: cookies, and forms with the hidden fields they came with.</summary>
public sealed partial class Visit(Uri site) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site };
    // Several answers may come at once.
    private readonly ConcurrentDictionary<string, string> cookies = new(StringComparer.Ordinal);

    public Uri Site => site;

    /// <summary>Opens a page and reads it to its end. Anything but the page itself, such as being sent elsewhere, is an error of the measurement.</summary>
    public async Task<string> OpenAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), ct);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsStringAsync(ct)
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}.");
    }

    /// <summary>Fills the page's form and sends it, to the page itself unless it goes elsewhere; a form that was taken leads to another page.</summary>
    public async Task SubmitAsync(string path, string form, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct, string? to = null)
    {
        var answer = await PostAsync(to ?? path, (await HiddenAsync(path, form, ct)).Concat(fields), ct);
        if (!answer.Led)
        {
            throw new InvalidOperationException($"{path} did not take the form {form}: {answer.Status}.");
        }
    }

    /// <summary>The hidden fields that a page's form carries, such as its operation id.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> HiddenAsync(string path, string form, CancellationToken ct)
    {
        var page = await OpenAsync(path, ct);
        var from = page.IndexOf($"data-form=\"{form}\"", StringComparison.Ordinal);
        var text = from < 0 ? throw new InvalidOperationException($"{path} has no form {form}.") : page[from..page.IndexOf("</form>", from, StringComparison.Ordinal)];
        return
        [
            .. HiddenFields().Matches(text)
                .Select(m => KeyValuePair.Create(NameOf().Match(m.Value).Groups[1].Value, WebUtility.HtmlDecode(ValueOf().Match(m.Value).Groups[1].Value))),
        ];
    }

    /// <summary>Sends a form and says what came back, whatever it is.</summary>
    public async Task<Answer> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, ct);
        return new Answer((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    /// <summary>Sends a form whose answer is the page itself, such as one that shows a key once.</summary>
    public async Task<string> PostAndReadAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>The same visitor's way into another server of the same network.</summary>
    public Visit At(Uri other)
    {
        var there = new Visit(other);
        foreach (var cookie in cookies)
        {
            there.cookies[cookie.Key] = cookie.Value;
        }

        return there;
    }

    /// <summary>The form as it goes over the wire, for somebody who cuts the connection before the answer comes.</summary>
    public byte[] OnTheWire(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var body = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
        return Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {site.Authority}\r\nX-Forwarded-Proto: https\r\nCookie: {string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}"))}\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Accept-Language", "en");
        if (!cookies.IsEmpty)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var sets) ? sets : [])
        {
            var pair = set.Split(';', 2)[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return answer;
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenFields();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex NameOf();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValueOf();
}
