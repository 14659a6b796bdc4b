using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Claims;

/// <summary>A slip of paper for a helper, printed by the helper or at the desk for somebody without an account. Its key is on the answer to the button only.</summary>
public sealed class SlipModel(SlipQueries slips, SlipService service) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SlipCard Card { get; private set; } = null!;

    public PrintedSlip? Printed { get; private set; }

    public string BackPath => Card.Mine ? $"/claims/{Id}" : $"/desk?need={Card.NeedId}";

    /// <summary>Where the slip can be used, as it is written on paper.</summary>
    public string ReportAddress => $"{Request.Host}/report";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return !await ReadAsync(ct) ? NotFound() : Card.CanPrint ? Page() : LocalRedirect(BackPath);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        var made = await service.MakeAsync(Actor, Id, Input.OperationId == Guid.Empty ? Guid.NewGuid() : Input.OperationId, ct);
        return await Answer(
            made,
            () =>
            {
                Printed = made.Value;
                return Page();
            },
            conflict: () => LocalRedirect(BackPath));
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        var card = await slips.ReadAsync(Actor, Id, ct);
        Card = card ?? Card;
        return card is not null;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }
    }
}
