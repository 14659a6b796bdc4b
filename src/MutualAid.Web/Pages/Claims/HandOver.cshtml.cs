using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Claims;

/// <summary>"Hand it on": who could take a claim over, for the helper who holds it and the coordinator of the area.</summary>
public sealed class HandOverModel(MatchQueries matches, ClaimQueries claims, HandOverService service) : MutualAidPage
{
    /// <summary>As many as anybody weighs up.</summary>
    private const int Most = 5;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<HelperMatch> StandIns { get; private set; } = [];

    /// <summary>Whether it is the helper who holds it that looks, and not the coordinator.</summary>
    public bool IsHolder { get; private set; }

    public string Back => IsHolder ? $"/claims/{Id}" : "/desk";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input.OperationId = Guid.NewGuid();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        return await Answer(
            await service.ProposeAsync(Actor, Id, Input.OperationId, Input.Helper, Input.Note, ct),
            () => Said(Phrase.Of("Asked. You hear as soon as they answer, and until then nothing changes.")),
            conflict: () => Redirect(Back));
    }

    public async Task<IActionResult> OnPostCoordinatorAsync(CancellationToken ct) => await LoadAsync(ct)
        ? await Answer(await service.AskCoordinatorsAsync(Actor, Id, ct), () => Said(Phrase.Of("The coordinator has been told, and looks for somebody. Until then it stays with you.")))
        : NotFound();

    private RedirectResult Said(Phrase sentence)
    {
        Flash(sentence);
        return Redirect(Back);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (await matches.StandInsAsync(Actor, Id, Most, ct) is not { } found)
        {
            return false;
        }

        StandIns = found;
        IsHolder = await claims.DetailsAsync(Actor, Id, ct) is not null;
        return true;
    }

    public sealed class InputModel
    {
        public Guid OperationId { get; set; }

        public Guid? Helper { get; set; }

        public string? Note { get; set; }
    }
}
