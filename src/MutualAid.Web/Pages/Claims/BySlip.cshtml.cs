using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Web.Hosting;
using MutualAid.Web.Pages.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Claims;

/// <summary>Whoever holds a helper's slip tells how it went, without an account.</summary>
public sealed class BySlipModel(SlipService slips, Words words) : PrivatePage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public void OnGet() => Input.OperationId = Guid.NewGuid();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            // An answer that is none of the six.
            ModelState.Remove("Input.Outcome");
            ModelState.AddModelError("Input.Outcome", words["Pick what comes nearest to how it went."]);
            return await AgainAsync();
        }

        var told = await slips.ReportAsync(new SaidCode(Input.Reference, Input.Key), Input.Outcome, Input.OperationId, Origin.Of(HttpContext), ct);
        return await Answer(
            told,
            () =>
            {
                Flash(Input.Outcome is Outcome.Done or Outcome.LeftAtDoor
                    ? Phrase.Of("Thank you. That is done, and it counts to somebody.")
                    : Phrase.Of("Thank you for telling us. The desk and your neighbour know."));
                return LocalRedirect("/");
            },
            conflict: () => LocalRedirect("/"));
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public string? Reference { get; set; }

        public string? Key { get; set; }

        public Outcome? Outcome { get; set; }
    }
}
