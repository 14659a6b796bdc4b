using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Something changed: other words, another day.</summary>
public sealed class StatusChangeModel(StatusQueries queries, AskerService asker, Words words) : StatusPage
{
    [BindProperty]
    public WordsInput Input { get; set; } = new();

    /// <summary>Whether a helper has agreed, so that the time is the two's to settle.</summary>
    public bool TimeStands { get; private set; }

    /// <summary>Whether one time is that of all parts; else each date is changed on its own.</summary>
    public bool OneTime { get; private set; } = true;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is not { CanChange: true } need)
        {
            return NotFound();
        }

        Show(need);
        Input.Show(Asked(need));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is not { } need)
        {
            return NotFound();
        }

        Show(need);
        var changed = OneTime ? Input.Over(new PostNeed(), ModelState, words.Say) : new PostNeed { Words = Input.Words, When = WantedWhen.NoHurry };
        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        return await Answer(
            await asker.ChangeAsync(Actor, Own, changed, ct),
            () =>
            {
                Flash(Phrase.Of("Changed. You keep your place."));
                return LocalRedirect(Path);
            },
            () => ShowAgainAsync(ct),
            () => LocalRedirect(Path));
    }

    private async Task ShowAgainAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is { } need)
        {
            Show(need);
        }
    }

    private void Show(NeedStatus need) =>
        (OneTime, TimeStands) = (need.HasOneTime, need.Parts.All(p => p.State != PartState.Open || p.HelpersAgreed > 0));

    // A stored time is a day or none: "today or tomorrow" has become "before tomorrow" on the way.
    private static PostNeed Asked(NeedStatus need)
    {
        var time = need.Parts.FirstOrDefault(p => p.State == PartState.Open)?.Time ?? need.Parts[0].Time;
        return new PostNeed
        {
            Words = need.Words,
            When = time.When switch { PartWhen.OnDay => WantedWhen.OnDay, PartWhen.Before => WantedWhen.Before, _ => WantedWhen.NoHurry },
            Day = time.Day,
            Start = time.Start,
            End = time.End,
        };
    }
}
