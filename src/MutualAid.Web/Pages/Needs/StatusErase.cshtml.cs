using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>Asks once more before words, number and address are erased, because that cannot be taken back.</summary>
public sealed class StatusEraseModel(StatusQueries queries, AskerService asker) : StatusPage
{
    public NeedStatus Need { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await queries.ReadAsync(Actor, Own, ct) is not { } need)
        {
            return NotFound();
        }

        Need = need;
        return need.CanErase ? Page() : LocalRedirect(Path);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await Answer(
        await asker.EraseAsync(Actor, Own, ct),
        () =>
        {
            Flash(Phrase.Of("Your words, number and address are erased."));
            return LocalRedirect(Path);
        },
        conflict: () => LocalRedirect(Path));
}
