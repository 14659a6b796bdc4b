using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>Second page of asking: in the person's own words, when, and in which languages.</summary>
public sealed class WordsModel(AskDrafts drafts, AskRules rules, AskQueries queries, Words words) : AskPage(drafts, rules)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LeadToMissingAsync(AskStep.Words, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var draft = Drafts.Draft!;
        Input.Show(draft);
        (Input.Urgency, Input.MoreThings, Input.MoreDays) = (draft.Urgency, draft.SeveralThings, draft.When == WantedWhen.SeveralDays);

        // Until this page was answered, a member's own languages stand ticked, and for a visitor the one they read in.
        Input.Languages = draft.When is not null
            ? [.. draft.Languages]
            : await queries.KnownAsync(Actor, ct) is { Languages.Count: > 0 } known ? [.. known.Languages] : [words.Language.Code];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LeadToMissingAsync(AskStep.Words, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var said = Input.Over(Drafts.Draft!, ModelState, words.Say) with
        {
            Urgency = Input.Urgency,
            Languages = [.. Input.Languages.OfType<string>()],
            SeveralThings = Input.MoreThings,
        };
        said = Input.MoreDays ? said with { When = WantedWhen.SeveralDays, Day = null, Start = null, End = null } : said;
        return await KeepAsync(said, AskStep.Words, said.HasParts ? AskPaths.Parts : AskPaths.Place, () => Task.CompletedTask, ct);
    }

    public sealed class InputModel : WordsInput
    {
        public Core.Needs.Urgency Urgency { get; set; } = Core.Needs.Urgency.Normal;

        public List<string> Languages { get; set; } = [];

        public bool MoreThings { get; set; }

        public bool MoreDays { get; set; }
    }
}
