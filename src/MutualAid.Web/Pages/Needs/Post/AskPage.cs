using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>Where the pages of asking are.</summary>
public static class AskPaths
{
    public const string Kind = "/needs/post";
    public const string Words = "/needs/post/words";
    public const string Parts = "/needs/post/parts";
    public const string Place = "/needs/post/place";
    public const string Check = "/needs/post/check";
    public const string Sent = "/needs/post/sent";

    /// <summary>What a Change link adds to the address, so that the answer leads back to the check.</summary>
    public const string BackToCheck = "?back=check";
}

/// <summary>What the short pages of asking share: the draft, the way on, and the way back to the first page that is missing.</summary>
public abstract class AskPage(AskDrafts drafts, AskRules rules) : PrivatePage
{
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? Back { get; set; }

    protected AskDrafts Drafts => drafts;

    /// <summary>Where the crumb above the question leads.</summary>
    public string BackPath(string before) => Back == "check" ? AskPaths.Check : before;

    /// <summary>Leads to the first page before this one that has something missing; null when this one may be shown.</summary>
    protected async Task<IActionResult?> LeadToMissingAsync(AskStep here, CancellationToken ct)
    {
        foreach (var step in Enum.GetValues<AskStep>().Where(s => s < here))
        {
            if (!(await rules.LookAsync(Actor, drafts.Draft ?? new PostNeed(), step, ct)).Ok)
            {
                return Lead(step);
            }
        }

        return null;
    }

    protected IActionResult Lead(AskStep step)
    {
        Flash(Phrase.Of("This page comes first. Nothing you wrote is lost."), "info");
        return LocalRedirect(PathOf(step));
    }

    /// <summary>Keeps the answers of this page when they are fine and goes on; else shows the page again with the words kept.</summary>
    protected async Task<IActionResult> KeepAsync(PostNeed draft, AskStep here, string next, Func<Task> again, CancellationToken ct)
    {
        var looked = await rules.LookAsync(Actor, draft, here, ct);
        if (looked.Ok && !ModelState.IsValid)
        {
            return await AgainAsync(again: again);
        }

        return await Answer(
            looked,
            () =>
            {
                drafts.Keep(draft);
                return LocalRedirect(next != AskPaths.Parts && Back == "check" ? AskPaths.Check : next + (next == AskPaths.Parts && Back == "check" ? AskPaths.BackToCheck : ""));
            },
            again);
    }

    private static string PathOf(AskStep step) => step switch
    {
        AskStep.Kind => AskPaths.Kind,
        AskStep.Words => AskPaths.Words,
        AskStep.Parts => AskPaths.Parts,
        _ => AskPaths.Place,
    };
}
