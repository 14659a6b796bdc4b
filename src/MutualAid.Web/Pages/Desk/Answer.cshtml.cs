using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>A helper answers on the phone, and the coordinator writes it down; after a yes, their slip can be printed.</summary>
public sealed class AnswerModel(PhoneAnswerService answers, Words words) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public AskedOnPhone Asked { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return !await ReadAsync(ct) ? NotFound() : Asked.State == ClaimState.Invited ? Page() : Back();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        if (Input.Say is not ("yes" or "no"))
        {
            ModelState.AddModelError("", words["Press yes or no. Both are fine."]);
            return await AgainAsync();
        }

        var answered = await answers.AnswerAsync(Actor, Id, Input.Say == "yes", Input.OperationId, ct);
        return await Answer(
            answered,
            () =>
            {
                Flash(answered.Value switch
                {
                    ClaimState.Agreed => Phrase.Of("Written down. If they have no account, print their slip."),
                    ClaimState.Offered => Phrase.Of("Written down. Now the neighbour says yes or no."),
                    _ => Phrase.Of("Written down, with our thanks."),
                });
                return answered.Value == ClaimState.Agreed ? LocalRedirect($"/claims/{Id}/slip") : Back();
            },
            conflict: Back);
    }

    private LocalRedirectResult Back() => LocalRedirect($"/desk?need={Asked.NeedId}");

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        var asked = await answers.ReadAsync(Actor, Id, ct);
        Asked = asked ?? Asked;
        return asked is not null;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public string? Say { get; set; }
    }
}
