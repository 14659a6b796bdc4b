using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MutualAid.Core.Common;
using MutualAid.Web.Hosting;

namespace MutualAid.Web.Pages.Shared;

/// <summary>What every page has: who is asking, and the one place where a refusal becomes an answer.</summary>
public abstract class MutualAidPage : PageModel
{
    /// <summary>The key under which <see cref="Flash"/> leaves its sentence for the next page.</summary>
    public const string FlashKey = "flash";

    /// <summary>The tone of the sentence: good, care, bad or info.</summary>
    public const string FlashToneKey = "flash-tone";

    /// <summary>Who is asking.</summary>
    protected Actor Actor => HttpContext.RequestServices.GetRequiredService<CurrentActor>().Value;

    /// <summary>
    /// Turns a command's result into an answer: what <paramref name="done"/> says, or for a refusal
    /// 404 (missing or hidden), 403 as 404 would be a lie, the same page with status 400 and the words kept (something to look at again),
    /// or what <paramref name="conflict"/> says with the kind sentence shown there (somebody was faster).
    /// <paramref name="again"/> reads what the page needs to be shown once more.
    /// </summary>
    protected async Task<IActionResult> Answer(Result result, Func<IActionResult> done, Func<Task>? again = null, Func<IActionResult>? conflict = null)
    {
        if (result.Refusal is not { } refusal)
        {
            return done();
        }

        if (refusal.Kind == RefusalKind.NotFound)
        {
            return NotFound();
        }

        if (refusal.Kind == RefusalKind.Conflict && conflict is not null)
        {
            Flash(refusal.Why, "care");
            return conflict();
        }

        foreach (var field in refusal.Fields)
        {
            ModelState.AddModelError(field.Field.Length == 0 ? "" : $"Input.{field.Field}", Say(field.Why));
        }

        if (refusal.Fields.Count == 0)
        {
            ModelState.AddModelError("", Say(refusal.Why));
        }

        return await AgainAsync(
            refusal.Kind switch
            {
                RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
                RefusalKind.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status400BadRequest,
            },
            again);
    }

    /// <summary>Shows the same page with the words kept; for bad input the status is 400.</summary>
    protected async Task<IActionResult> AgainAsync(int status = StatusCodes.Status400BadRequest, Func<Task>? again = null)
    {
        if (again is not null)
        {
            await again();
        }

        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Leaves a sentence for the next page to show once.</summary>
    protected void Flash(Phrase sentence, string tone = "good")
    {
        TempData[FlashKey] = Say(sentence);
        TempData[FlashToneKey] = tone;
    }

    private string Say(Phrase phrase) => HttpContext.RequestServices.GetRequiredService<Text.Words>().Say(phrase);
}
