using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Desk;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Rings after a visit: the helper's number, or the neighbour's, with a reason that the person can read.</summary>
public sealed class VisitModel(VisitDesk desk, AddressBook addresses) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DeskVisit Visit { get; private set; } = null!;

    /// <summary>The number, only in the answer to the button.</summary>
    public Contact? Contact { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        var seen = Input.Whose == "neighbour"
            ? await addresses.RevealAsync(Actor, Visit.NeedId, Input.Reason, ct)
            : await addresses.RevealHelperAsync(Actor, Id, Input.Reason, ct);
        return await Answer(seen, () =>
        {
            Contact = seen.Value;
            return Page();
        });
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        var visit = await desk.FindAsync(Actor, Id, ct);
        Visit = visit!;
        return visit is not null;
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }

        /// <summary>helper or neighbour.</summary>
        public string? Whose { get; set; }
    }
}
