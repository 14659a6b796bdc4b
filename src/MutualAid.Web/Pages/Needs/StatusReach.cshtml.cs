using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Another area, number or address. What is kept behind the wall is not shown here either; what is left empty stays.</summary>
public sealed class StatusReachModel(StatusQueries queries, AskQueries asks, AskerService asker, Words words) : StatusPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is not { CanChange: true } need)
        {
            return NotFound();
        }

        Input.Area = need.AreaId?.ToString();
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is null)
        {
            return NotFound();
        }

        var area = string.IsNullOrWhiteSpace(Input.Area) ? (Guid?)null : Guid.TryParse(Input.Area, out var id) ? id : Guid.Empty;
        return await Answer(
            await asker.ReachAsync(Actor, Own, new ChangedReach(area, Input.Phone, Input.Address, Input.DoorNote), ct),
            () =>
            {
                Flash(Phrase.Of("Changed. You keep your place."));
                return LocalRedirect(Path);
            },
            () => ShowAsync(ct),
            () => LocalRedirect(Path));
    }

    private async Task ShowAsync(CancellationToken ct) =>
        Areas = [new SelectListItem(words["I’m not sure"], ""), .. (await asks.AreasAsync(ct)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];

    public sealed class InputModel
    {
        public string? Area { get; set; }

        public string? Phone { get; set; }

        public string? Address { get; set; }

        public string? DoorNote { get; set; }
    }
}
