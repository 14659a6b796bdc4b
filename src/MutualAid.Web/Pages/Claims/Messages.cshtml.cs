using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The helper's side of a thread: what the two wrote, a line to add, and somebody to ask in.</summary>
public sealed class MessagesModel(ThreadQueries threads, ThreadService service) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

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
            ? await Answer(await service.WriteAsHelperAsync(Actor, Id, Input.OperationId, Input.Words, ct), Back, conflict: Back)
            : await AgainAsync();
    }

    public async Task<IActionResult> OnPostCallAsync(CallKind? kind, CancellationToken ct)
    {
        if (kind is not { } call || !ModelState.IsValid)
        {
            return await LoadAsync(ct) ? await AgainAsync() : NotFound();
        }

        return await Answer(
            await service.CallAsHelperAsync(Actor, Id, call, ct),
            () =>
            {
                Flash(Phrase.Of("Thank you for telling us. Somebody will look at it."));
                return Back();
            },
            conflict: Back);
    }

    private RedirectResult Back() => Redirect($"/claims/{Id}#talk");

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (await threads.OfHelperAsync(Actor, Id, ct) is not { } thread)
        {
            return false;
        }

        Talk = new ThreadView(thread, $"/claims/{Id}/messages", Input);
        return true;
    }
}
