using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Claims;

namespace MutualAid.Web.Pages.Needs;

/// <summary>The neighbour's side of a thread, from her private page, with or without an account.</summary>
public sealed class StatusMessagesModel(ThreadQueries threads, ThreadService service) : StatusClaimPage
{
    [BindProperty]
    public ThreadInput Input { get; set; } = new();

    public ThreadView Talk { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return ModelState.IsValid
            ? await Answer(await service.WriteAsAskerAsync(Actor, Own, ClaimId, Input.OperationId, Input.Words, ct), Back, conflict: Back)
            : await AgainAsync();
    }

    public async Task<IActionResult> OnPostCallAsync(CallKind? kind, CancellationToken ct)
    {
        if (kind is not { } call || !ModelState.IsValid)
        {
            return await LoadAsync(ct) ? await AgainAsync() : NotFound();
        }

        return await Answer(
            await service.CallAsAskerAsync(Actor, Own, ClaimId, call, ct),
            () =>
            {
                Flash(Phrase.Of("Thank you for telling us. Somebody will look at it."));
                return Back();
            },
            conflict: Back);
    }

    private LocalRedirectResult Back() => LocalRedirect($"{Path}/messages/{ClaimId}");

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await threads.OfAskerAsync(Actor, Own, ClaimId, ct) is not { } thread)
        {
            return false;
        }

        Talk = new ThreadView(thread, $"{Path}/messages/{ClaimId}", Input);
        return true;
    }
}
