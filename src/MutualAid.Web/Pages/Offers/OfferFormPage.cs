using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Offers;

/// <summary>What giving and changing share: the form and what there is to pick from.</summary>
public abstract class OfferFormPage(OfferQueries offers, NeedQueries needs, Words words) : MutualAidPage
{
    [BindProperty]
    public OfferInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    protected OfferQueries Offers => offers;

    protected async Task ShowAsync(CancellationToken ct)
    {
        Kinds = [new SelectListItem(words["Pick one"], ""), .. (await offers.KindsToGiveAsync(Actor, ct)).Select(k => new SelectListItem(words.Say(k.Name), k.Id))];
        Areas = [new SelectListItem(words["No certain area"], ""), .. (await needs.AreasAsync(ct)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
    }
}
