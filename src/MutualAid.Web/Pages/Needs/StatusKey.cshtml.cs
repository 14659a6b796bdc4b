using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>A new key to go with the code. It is on the answer to the button and nowhere else.</summary>
public sealed class StatusKeyModel(StatusQueries queries, SpokenCodeService codes) : StatusPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NeedStatus Need { get; private set; } = null!;

    public string? SpokenKey { get; private set; }

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

        var made = await codes.RenewAsync(Actor, Own, Input.OperationId == Guid.Empty ? Guid.NewGuid() : Input.OperationId, ct);
        return await Answer(made, () =>
        {
            SpokenKey = made.Value;
            return Page();
        });
    }

    private async Task<bool> ShowAsync(CancellationToken ct)
    {
        var need = await queries.ReadAsync(Actor, Own, ct);
        Need = need ?? Need;
        return need is not null;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }
    }
}
