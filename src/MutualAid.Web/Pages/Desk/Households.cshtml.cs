using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Two households that are one: found by phone or name, joined, and parted again within two weeks.</summary>
public sealed class HouseholdsModel(HouseholdService households, MergeService merges, MergeQueries recent, Words words) : PrivatePage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<Household>? Found { get; private set; }

    public IReadOnlyList<MergedHouseholds> Recent { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Recent = await recent.RecentAsync(Actor, ct);

    public async Task<IActionResult> OnPostLookUpAsync(CancellationToken ct)
    {
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.Kept is not { } kept || Input.Other is not { } other)
        {
            ModelState.Remove(Input.Kept is null ? "Input.Kept" : "Input.Other");
            ModelState.AddModelError(Input.Kept is null ? "Input.Kept" : "Input.Other", words["Pick one from the list."]);
            return await AgainAsync(again: () => ShowAsync(ct));
        }

        var merged = await merges.MergeAsync(Actor, kept, other, ct);
        if (merged.Ok)
        {
            Flash(Phrase.Of("They are one household now. For two weeks you can take it back."));
        }

        return await Answer(merged, Back, () => ShowAsync(ct), Back);
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        var undone = await merges.UndoAsync(Actor, Input.Merge ?? Guid.Empty, ct);
        if (undone.Ok)
        {
            Flash(Phrase.Of("Taken back. Everything is as it was."));
        }

        return await Answer(undone, Back, () => ShowAsync(ct), Back);
    }

    private RedirectResult Back() => Redirect("/desk/households");

    private async Task ShowAsync(CancellationToken ct)
    {
        Found = await households.LookUpAsync(Actor, Input.Phone, Input.Name, ct);
        Recent = await recent.RecentAsync(Actor, ct);
    }

    public sealed class InputModel
    {
        public string? Phone { get; set; }

        public string? Name { get; set; }

        public Guid? Kept { get; set; }

        public Guid? Other { get; set; }

        public Guid? Merge { get; set; }
    }
}
