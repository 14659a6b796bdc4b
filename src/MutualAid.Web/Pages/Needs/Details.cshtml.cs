using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Needs;

/// <summary>One need, in the face its reader may see, and the helper's "I can do this".</summary>
public sealed class DetailsModel(NeedPageQueries needs, ClaimService claims, NotThisOneService notThis, MatchQueries matches) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NeedDetails Need { get; private set; } = null!;

    /// <summary>How each open part fits the reader.</summary>
    public IReadOnlyDictionary<Guid, PartFit> Fits { get; private set; } = new Dictionary<Guid, PartFit>();

    public PartRow? Invitation => Need.Parts.FirstOrDefault(p => p.MyState == ClaimState.Invited);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Need.Face == NeedFace.Asker)
        {
            // Whoever asked has a page of their own, with everything there is to say and do.
            return Redirect($"/status/{Id}");
        }

        // One open part needs no choosing; with several, whoever was asked first for one finds it ticked.
        var open = Need.Parts.Where(p => p.CanTake).ToList();
        Input.Parts = Invitation is { CanTake: true } asked ? [asked.Id] : open.Count == 1 ? [open[0].Id] : [];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? await AgainAsync() : NotFound();
        }

        var taken = await claims.TakeAsync(Actor, Id, new Taking(Input.OperationId, Input.Parts, Input.Hello), ct);
        var answer = await Answer(
            taken,
            () =>
            {
                Flash(taken.Value.State == ClaimState.Agreed
                    ? Phrase.Of("This is yours now. Your neighbour has been told, and thanks you.")
                    : Phrase.Of("Thank you. Your neighbour hears that you offered, and says yes or no."));
                return Redirect($"/claims/{taken.Value.ClaimId}");
            },
            again: () => LoadAsync(ct),
            conflict: () => Redirect($"/needs/{Id}/taken"));
        return Need is null && answer is Microsoft.AspNetCore.Mvc.RazorPages.PageResult ? NotFound() : answer;
    }

    /// <summary>"Not this time", "not this one": an invitation is declined, and to anybody else it is suggested no more. Nobody asks why.</summary>
    public async Task<IActionResult> OnPostNoAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var result = Invitation is { MyClaimId: { } asked } ? await claims.DeclineAsync(Actor, asked, ct) : await notThis.SayAsync(Actor, Id, ct);
        return await Answer(
            result,
            () =>
            {
                Flash(Phrase.Of("That is fine. There will be another time."), "info");
                return Redirect("/needs");
            },
            conflict: () => Redirect($"/needs/{Id}"));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var need = await needs.DetailsAsync(Actor, Id, ct);
        if (need is null)
        {
            return false;
        }

        Need = need;
        Fits = (await matches.FitsAsync(Actor, Id, ct)).ToDictionary(f => f.PartId);
        return true;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public List<Guid> Parts { get; set; } = [];

        public string? Hello { get; set; }
    }
}
