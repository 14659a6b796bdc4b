using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Needs.Post;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs;

/// <summary>What the private page shows: the need, and the address its forms go to. Any page that shows the asker's own need uses it with <c>_Status</c>.</summary>
public sealed record StatusView(NeedStatus Need, string Key, string? Now = null)
{
    public string Path => $"/status/{Key}";

    /// <summary>How the asker came to it; what else belongs to the need is read by the same right.</summary>
    public required OwnNeed Own { get; init; }
}

/// <summary>One helper on the private page, for <c>_StatusHow</c>.</summary>
public sealed record StatusHow(HelperOnStatus Person, string Path, bool DayHasCome);

/// <summary>The private page of a need, for whoever holds its link; the last piece may also be the need's id for the signed-in member who asked.</summary>
public sealed class StatusModel(StatusQueries queries, AskerService asker, AskDrafts drafts, Words words) : StatusPage
{
    private static readonly Phrase YesSaid = Phrase.Of("You said yes. Your helper has been told.");
    private static readonly Phrase NoSaid = Phrase.Of("That is fine. You keep your place, and we go on looking.");

    /// <summary>How it is now: still, changed, sorted or didnt.</summary>
    [BindProperty]
    public string? Now { get; set; }

    public StatusView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ? Page() : NotFound();

    /// <summary>Yes or no to a helper.</summary>
    public async Task<IActionResult> OnPostHelperAsync(Guid claimId, string? say, bool neverAgain, CancellationToken ct) => say switch
    {
        "yes" => await ToldAsync(await asker.AcceptAsync(Actor, Own, claimId, ct), YesSaid),
        "no" => await ToldAsync(await asker.DeclineAsync(Actor, Own, claimId, neverAgain, ct), NoSaid),
        _ => await AskAgainAsync("", words["Press yes or no. Both are fine."], ct),
    };

    /// <summary>One of the four honest answers.</summary>
    public async Task<IActionResult> OnPostNowAsync(CancellationToken ct) => Now switch
    {
        "still" => await ToldAsync(await asker.StillWantedAsync(Actor, Own, ct), Phrase.Of("Thank you for telling us. You keep your place.")),
        "changed" => await queries.ReadAsync(Actor, Own, ct) is null ? NotFound() : LocalRedirect($"{Path}/change"),
        "sorted" or "didnt" when await queries.ReadAsync(Actor, Own, ct) is { Parts.Count: > 1, State: not NeedState.Draft } => LocalRedirect($"{Path}/parts?say={Now}"),
        "sorted" => await ToldAsync(await asker.SortAsync(Actor, Own, ct), Phrase.Of("Good to hear. It is closed, with our thanks.")),
        "didnt" => await ToldAsync(await asker.DidntHappenAsync(Actor, Own, ct), Phrase.Of("Thank you for telling us. It is open again at its old place.")),
        _ => await AskAgainAsync(nameof(Now), words["Pick what comes nearest to how it is now."], ct),
    };

    /// <summary>Not needed any more.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) =>
        await ToldAsync(await asker.WithdrawAsync(Actor, Own, ct), Phrase.Of("It is closed. Whoever held a part of it is told kindly."));

    /// <summary>Into an account: by way of signing in, for whoever has not.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is not { } need)
        {
            return NotFound();
        }

        if (!need.CanKeep)
        {
            return LocalRedirect(Path);
        }

        drafts.Remember(Key);
        return LocalRedirect("/keep");
    }

    private async Task<IActionResult> ToldAsync(Result result, Phrase sentence) => await Answer(
        result,
        () =>
        {
            Flash(sentence);
            return LocalRedirect(Path);
        },
        conflict: () => LocalRedirect(Path));

    private async Task<IActionResult> AskAgainAsync(string field, string sentence, CancellationToken ct)
    {
        if (!await ShowAsync(ct))
        {
            return NotFound();
        }

        ModelState.AddModelError(field, sentence);
        return await AgainAsync();
    }

    private async Task<bool> ShowAsync(CancellationToken ct)
    {
        var need = await queries.ReadAsync(Actor, Own, ct);
        View = need is null ? View : new StatusView(need, Key, Now) { Own = Own };
        return need is not null;
    }
}
