using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Somebody on the phone says a code: the coordinator lands on the need it names.</summary>
public sealed class CodeModel(SheetQueries sheets) : MutualAidPage
{
    [BindProperty(SupportsGet = true, Name = "said")]
    public string? Said { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await sheets.FindAsync(Actor, Said, ct) is { } need ? LocalRedirect($"/desk?need={need}#fit") : Page();
}
