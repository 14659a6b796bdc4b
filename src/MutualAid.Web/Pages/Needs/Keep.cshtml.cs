using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Needs.Post;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Takes what was asked without an account into the reader's own. The way to it waits in the browser, not in the address.</summary>
public sealed class KeepModel(AskDrafts drafts, StatusQueries queries, KeepService keep) : PrivatePage
{
    public NeedStatus Need { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (drafts.SentKey is not { } key || await queries.ReadAsync(Actor, OwnNeed.Of(key), ct) is not { CanKeep: true } need)
        {
            return LocalRedirect("/me");
        }

        Need = need;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (drafts.SentKey is not { } key)
        {
            return LocalRedirect("/me");
        }

        return await Answer(
            await keep.KeepAsync(Actor, key, ct),
            () =>
            {
                drafts.ForgetKey();
                Flash(Phrase.Of("It is in your account now. You find it on your page."));
                return LocalRedirect("/me");
            },
            conflict: () => LocalRedirect("/me"));
    }
}
