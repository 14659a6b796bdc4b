using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs.Repeats;

namespace MutualAid.Web.Pages.Needs.Dates;

/// <summary>
/// What the pages about a need's dates share. Its key is the one of the private page; the need's id does for the signed-in neighbour who asked
/// and for a coordinator, who goes back to the need's own page.
/// </summary>
public abstract class DatesPage(DateQueries queries) : StatusPage
{
    public NeedDates Need { get; private set; } = null!;

    public override string Path => Need.IsAsker ? base.Path : $"/needs/{Need.NeedId}";

    protected async Task<bool> LoadAsync(CancellationToken ct)
    {
        var need = await queries.ReadAsync(Actor, Own, ct);
        Need = need ?? Need;
        return need is not null;
    }

    /// <summary>Says what was done and goes back; a date that has moved on meanwhile is said there too.</summary>
    protected async Task<IActionResult> ToldAsync(Result result, Phrase sentence) => await Answer(
        result,
        () =>
        {
            Flash(sentence);
            return LocalRedirect(Path);
        },
        conflict: () => LocalRedirect(Path));
}
