using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Web.Pages.Needs.Post;

namespace MutualAid.Web.Pages.Offers;

/// <content>Asking for an offer, and the giver's yes or no.</content>
public sealed partial class DetailsModel
{
    /// <summary>"Ask for this": the pages of asking take over, with the kind and the number known.</summary>
    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        var begun = await asking.BeginAsync(Actor, Id, Input.Amount, drafts.Draft, ct);
        return await Answer(
            begun,
            () =>
            {
                drafts.Keep(begun.Value);
                return LocalRedirect(AskPaths.Words);
            },
            () => LoadAsync(ct));
    }

    public async Task<IActionResult> OnPostYesAsync(Guid claimId, CancellationToken ct)
    {
        var accepted = await claims.AcceptAsync(Actor, claimId, Input.OperationId, hello: null, ct);
        return await DoneAsync(
            accepted, Phrase.Of("Thank you. It is set aside, and your neighbour has been told."), ct, () => $"/claims/{accepted.Value.ClaimId}");
    }

    /// <summary>"Not this time", without a reason: other helpers see the need.</summary>
    public async Task<IActionResult> OnPostNoAsync(Guid claimId, CancellationToken ct) =>
        await DoneAsync(await claims.DeclineAsync(Actor, claimId, ct), Phrase.Of("That’s fine. Thank you for answering."), ct);
}
