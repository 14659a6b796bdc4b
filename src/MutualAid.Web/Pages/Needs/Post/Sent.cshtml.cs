using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>It arrived: the code to say, the private link, what happens next, and how long it usually takes.</summary>
public sealed class SentModel(AskDrafts drafts, AskRules rules, StatusQueries queries) : AskPage(drafts, rules)
{
    public NeedStatus Need { get; private set; } = null!;

    /// <summary>The whole address of the private page, to be opened on any phone.</summary>
    public string Link { get; private set; } = "";

    /// <summary>The key that goes with the code; only the first time the page is shown.</summary>
    public string? SpokenKey { get; private set; }

    public string Path { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Drafts.SentKey is not { } key || await queries.ReadAsync(Actor, OwnNeed.Of(key), ct) is not { } need)
        {
            return LocalRedirect(AskPaths.Kind);
        }

        Need = need;

        // A look ahead by a browser is not a look: only a page that is really fetched uses the one time up.
        SpokenKey = HttpMethods.IsGet(Request.Method) ? Drafts.TakeSpokenKey() : null;
        Path = $"/status/{key}";
        Link = $"{Request.Scheme}://{Request.Host}{Path}";
        return Page();
    }
}
