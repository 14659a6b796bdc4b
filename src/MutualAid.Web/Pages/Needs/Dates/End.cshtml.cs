using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs.Repeats;

namespace MutualAid.Web.Pages.Needs.Dates;

/// <summary>Asks once more before all dates to come are ended.</summary>
public sealed class EndModel(DateQueries queries, DateService dates) : DatesPage(queries)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => !await LoadAsync(ct) ? NotFound() : Need.ToCome.Any() ? Page() : LocalRedirect(Path);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await LoadAsync(ct)
        ? await ToldAsync(await dates.EndAsync(Actor, Own, ct), Phrase.Of("Ended, with our thanks. What was before stays in your history."))
        : NotFound();
}
