using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Where the drawer's "ring first" buttons post to; it shows nothing of its own and leads back to the drawer.</summary>
public sealed class RingFirstModel(RingFirstService rings) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IActionResult OnGet() => Back();

    public async Task<IActionResult> OnPostMarkAsync(bool ring, CancellationToken ct) =>
        await ToldAsync(
            await rings.MarkAsync(Actor, Id, ring, ct),
            ring ? Phrase.Of("Marked. A coordinator is asked to ring before anything closes by itself.") : Phrase.Of("The mark is gone."));

    public async Task<IActionResult> OnPostRangAsync(bool still, CancellationToken ct) =>
        await ToldAsync(
            await rings.RangAsync(Actor, Id, still, ct),
            still ? Phrase.Of("Written down. It keeps its place, and we go on looking.") : Phrase.Of("Written down. It is closed."));

    private async Task<IActionResult> ToldAsync(Result result, Phrase sentence) => await Answer(
        result,
        () =>
        {
            Flash(sentence);
            return Back();
        },
        conflict: Back);

    private RedirectResult Back() => Redirect($"/desk?need={Id}#fit");
}
