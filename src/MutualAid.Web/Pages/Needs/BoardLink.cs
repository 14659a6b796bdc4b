namespace MutualAid.Web.Pages.Needs;

/// <summary>Links within the board that keep what is filtered.</summary>
public static class BoardLink
{
    private static readonly string[] Dropped = [nameof(IndexModel.View), nameof(IndexModel.Older)];

    /// <summary>The same choices shown as a list or, with "map", as a map; either begins at the newest.</summary>
    public static string To(HttpRequest request, string? view)
    {
        var chosen = request.Query.Where(q => !Dropped.Contains(q.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)));
        return request.Path + QueryString.Create(view is null ? chosen : chosen.Append(new("view", view)));
    }
}
