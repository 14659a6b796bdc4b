using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Members;

/// <summary>The one-time link by which a new network's first administrator joins. A used or old link is as missing as one that never was.</summary>
public sealed class WelcomeModel(AccountService accounts, NeedQueries needs, SignInManager<Account> manager, Words words) : MutualAidPage, IAccountForm
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public AccountInput Input { get; set; } = new();

    public PersonChoices Choices { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await accounts.LinkWorksAsync(Key, ct))
        {
            return NotFound();
        }

        await ReadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(again: () => ReadAsync(ct));
        }

        var made = await accounts.SignUpByLinkAsync(Key, Input.ToAccount(), ct);
        if (made.Ok)
        {
            await manager.SignInAsync(made.Value, isPersistent: true);
            Flash(Phrase.Of("Welcome. Your network is ready, and you are on its desk."));
        }

        return await Answer(made, () => Redirect("/desk"), () => ReadAsync(ct));
    }

    private async Task ReadAsync(CancellationToken ct) => Choices = PersonChoices.Of(await needs.AreasAsync(ct), words);
}
