using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The short list of partners a need can be handed to.</summary>
public sealed class PartnersModel(PartnerService partners) : MutualAidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<PartnerRow> List { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        await ReadAsync(ct);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct) =>
        await ToldAsync(await partners.AddAsync(Actor, Input.OperationId, Input.Name, Input.About, ct), Phrase.Of("The partner is on the list."), ct);

    public async Task<IActionResult> OnPostTakeOffAsync(Guid partnerId, CancellationToken ct) =>
        await ToldAsync(await partners.TakeOffAsync(Actor, partnerId, ct), Phrase.Of("The partner is off the list. What was handed to them keeps their name."), ct);

    private Task<IActionResult> ToldAsync(Result result, Phrase sentence, CancellationToken ct) => Answer(
        result,
        () =>
        {
            Flash(sentence);
            return Redirect("/desk/partners");
        },
        () => ReadAsync(ct),
        () => Redirect("/desk/partners"));

    private async Task ReadAsync(CancellationToken ct) => List = await partners.ListAsync(Actor, ct);

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public string? Name { get; set; }

        public string? About { get; set; }
    }
}
