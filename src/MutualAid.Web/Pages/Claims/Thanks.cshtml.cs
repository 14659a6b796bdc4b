using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>A word of thanks after the help.</summary>
public sealed class ThanksModel(ClaimQueries claims, ThanksService service) : ClaimPage(claims)
{
    [BindProperty]
    public InputModel Input { get; set; } = new() { OperationId = Guid.NewGuid() };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        return await Answer(
            await service.WriteAsync(Actor, Id, Input.OperationId, Input.Words, ct),
            () =>
            {
                Flash(Phrase.Of("Your words are on their way."));
                return ToClaim();
            },
            conflict: ToClaim);
    }

    protected override bool Fits(ClaimDetails claim) => claim.CanThank;

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public string? Words { get; set; }
    }
}
