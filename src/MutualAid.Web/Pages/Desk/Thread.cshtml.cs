using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>One thread that somebody asked in to: who, since when, and the words only in the answer to the button.</summary>
public sealed class ThreadModel(ThreadQueries threads, ThreadService service) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid ClaimId { get; set; }

    public CalledThread Called { get; private set; } = null!;

    /// <summary>The words, only in the answer to the button.</summary>
    public IReadOnlyList<ReadMessage>? Messages { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var read = await service.OpenAsync(Actor, ClaimId, ct);
        return await Answer(read, () =>
        {
            Messages = read.Value;
            return Page();
        });
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => await Answer(
        await service.CloseAsync(Actor, ClaimId, ct),
        () =>
        {
            Flash(Phrase.Of("Thank you for looking after them. It is closed to you again."));
            return Redirect("/desk/threads");
        });

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Called = (await threads.CalledAsync(Actor, ct)).SingleOrDefault(t => t.ClaimId == ClaimId)!;
        return Called is not null;
    }
}
