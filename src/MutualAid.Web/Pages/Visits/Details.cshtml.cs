using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs.Visits;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Visits;

/// <summary>A visit for somebody who was named for it: yes or no, and for a buddy whether they are back.</summary>
public sealed class DetailsModel(VisitQueries visits, CompanyService company) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CompanyCard Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? say, CancellationToken ct)
    {
        if (!await ReadAsync(ct) || say is not ("yes" or "no"))
        {
            return NotFound();
        }

        return await Answer(
            await company.AnswerAsync(Actor, Id, say == "yes", ct),
            () =>
            {
                Flash(say == "yes" ? Phrase.Of("Thank you. They have been told that you said yes.") : Phrase.Of("That’s fine. Thank you for answering."));
                return Redirect(say == "yes" ? $"/visits/{Id}" : "/me");
            },
            () => ReadAsync(ct),
            () => Redirect("/me"));
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        var visit = await visits.CompanyAsync(Actor, Id, ct);
        Visit = visit!;
        return visit is not null;
    }
}
