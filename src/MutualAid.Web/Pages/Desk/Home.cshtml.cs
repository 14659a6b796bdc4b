using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Web.Pages.Needs;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Which helpers live with one of them, written down and taken back as a coordinator was told.</summary>
public sealed class HomeModel(DeskHelperQueries helpers, HomeService homes) : PrivatePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DeskHome Home { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(null, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostLookUpAsync(CancellationToken ct)
    {
        ModelState.Remove("Input.Other");
        return await LoadAsync(Input.Name ?? "", ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostTogetherAsync(CancellationToken ct) =>
        DoAsync(() => homes.LiveTogetherAsync(Actor, Id, Input.Other, ct), Phrase.Of("Written down: they live together. Only coordinators see it."), ct);

    public Task<IActionResult> OnPostApartAsync(CancellationToken ct) =>
        DoAsync(() => homes.LiveApartAsync(Actor, Input.Other ?? Id, ct), Phrase.Of("Taken back. They don’t live together any more."), ct);

    private async Task<IActionResult> DoAsync(Func<Task<Result>> deed, Phrase told, CancellationToken ct)
    {
        if (!await LoadAsync(Input.Name, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        var done = await deed();
        if (done.Ok)
        {
            Flash(told);
        }

        return await Answer(done, Back, conflict: Back);
    }

    private RedirectResult Back() => Redirect($"/desk/helpers/{Id}/home");

    private async Task<bool> LoadAsync(string? name, CancellationToken ct)
    {
        var home = await helpers.HomeAsync(Actor, Id, name, ct);
        Home = home!;
        return home is not null;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public Guid? Other { get; set; }
    }
}
