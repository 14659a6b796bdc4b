using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Offers;

/// <summary>One short form to give something: once, or again and again.</summary>
public sealed class GiveModel(OfferQueries offers, OfferService service, AskQueries asks, NeedQueries needs, Words words) : OfferFormPage(offers, needs, words)
{
    public async Task OnGetAsync(string? kind, CancellationToken ct)
    {
        // What the network knows already stands there: a member's own area and languages.
        var known = await asks.KnownAsync(Actor, ct);
        Input = new OfferInput
        {
            OperationId = Guid.NewGuid(),
            KindId = kind,
            AreaId = known?.AreaId?.ToString(),
            Languages = [.. known?.Languages ?? []],
        };
        await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(again: () => ShowAsync(ct));
        }

        var given = await service.GiveAsync(Actor, Input.Said(), ct);
        return await Answer(
            given,
            () =>
            {
                Flash(Phrase.Of("Thank you. Here is your offer, as it stands."));
                return LocalRedirect($"/offers/{given.Value}");
            },
            () => ShowAsync(ct));
    }
}
