using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Members;

/// <summary>A member's own page: what waits, this week, what I asked for, what I carry, and who looked at my details.</summary>
public sealed class MeModel(MyPageQueries pages, NoticeQueries notices, ClaimService claims, HelperService helpers, OfferQueries offers) : MutualAidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MyPage Mine { get; private set; } = null!;

    public IReadOnlyList<MyOffer> Offers { get; private set; } = [];

    /// <summary>News not seen yet; 10 stands for more than 9.</summary>
    public int Unseen { get; private set; }

    public DateOnly Today => DateOnly.FromDateTime(Mine.LocalNow);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(Guid claimId, Guid operationId, CancellationToken ct)
    {
        var accepted = await claims.AcceptAsync(Actor, claimId, operationId, hello: null, ct);
        return await Answer(
            accepted, () => Redirect($"/claims/{accepted.Value.ClaimId}"), () => ReadAsync(ct), () => Redirect("/me"));
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid claimId, CancellationToken ct)
    {
        var declined = await claims.DeclineAsync(Actor, claimId, ct);
        if (declined.Ok)
        {
            Flash(Phrase.Of("That’s fine. Thank you for answering."));
        }

        return await Answer(declined, () => Redirect("/me"), () => ReadAsync(ct), () => Redirect("/me"));
    }

    public async Task<IActionResult> OnPostRestAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(again: () => ReadAsync(ct));
        }

        var rested = Input.RestUntil is null
            ? Refusal.Invalid(nameof(Input.RestUntil), Phrase.Of("Pick the last day of your rest."))
            : await helpers.RestAsync(Actor, Input.RestUntil, ct);
        if (rested.Ok)
        {
            Flash(Phrase.Of("Rest well. We ask you for nothing until then."));
        }

        return await Answer(rested, () => Redirect("/me/resting"), () => ReadAsync(ct), () => Redirect("/me"));
    }

    public async Task<IActionResult> OnPostWakeAsync(CancellationToken ct)
    {
        var ended = await helpers.RestAsync(Actor, null, ct);
        if (ended.Ok)
        {
            Flash(Phrase.Of("Good to have you back."));
        }

        return await Answer(ended, () => Redirect("/me"), () => ReadAsync(ct), () => Redirect("/me"));
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Offers = await offers.MineAsync(Actor, ct);
        Unseen = await notices.UnseenAsync(Actor, ct);
        var mine = await pages.ReadAsync(Actor, ct);
        Mine = mine!;
        return mine is not null;
    }

    public sealed class InputModel
    {
        public DateOnly? RestUntil { get; set; }
    }
}
