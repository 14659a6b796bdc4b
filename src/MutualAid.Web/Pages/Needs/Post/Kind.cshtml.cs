using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>First page of asking: what would help?</summary>
public sealed class KindModel(AskDrafts drafts, AskRules rules, AskQueries queries) : AskPage(drafts, rules)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<KindTile> Kinds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input.Kind = Drafts.Draft?.KindId;
        await ShowAsync(ct);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        KeepAsync((Drafts.Draft ?? PostNeed.Begin()).OfKind(Input.Kind), AskStep.Kind, AskPaths.Words, () => ShowAsync(ct), ct);

    private async Task ShowAsync(CancellationToken ct) => Kinds = await queries.KindsAsync(ct);

    public sealed class InputModel
    {
        public string? Kind { get; set; }
    }
}
