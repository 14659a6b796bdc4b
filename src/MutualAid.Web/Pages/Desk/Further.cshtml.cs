using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Nobody near has taken it on: look further around, or hand it to a partner with a recorded yes.</summary>
public sealed class FurtherModel(DeskNeedQueries needs, EscalationService escalation, PartnerService partners, Words words) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DeskNeed Need { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return await ReadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostWidenAsync(CancellationToken ct) => await TellAsync(
        await escalation.WidenAsync(Actor, Id, Input.WiderBy, ct), Phrase.Of("The search goes further around now."), ct);

    public async Task<IActionResult> OnPostReferAsync(CancellationToken ct)
    {
        var fine = ModelState.IsValid;
        var asked = new ReferNeed(Input.OperationId, Input.PartnerId, Input.SaidBy, Input.Via, fine ? Input.SaidOn : null);
        return await TellAsync(await escalation.ReferAsync(Actor, Id, asked, ct), Phrase.Of("Handed to the partner, and the neighbour is told."), ct);
    }

    private async Task<IActionResult> TellAsync(Result result, Phrase sentence, CancellationToken ct)
    {
        if (!result.Ok && !await ReadAsync(ct))
        {
            return NotFound();
        }

        return await Answer(
            result,
            () =>
            {
                Flash(sentence);
                return Back();
            },
            conflict: Back);
    }

    private RedirectResult Back() => Redirect($"/desk?need={Id}#fit");

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Partners = [new(words["Pick a partner"], ""), .. (await partners.ListAsync(Actor, ct)).Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
        var need = await needs.OpenAsync(Actor, Id, ct);
        Need = need!;
        return need is not null;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public int? WiderBy { get; set; }

        public Guid? PartnerId { get; set; }

        public ConsentBy? SaidBy { get; set; }

        public ConsentVia? Via { get; set; }

        public DateOnly? SaidOn { get; set; }
    }
}
