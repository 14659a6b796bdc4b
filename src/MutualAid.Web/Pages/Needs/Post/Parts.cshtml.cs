using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Web.Pages.Members;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>More than one thing, or more than one day. Only those who said so on the page before come here.</summary>
public sealed class PartsModel(AskDrafts drafts, AskRules rules, AskQueries queries, Words words) : AskPage(drafts, rules)
{
    [BindProperty]
    public PartsInput Input { get; set; } = new();

    public PostNeed Asked => Drafts.Draft!;

    public bool SeveralDays => Asked.When == WantedWhen.SeveralDays;

    public bool RoomForThings => Input.Things.Count < PartsPlan.MostThings;

    public bool RoomForDates => Input.Dates.Count < Need.MaxParts;

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Times { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Everies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Weekdays { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LeadToMissingAsync(AskStep.Parts, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!Asked.HasParts)
        {
            return LocalRedirect(AskPaths.Place);
        }

        Input.Show(Asked);
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? more, CancellationToken ct)
    {
        if (await LeadToMissingAsync(AskStep.Parts, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!Asked.HasParts)
        {
            return LocalRedirect(AskPaths.Place);
        }

        return more is null
            ? await KeepAsync(Input.Over(Asked, new TypedDays(ModelState, words.Say)), AskStep.Parts, AskPaths.Place, () => ShowAsync(ct), ct)
            : await MakeRoomAsync(more, ct);
    }

    // Room for another thing, or for more days: what is written stays, and nothing is looked at yet.
    private async Task<IActionResult> MakeRoomAsync(string more, CancellationToken ct)
    {
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
        }

        Input.MakeRoom(more);
        await ShowAsync(ct);
        return Page();
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        Input.MakeRoom();
        Kinds = [new SelectListItem("", ""), .. (await queries.KindsAsync(ct)).Select(kind => new SelectListItem(words.Say(kind.Name), kind.Id))];
        Times =
        [
            new SelectListItem(SeveralDays ? words["Each time"] : words["As I said before"], ""),
            new SelectListItem(words["On a certain day"], nameof(WantedWhen.OnDay)),
            new SelectListItem(words["Any time before a day"], nameof(WantedWhen.Before)),
            new SelectListItem(words["No hurry, when someone can"], nameof(WantedWhen.NoHurry)),
        ];
        Everies =
        [
            new SelectListItem(words["Weeks"], nameof(RepeatEvery.Week)),
            new SelectListItem(words["Days"], nameof(RepeatEvery.Day)),
            new SelectListItem(words["Months, on the same date"], nameof(RepeatEvery.MonthDay)),
            new SelectListItem(words["Months, on the same weekday, such as the third Tuesday"], nameof(RepeatEvery.MonthWeekday)),
        ];
        Weekdays = [.. WeekTable.Days.Select(day => new SelectListItem(words.Language.Culture.DateTimeFormat.GetDayName(day), day.ToString()))];
    }
}
