using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Offers;

/// <summary>What neighbours offer: a list for whoever is signed in, and for everybody else numbers too large to guess anybody by.</summary>
public sealed class IndexModel(OfferQueries offers, NeedQueries needs, Words words) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Older { get; set; }

    public OfferFilter Filter => new(string.IsNullOrEmpty(Kind) ? null : Kind, Area);

    public bool SeesList => Actor.IsSignedIn;

    public Slice<OfferCard> Slice { get; private set; } = new([], null);

    public IReadOnlyList<KindCount> Told { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!SeesList)
        {
            Told = await offers.ToldToAnybodyAsync(ct);
            return Page();
        }

        Kinds = [new SelectListItem(words["Any kind"], ""), .. (await needs.KindsAsync(Actor, ct)).Select(k => new SelectListItem(words.Say(k.Name), k.Id))];
        Areas = [new SelectListItem(words["Anywhere"], ""), .. (await needs.AreasAsync(ct)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        var found = await offers.ListAsync(Actor, Filter, Older, ct);
        if (found.Refusal is { } refusal)
        {
            foreach (var field in refusal.Fields)
            {
                ModelState.AddModelError(field.Field, words.Say(field.Why));
            }

            return await AgainAsync();
        }

        Slice = found.Value;
        return Page();
    }
}
