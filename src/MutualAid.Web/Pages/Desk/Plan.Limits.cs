using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Matching.Weekly;

namespace MutualAid.Web.Pages.Desk;

/// <content>How many of a kind of help plans may hold.</content>
public sealed partial class PlanModel
{
    public PlanLimits Limits { get; private set; } = PlanLimits.None;

    /// <summary>Whether a limit was typed that needs another look.</summary>
    public bool Limiting { get; private set; }

    public async Task<IActionResult> OnPostLimitAsync(CancellationToken ct)
    {
        Limiting = true;
        return ModelState.IsValid
            ? await ToldAsync(await limits.SetAsync(Actor, Input.Kind, Input.Most, ct), Phrase.Of("The limit is set. It counts from the next plan on."), ct)
            : await AgainAsync(again: () => ReadAsync(ct));
    }

    public async Task<IActionResult> OnPostTakeOffLimitAsync(CancellationToken ct) =>
        await ToldAsync(await limits.TakeOffAsync(Actor, Input.Kind, ct), Phrase.Of("The limit is off from the next plan on."), ct);

    private Task<IActionResult> ToldAsync(Result done, Phrase sentence, CancellationToken ct)
    {
        if (done.Ok)
        {
            Flash(sentence);
        }

        return Answer(done, Back, () => ReadAsync(ct), Back);
    }
}
