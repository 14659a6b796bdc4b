using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Hosting;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Members;

/// <summary>Joining. Whoever wants to help goes on to the helper profile, everybody else to their own page.</summary>
public sealed class SignUpModel(
    AccountService accounts, NeedQueries needs, SignInManager<Account> manager, TryBuckets buckets, IOptions<TryLimits> limits, Words words)
    : MutualAidPage, IAccountForm
{
    [BindProperty]
    public AccountInput Input { get; set; } = new() { Helps = true };

    public PersonChoices Choices { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Actor.IsSignedIn)
        {
            return Redirect("/me");
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

        if (buckets.Take($"sign-up {Origin.Of(HttpContext)}", limits.Value.SignUpsPerOrigin) > limits.Value.LongestWait)
        {
            return await Answer(TooMany, () => Page(), () => ReadAsync(ct));
        }

        var made = await accounts.SignUpAsync(Actor, Input.ToAccount(), ct);
        if (made.Ok)
        {
            await manager.SignInAsync(made.Value, isPersistent: true);
            Flash(Phrase.Of("Welcome. It’s good that you are here."));
        }

        return await Answer(made, () => Redirect(Input.Helps ? "/me/helping" : "/me"), () => ReadAsync(ct));
    }

    private static Result TooMany => Refusal.Invalid("", Phrase.Of("Very many people joined from here just now. Please wait a few minutes, or ring us."));

    private async Task ReadAsync(CancellationToken ct) => Choices = PersonChoices.Of(await needs.AreasAsync(ct), words);
}
