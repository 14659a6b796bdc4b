using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Which parts are sorted, or didn't happen, when a need has several; the others stay as they are.</summary>
public sealed class StatusPartsModel(StatusQueries queries, AskerService asker) : StatusPage
{
    /// <summary>sorted or didnt.</summary>
    [BindProperty(SupportsGet = true, Name = "say")]
    public string? Say { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool Sorted => Say == "sorted";

    /// <summary>The parts this can be said of.</summary>
    public IReadOnlyList<PartOnStatus> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        Input.Parts = Parts.Count == 1 ? [Parts[0].Id] : [];
        return Say is "sorted" or "didnt" && Parts.Count > 0 ? Page() : LocalRedirect(Path);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        var told = Sorted ? await asker.SortPartsAsync(Actor, Own, Input.Parts, ct) : await asker.PartsDidntHappenAsync(Actor, Own, Input.Parts, ct);
        return await Answer(
            told,
            () =>
            {
                Flash(Sorted ? Phrase.Of("Good to hear. The rest goes on.") : Phrase.Of("Thank you for telling us. It is open again at its old place."));
                return LocalRedirect(Path);
            },
            conflict: () => LocalRedirect(Path));
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        var need = await queries.ReadAsync(Actor, Own, ct);
        Parts =
        [
            .. (need?.Parts ?? []).Where(p => Sorted
                ? p.State is PartState.Open or PartState.Filled
                : p.State != PartState.Open || p.HelpersAgreed > 0),
        ];
        return need is not null;
    }

    public sealed class InputModel
    {
        public List<Guid> Parts { get; set; } = [];
    }
}
