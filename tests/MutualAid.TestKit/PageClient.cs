using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace MutualAid.TestKit;

/// <summary>A page as it came back: its status, where it was found after redirects, and its elements.</summary>
public sealed record PageAnswer(HttpStatusCode Status, string Path, IDocument Document, string Html, HttpResponseMessage Response)
{
    /// <summary>The words a person reads on it.</summary>
    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IElement Find(string selector) =>
        Document.QuerySelector(selector) ?? throw new InvalidOperationException($"Nothing on {Path} ({Status}) matches {selector}:\n{Text}");

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];
}

/// <summary>A browser without a screen or script: fetches pages, fills the form that is really there, and posts that form, antiforgery included.</summary>
public sealed class PageClient(HttpClient http, bool follow = true)
{
    private const int MaxRedirects = 8;

    public HttpClient Http { get; } = http;

    public async Task<PageAnswer> GetAsync(string path) => await ReadAsync(await Http.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>
    /// Posts a form of the page with its own values, changed as <paramref name="fill"/> says: a value for a field, several for check boxes, null to leave it out.
    /// <paramref name="press"/> names the button (its name or its visible words) when the form has several.
    /// </summary>
    public async Task<PageAnswer> SubmitAsync(PageAnswer page, string form, Dictionary<string, object?>? fill = null, string? press = null) =>
        await ReadAsync(await SendAsync(page, form, fill, press));

    /// <summary>Only sends, for tests that press many times at once.</summary>
    public async Task<HttpResponseMessage> SendAsync(PageAnswer page, string form, Dictionary<string, object?>? fill = null, string? press = null)
    {
        var element = (IHtmlFormElement)page.Find(form);
        var fields = Fields(element, fill ?? [], press);
        var action = element.GetAttribute("action") is { Length: > 0 } given ? given : page.Path;
        var method = (element.GetAttribute("method") ?? "get").ToLowerInvariant();
        var button = Button(element, press);
        action = button?.GetAttribute("formaction") ?? action;
        if (method == "get")
        {
            var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
            return await Http.GetAsync(new Uri($"{action.Split('?')[0]}?{query}", UriKind.RelativeOrAbsolute));
        }

        return await Http.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), Encode(fields));
    }

    private static ByteArrayContent Encode(List<KeyValuePair<string, string>> fields)
    {
        // FormUrlEncodedContent refuses very long values; a person can paste them.
        static string Escape(string value) => WebUtility.UrlEncode(value) ?? "";
        var body = string.Join('&', fields.Select(f => $"{Escape(f.Key)}={Escape(f.Value)}"));
        var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return content;
    }

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, Dictionary<string, object?> fill, string? press)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || fill.ContainsKey(name) || element.HasAttribute("disabled"))
            {
                continue;
            }

            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when !box.IsChecked:
                case IHtmlInputElement { Type: "submit" or "button" or "image" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.Options.Where(o => o.IsSelected).Select(o => new KeyValuePair<string, string>(name, o.Value)));
                    break;
            }
        }

        foreach (var (name, value) in fill)
        {
            var known = form.Elements.Any(e => e.GetAttribute("name") == name);
            if (!known)
            {
                throw new InvalidOperationException($"The form has no field {name}; it has {string.Join(", ", form.Elements.Select(e => e.GetAttribute("name")).Distinct())}.");
            }

            foreach (var one in value is IEnumerable<string> several ? several : value is null ? [] : [value.ToString()!])
            {
                fields.Add(new(name, one));
            }
        }

        if (Button(form, press) is { } button && button.GetAttribute("name") is { Length: > 0 } buttonName)
        {
            fields.Add(new(buttonName, button.GetAttribute("value") ?? ""));
        }

        return fields;
    }

    private static IElement? Button(IHtmlFormElement form, string? press) =>
        press is null
            ? null
            : form.Elements.Where(e => e is IHtmlButtonElement or IHtmlInputElement { Type: "submit" }).FirstOrDefault(b => b.GetAttribute("name") == press || b.TextContent.Trim() == press || b.GetAttribute("value") == press)
                ?? throw new InvalidOperationException($"The form has no button {press}.");

    private async Task<PageAnswer> ReadAsync(HttpResponseMessage response)
    {
        for (var hops = 0; follow && hops < MaxRedirects && response.Headers.Location is { } next; hops++)
        {
            response = await Http.GetAsync(next);
        }

        var html = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html).Address("https://localhost"));
        return new PageAnswer(response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, document, html, response);
    }
}
