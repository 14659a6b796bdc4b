using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;

namespace MutualAid.Web.Pages.Claims;

/// <summary>The visit plan of an agreed claim, and the two buttons of the day: "I'm there", "I've left, all well".</summary>
public sealed class VisitModel(ClaimQueries claims, VisitService visits) : ClaimPage(claims)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The form as it begins: the plan that stands, or the time the neighbour asked for.</summary>
    private InputModel Begins() => Claim.Visit?.Plan is { } plan
        ? new() { Day = plan.Day, From = plan.From, Until = plan.Until, Leave = plan.Leave, Company = plan.InPair ? "pair" : "alone" }
        : new() { Day = Claim.Time.Day, From = Claim.Time.Start, Until = Claim.Time.End, Company = "alone" };

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
            await visits.PlanAsync(Actor, Id, new VisitPlan(Input.Day, Input.From, Input.Until, Input.Leave, Input.Company == "pair"), ct),
            () =>
            {
                Flash(Phrase.Of("Your plan is made, and your neighbour has been told."));
                return ToClaim();
            },
            conflict: ToClaim);
    }

    public async Task<IActionResult> OnPostArriveAsync(CancellationToken ct) => await Answer(
        await visits.ArriveAsync(Actor, Id, ct),
        () =>
        {
            Flash(Phrase.Of("Good that you are there. One press when you have left, and nobody worries."));
            return ToClaim();
        },
        conflict: ToClaim);

    /// <summary>After "I've left" comes how it went, which is one more press.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken ct) => await Answer(
        await visits.LeaveAsync(Actor, Id, ct),
        () =>
        {
            Flash(Phrase.Of("Good to hear. Nobody worries now."));
            return Redirect($"/claims/{Id}/report");
        },
        conflict: ToClaim);

    protected override bool Fits(ClaimDetails claim)
    {
        Input = claim.IsAgreed ? Begins() : Input;
        return claim.IsAgreed;
    }

    public sealed class InputModel
    {
        public DateOnly? Day { get; set; }

        public TimeOnly? From { get; set; }

        public TimeOnly? Until { get; set; }

        public string? Leave { get; set; }

        /// <summary>alone or pair.</summary>
        public string? Company { get; set; }
    }
}
