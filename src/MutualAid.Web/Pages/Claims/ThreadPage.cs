using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>One side's page of a thread: what the two wrote, a line to add, and somebody to ask in. Which side it is, the page itself says.</summary>
public abstract class ThreadPage : PrivatePage
{
    [BindProperty]
    public ThreadInput Input { get; set; } = new();

    public ThreadView Talk { get; private set; } = null!;

    /// <summary>Where the forms of the thread go to.</summary>
    protected abstract string Here { get; }

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

        return ModelState.IsValid ? await Answer(await WriteAsync(ct), Back, conflict: Back) : await AgainAsync();
    }

    public async Task<IActionResult> OnPostCallAsync(CallKind? kind, CancellationToken ct)
    {
        if (kind is not { } call || !ModelState.IsValid)
        {
            return await LoadAsync(ct) ? await AgainAsync() : NotFound();
        }

        return await Answer(
            await CallAsync(call, ct),
            () =>
            {
                Flash(Phrase.Of("Thank you for telling us. Somebody will look at it."));
                return Back();
            },
            conflict: Back);
    }

    /// <summary>The thread as this side reads it; null when it is not theirs.</summary>
    protected abstract Task<ClaimThread?> ReadAsync(CancellationToken ct);

    protected abstract Task<Result> WriteAsync(CancellationToken ct);

    protected abstract Task<Result> CallAsync(CallKind kind, CancellationToken ct);

    /// <summary>Where somebody finds what they have just written.</summary>
    protected abstract IActionResult Back();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } thread)
        {
            return false;
        }

        Talk = new ThreadView(thread, Here, Input);
        return true;
    }
}
