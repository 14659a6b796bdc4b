using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Members;

/// <summary>A member's own name, languages and area.</summary>
public sealed class DetailsModel(MemberService members, MemberQueries queries, NeedQueries needs, Words words) : MutualAidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonChoices Choices { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await queries.DetailsAsync(Actor, ct) is not { } mine)
        {
            return NotFound();
        }

        Input = new InputModel { Name = mine.Name, Languages = [.. mine.Languages], AreaId = mine.AreaId };
        await ReadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(again: () => ReadAsync(ct));
        }

        var changed = await members.ChangeAsync(Actor, new MemberDetails(Input.Name, Input.Languages, Input.AreaId), ct);
        if (changed.Ok)
        {
            Flash(Phrase.Of("Saved."));
        }

        return await Answer(changed, () => Redirect("/me"), () => ReadAsync(ct), () => Redirect("/me/details"));
    }

    private async Task ReadAsync(CancellationToken ct) => Choices = PersonChoices.Of(await needs.AreasAsync(ct), words);

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public List<string> Languages { get; set; } = [];

        public Guid? AreaId { get; set; }
    }
}
