using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Web.Pages.Needs.Post;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Offers;

/// <summary>One offer: for a neighbour to ask for, for its giver to keep true.</summary>
public sealed partial class DetailsModel(OfferQueries offers, OfferService service, OfferAsking asking, ClaimService claims, AskDrafts drafts) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>"me" leads back to one's own page, where the same buttons are.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public OfferDetails Offer { get; private set; } = null!;

    private string Path => From == "me" ? "/me#offers" : $"/offers/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostStillAsync(CancellationToken ct) =>
        await DoneAsync(await service.StillOpenAsync(Actor, Id, ct), Phrase.Of("Thank you. It stands, and neighbours find it."), ct);

    public async Task<IActionResult> OnPostGoneAsync(CancellationToken ct) =>
        await DoneAsync(await service.GoneAsync(Actor, Id, ct), Phrase.Of("Thank you for telling us. Nobody finds it any more."), ct);

    /// <summary>Some was handed to somebody without this site.</summary>
    public async Task<IActionResult> OnPostGaveAsync(CancellationToken ct)
    {
        var gave = new GaveSome { OperationId = Input.OperationId, Amount = Input.Amount, ForWhom = Input.ForWhom, Day = Input.Day };
        return await DoneAsync(await service.GaveAsync(Actor, Id, gave, ct), Phrase.Of("Written down. What is left shows on the list."), ct);
    }

    public async Task<IActionResult> OnPostSlipAsync(Guid giftId, CancellationToken ct) =>
        await DoneAsync(await service.TakeLineBackAsync(Actor, Id, giftId, ct), Phrase.Of("Taken back. It counts as left again."), ct);

    private async Task<IActionResult> DoneAsync(Result result, Phrase said, CancellationToken ct, Func<string>? to = null)
    {
        // Whoever may look but not do this has pressed a button that is not on their page.
        if (!result.Ok && result.Refusal!.Kind != RefusalKind.NotFound && !await LoadAsync(ct))
        {
            return NotFound();
        }

        return await Answer(
            result,
            () =>
            {
                Flash(said);
                return LocalRedirect(to?.Invoke() ?? Path);
            },
            conflict: () => LocalRedirect(Path));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var offer = await offers.DetailsAsync(Actor, Id, ct);
        Offer = offer!;
        return offer is not null;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public string? Amount { get; set; }

        public string? ForWhom { get; set; }

        public string? Day { get; set; }
    }
}
