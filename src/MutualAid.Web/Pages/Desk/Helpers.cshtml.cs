using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>Helpers to meet, and helpers known: a talk approves, a check is recorded with its last day.</summary>
public sealed class HelpersModel(DeskHelperQueries helpers, DeskQueries desk, VettingService vetting, NetworkQueries networks, TimeProvider time, Words words) : MutualAidPage
{
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "older")]
    public string? Older { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool Known => Show == "known";

    public Slice<DeskHelper> List { get; private set; } = new([], null);

    public int? Needs { get; private set; }

    public int ToMeet { get; private set; }

    /// <summary>What is said beside the form of one helper, when something needs another look.</summary>
    public string? Wrong { get; private set; }

    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken ct)
    {
        var approved = await vetting.ApproveAsync(Actor, Input.Helper, ct);
        if (approved.Ok)
        {
            Flash(Phrase.Of("Approved, and told. Thank you for the talk."));
        }

        return await Answer(approved, Back, () => ReadAsync(ct), Back);
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Wrong = words["Write the day like this: 2027-05-31."];
            return await AgainAsync(again: () => ReadAsync(ct));
        }

        var recorded = await vetting.CheckAsync(Actor, Input.Helper, Input.Until, ct);
        Wrong = recorded.Refusal is { } refusal ? words.Say(refusal.Why) : null;
        if (recorded.Ok)
        {
            Flash(Phrase.Of("The check is recorded until {0}.", Input.Until!.Value));
        }

        return await Answer(recorded, Back, () => ReadAsync(ct), Back);
    }

    private RedirectResult Back() => Redirect(Known ? "/desk/helpers?show=known" : "/desk/helpers");

    private async Task ReadAsync(CancellationToken ct)
    {
        Today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        Needs = await desk.CountAsync(Actor, new DeskFilter(), ct);
        ToMeet = await helpers.ToMeetCountAsync(Actor, ct);
        List = Known ? await helpers.KnownAsync(Actor, Older, ct) : await helpers.ToMeetAsync(Actor, Older, ct);
    }

    public sealed class InputModel
    {
        public Guid Helper { get; set; }

        public DateOnly? Until { get; set; }
    }
}
