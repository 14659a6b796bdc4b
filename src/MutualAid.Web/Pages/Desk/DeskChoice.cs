using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Desk;

namespace MutualAid.Web.Pages.Desk;

/// <summary>What the address says the desk shows: the filter, the stretch of the list, the need that is opened and its part.</summary>
public sealed class DeskChoice
{
    [FromQuery(Name = "area")]
    public Guid? Area { get; set; }

    [FromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [FromQuery(Name = "waiting")]
    public int? Waiting { get; set; }

    [FromQuery(Name = "language")]
    public string? Language { get; set; }

    [FromQuery(Name = "need")]
    public Guid? Need { get; set; }

    [FromQuery(Name = "part")]
    public Guid? Part { get; set; }

    [FromQuery(Name = "older")]
    public string? Older { get; set; }

    public DeskFilter ToFilter() => new(Area, Blank(Kind), Waiting, Blank(Language));

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Links within the desk that keep what is filtered.</summary>
public static class DeskLink
{
    private static readonly string[] Kept = ["area", "kind", "waiting", "language", "older"];

    /// <summary>The desk as it is filtered now, with a need opened and perhaps one of its parts.</summary>
    public static string To(HttpRequest request, Guid? need, Guid? part = null)
    {
        var query = request.Query.Where(q => Kept.Contains(q.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(q => q.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => KeyValuePair.Create(q.Key, v)));
        query = need is null ? query : query.Append(new("need", need.ToString()));
        query = part is null ? query : query.Append(new("part", part.ToString()));
        return $"/desk{QueryString.Create(query)}{(need is null ? "" : "#fit")}";
    }

    /// <summary>Where a form about calls goes; it comes back to the desk as it is filtered now.</summary>
    public static string Call(HttpRequest request, Guid need, string handler)
    {
        var query = To(request, need).Split('?')[1].Replace("#fit", "", StringComparison.Ordinal);
        return $"/desk/call/{need}?{query}&handler={handler}";
    }

    /// <summary>Where a form of the drawer goes: this very view, by one of its handlers.</summary>
    public static string Handler(HttpRequest request, string handler, Guid need, Guid? part = null)
    {
        var link = To(request, need, part);
        return link.Replace("#fit", $"&handler={handler}", StringComparison.Ordinal);
    }
}
