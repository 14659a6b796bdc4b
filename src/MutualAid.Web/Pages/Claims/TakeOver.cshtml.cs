using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Claims;

/// <summary>A helper is asked to take somebody's place: what it is, and yes or not this time.</summary>
public sealed class TakeOverModel(ClaimQueries claims, ClaimService service) : ClaimPage(claims)
{
    public async Task<IActionResult> OnPostAsync(string? say, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return say switch
        {
            "yes" => await Answer(await service.AcceptAsync(Actor, Id, Guid.NewGuid(), null, ct), () => Said(Phrase.Of("It is yours now. Your neighbour has been told, and so has the one who asked you."), $"/claims/{Id}"), conflict: ToClaim),
            "no" => await Answer(await service.DeclineAsync(Actor, Id, ct), () => Said(Phrase.Of("That is fine. There will be another time."), "/me"), conflict: ToClaim),
            _ => await AgainAsync(),
        };
    }

    protected override bool Fits(ClaimDetails claim) => claim is { State: ClaimState.Invited, TakesOver: true };

    private RedirectResult Said(Phrase sentence, string path)
    {
        Flash(sentence);
        return Redirect(path);
    }
}
