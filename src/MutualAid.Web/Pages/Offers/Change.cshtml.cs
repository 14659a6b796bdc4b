using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Offers;

/// <summary>Changes one's own offer, or takes it back.</summary>
public sealed class ChangeModel(OfferQueries offers, OfferService service, NeedQueries needs, Words words) : OfferFormPage(offers, needs, words)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    private string Path => $"/offers/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await Offers.FormAsync(Actor, Id, ct) is not { } said)
        {
            return NotFound();
        }

        Input = OfferInput.Of(said);
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await Offers.FormAsync(Actor, Id, ct) is null ? NotFound() : await AgainAsync(again: () => ShowAsync(ct));
        }

        return await DoneAsync(await service.ChangeAsync(Actor, Id, Input.Said(), ct), Phrase.Of("Saved."), ct);
    }

    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct) =>
        await DoneAsync(await service.TakeBackAsync(Actor, Id, ct), Phrase.Of("Taken back. Thank you for having offered it."), ct);

    private Task<IActionResult> DoneAsync(Result result, Phrase said, CancellationToken ct) => Answer(
        result,
        () =>
        {
            Flash(said);
            return LocalRedirect(Path);
        },
        () => ShowAsync(ct),
        () => LocalRedirect(Path));
}
