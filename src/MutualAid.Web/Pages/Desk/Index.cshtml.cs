using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Matching;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The desk: unmet needs, and for the one that is opened by its link who fits, who was left out, and what has been tried.</summary>
public sealed class IndexModel(
    DeskQueries desk, DeskNeedQueries deskNeeds, DeskHelperQueries helpers, MatchQueries matches,
    InvitationService invitations, ReviewService review, CallService calls, Words words, When when) : MutualAidPage
{
    private const int MostHelpers = 8;

    [BindProperty(SupportsGet = true)]
    public DeskChoice Choice { get; set; } = new();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Slice<DeskRow> Unmet { get; private set; } = new([], null);

    public DeskTop Top { get; private set; } = new([], []);

    public int? Count { get; private set; }

    public int ToMeet { get; private set; }

    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public DeskNeed? Opened { get; private set; }

    public HelpersForPart? Fit { get; private set; }

    /// <summary>What the coordinator has just opened; on this one answer only.</summary>
    public Contact? Contact { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var fine = ModelState.IsValid;
        return !await ReadAsync(ct) ? NotFound() : fine && ModelState.IsValid ? Page() : await AgainAsync();
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        var asked = await invitations.InviteAsync(Actor, Choice.Need ?? Guid.Empty, Choice.Part ?? Guid.Empty, Input.Helpers, ct);
        if (asked.Ok)
        {
            Flash(Phrase.Of("Asked. They can answer until {0}; the first yes gets it.", await when.AtAsync(asked.Value.AnswerBy, ct)));
        }

        return await Answer(asked, Back, () => ReadAsync(ct), Back);
    }

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        var opened = await review.OpenAsync(Actor, Choice.Need ?? Guid.Empty, ct);
        if (opened.Ok)
        {
            Flash(Phrase.Of("Helpers see it now."));
        }

        return await Answer(opened, Back, () => ReadAsync(ct), Back);
    }

    public async Task<IActionResult> OnPostRevealAsync(CancellationToken ct)
    {
        var revealed = await calls.ShowNumberAsync(Actor, Choice.Need ?? Guid.Empty, Input.Reason, ct);
        Contact = revealed.Ok ? revealed.Value : null;
        Response.Headers.CacheControl = "no-store";
        return revealed.Ok && !await ReadAsync(ct) ? NotFound() : await Answer(revealed, Page, () => ReadAsync(ct));
    }

    private RedirectResult Back() => Redirect(DeskLink.To(Request, Choice.Need));

    // False when a need is named that is not there or not this coordinator's.
    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Areas = [new(words["All areas"], ""), .. (await desk.AreasAsync(Actor, ct)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
        Kinds = [new(words["All kinds"], ""), .. (await desk.KindsAsync(ct)).Select(k => new SelectListItem(words.Say(k.Name), k.Id))];
        ToMeet = await helpers.ToMeetCountAsync(Actor, ct);
        Top = await desk.TopAsync(Actor, ct);
        Count = await desk.CountAsync(Actor, Choice.ToFilter(), ct);
        var unmet = await desk.UnmetAsync(Actor, Choice.ToFilter(), Choice.Older, ct);
        Unmet = unmet.Ok ? unmet.Value : Unmet;
        foreach (var field in unmet.Refusal?.Fields ?? [])
        {
            ModelState.AddModelError($"{nameof(Choice)}.{field.Field}", words.Say(field.Why));
        }

        if (Choice.Need is not { } needId)
        {
            return true;
        }

        Opened = await deskNeeds.OpenAsync(Actor, needId, ct);
        if (Opened is { Looking: true })
        {
            var fit = await matches.HelpersForAsync(Actor, needId, Choice.Part, MostHelpers, ct);
            Fit = fit.Ok ? fit.Value : null;
        }

        return Opened is not null;
    }

    public sealed class InputModel
    {
        public List<Guid> Helpers { get; set; } = [];

        public string? Reason { get; set; }
    }
}
