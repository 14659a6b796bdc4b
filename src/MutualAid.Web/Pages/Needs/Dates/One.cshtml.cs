using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs.Dates;

/// <summary>One date among several: another day or hour, or not this time.</summary>
public sealed class OneModel(DateQueries queries, DateService dates, Words words) : DatesPage(queries)
{
    [BindProperty(SupportsGet = true)]
    public Guid Part { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NeedDate Date { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        if (!Date.CanChange)
        {
            Flash(Phrase.Of("That date is over. It stays in your history as it was."), "info");
            return LocalRedirect(Path);
        }

        (Input.Day, Input.Start, Input.End) = (TypedDays.Write(Date.Time.Day), TypedDays.Write(Date.Time.Start), TypedDays.Write(Date.Time.End));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        var typed = new TypedDays(ModelState, words.Say);
        var (start, end) = typed.Hours(Input.Start, Input.End, "Input.");
        var time = new PartTime(PartWhen.OnDay, typed.Day(Input.Day, "Input.Day"), start, end);
        return ModelState.IsValid
            ? await ToldAsync(
                await dates.ChangeAsync(Actor, Own, Part, time, ct),
                Date.Helpers.Count > 0 ? Phrase.Of("Changed. Whoever had the old date is asked first about the new one.") : Phrase.Of("Changed. The other dates stay as they are."))
            : await AgainAsync();
    }

    public async Task<IActionResult> OnPostSkipAsync(CancellationToken ct) => await FindAsync(ct)
        ? await ToldAsync(await dates.SkipAsync(Actor, Own, Part, ct), Phrase.Of("Skipped. The other dates stay as they are."))
        : NotFound();

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        var found = await LoadAsync(ct) ? Need.Dates.FirstOrDefault(d => d.PartId == Part) : null;
        Date = found ?? Date;
        return found is not null;
    }

    public sealed class InputModel
    {
        public string? Day { get; set; }

        public string? Start { get; set; }

        public string? End { get; set; }
    }
}
