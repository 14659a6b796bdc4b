using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Taking a call: one page, by keyboard alone. Enter looks the household up and keeps every word; only the last button takes the need in.</summary>
public sealed class IntakeModel(IntakeService intake, HouseholdService households, DeskQueries desk, Words words) : PrivatePage
{
    [BindProperty]
    public IntakeInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Languages { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Whens { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Urgencies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Ways { get; private set; } = [];

    /// <summary>Households that asked before; null as long as nobody looked.</summary>
    public IReadOnlyList<Household>? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = IntakeInput.Begin();
        await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostLookUpAsync(CancellationToken ct)
    {
        // Nothing is judged yet: what is half typed stays as it is.
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
        }

        Found = await households.LookUpAsync(Actor, Input.Phone, Input.Name, ct);
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var read = Input.Read(ModelState, words.Say);
        if (!ModelState.IsValid)
        {
            var looked = await intake.LookAsync(Actor, read, ct);
            return looked.Ok ? await AgainAsync(again: () => AgainAsync(ct)) : await Answer(looked, Page, () => AgainAsync(ct));
        }

        var taken = await intake.TakeAsync(Actor, read, ct);
        TempData[TakenModel.KeyToRead] = taken.Ok ? PostedNeed.SpokenKeyOf(taken.Value.StatusKey) : null;
        return await Answer(taken, () => LocalRedirect($"/desk/intake/{taken.Value.NeedId}"), () => AgainAsync(ct));
    }

    private async Task AgainAsync(CancellationToken ct)
    {
        Found = await households.LookUpAsync(Actor, Input.Phone, Input.Name, ct);

        // The last day has no field of its own here.
        foreach (var error in ModelState["Input.BeforeDay"]?.Errors.ToList() ?? [])
        {
            ModelState.AddModelError("Input.Day", error.ErrorMessage);
        }

        ModelState.Remove("Input.BeforeDay");

        await ShowAsync(ct);
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        Kinds = [new(words["Pick one"], ""), .. (await desk.KindsAsync(ct)).Select(k => new SelectListItem(words.Say(k.Name), k.Id))];
        Areas = [new(words["I’m not sure"], ""), .. (await desk.AreasAsync(Actor, ct)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
        Whens =
        [
            new(words["Today or tomorrow"], nameof(WantedWhen.Soon)), new(words["Some time this week"], nameof(WantedWhen.ThisWeek)),
            new(words["On a certain day"], nameof(WantedWhen.OnDay)), new(words["Any time before a day"], nameof(WantedWhen.Before)),
            new(words["No hurry, or not sure"], nameof(WantedWhen.NoHurry)),
        ];
        Urgencies =
        [
            new(words["It can wait"], nameof(Urgency.WhenSomeoneCan)), new(words["Good to have it by then"], nameof(Urgency.Normal)),
            new(words["Hard without it"], nameof(Urgency.Urgent)), new(words["They can’t manage without it"], nameof(Urgency.Critical)),
        ];
        Ways = [new(words["Phone call"], nameof(ReachBy.Call)), new(words["Text message"], nameof(ReachBy.Text))];
        Languages = [new(words["Any"], ""), .. SpokenLanguages.Codes.Select(code => new SelectListItem(words.Say(SpokenLanguages.Name(code)), code))];
    }
}
