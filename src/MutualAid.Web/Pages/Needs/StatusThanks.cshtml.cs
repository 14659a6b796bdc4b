using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Words of thanks to a helper, from the private page.</summary>
public sealed class StatusThanksModel(StatusQueries queries, ThanksService thanks) : StatusClaimPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public HelperOnStatus Helper { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return await ShowAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ShowAsync(ct))
        {
            return NotFound();
        }

        // Reached by the link or signed in: either way it is this asker's own need.
        var written = Guid.TryParseExact(Key, "D", out _)
            ? await thanks.WriteAsync(Actor, ClaimId, Input.OperationId, Input.Words, ct)
            : await thanks.WriteByOwnerAsync(Actor, Own, ClaimId, Input.OperationId, Input.Words, ct);
        return await Answer(
            written,
            () =>
            {
                Flash(Phrase.Of("Your thanks are on their way."));
                return LocalRedirect(Path);
            },
            conflict: () => LocalRedirect(Path));
    }

    private async Task<bool> ShowAsync(CancellationToken ct)
    {
        var need = await queries.ReadAsync(Actor, Own, ct);
        Helper = need?.HaveHelped.FirstOrDefault(h => h.ClaimId == ClaimId) ?? Helper;
        return Helper is not null;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public string? Words { get; set; }
    }
}
