using System.Net;
using System.Text.RegularExpressions;

namespace MutualAid.Bench.Pages;

/// <summary>Somebody's browser on a site, as the proxy in front of it passes it on: cookies, and forms with the hidden fields they came with.</summary>
public sealed partial class Visit(Uri site) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site };
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>Opens a page and reads it to its end. Anything but the page itself, such as being sent elsewhere, is an error of the measurement.</summary>
    public async Task<string> OpenAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), ct);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsStringAsync(ct)
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}.");
    }

    /// <summary>Fills the page's form and sends it; a form that was taken leads to another page.</summary>
    public async Task SubmitAsync(string path, string form, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        var page = await OpenAsync(path, ct);
        var from = page.IndexOf($"data-form=\"{form}\"", StringComparison.Ordinal);
        var text = from < 0 ? throw new InvalidOperationException($"{path} has no form {form}.") : page[from..page.IndexOf("</form>", from, StringComparison.Ordinal)];
        var hidden = HiddenFields().Matches(text)
            .Select(m => KeyValuePair.Create(NameOf().Match(m.Value).Groups[1].Value, WebUtility.HtmlDecode(ValueOf().Match(m.Value).Groups[1].Value)));
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(hidden.Concat(fields)) }, ct);
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"{path} did not take the form {form}: {(int)answer.StatusCode}.");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Accept-Language", "en");
        if (cookies.Count > 0)
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
