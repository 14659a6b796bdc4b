using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Notices;

/// <summary>News for a member. Looking changes nothing; a button puts it away.</summary>
public sealed class IndexModel(NoticeQueries notices, ClaimQueries claims, NoticeService service) : MutualAidPage
{
    [BindProperty(SupportsGet = true)]
    public string? Older { get; set; }

    public Slice<NoticeRow> News { get; private set; } = new([], null);

    private IReadOnlySet<Guid> closed = new HashSet<Guid>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        News = await notices.ListAsync(Actor, Older, ct);
        closed = await claims.ClosedAsync(Actor, [.. News.Rows.Select(n => n.ClaimId).OfType<Guid>()], ct);
    }

    public async Task<IActionResult> OnPostSeenAsync(Guid upTo, CancellationToken ct) =>
        await Answer(await service.SeeAsync(Actor, upTo, ct), () => Redirect("/notices"));

    /// <summary>Where a piece of news leads; null when there is nothing more to see.</summary>
    public string? PathOf(NoticeRow row) => row.ClaimId is { } claim && closed.Contains(claim) ? null : Leads(row);

    private static string? Leads(NoticeRow row) => row.Kind switch
    {
        NoticeKind.YouAreAsked => "/me#waiting",
        NoticeKind.ThanksForYou => "/me#thanks",
        NoticeKind.YouAreAgreed => $"/claims/{row.ClaimId}",
        NoticeKind.SomeoneOffered or NoticeKind.SomeoneAgreed or NoticeKind.HelperCannotCome or NoticeKind.HowDidItGo => $"/needs/{row.NeedId}",
        NoticeKind.AreYouComing or NoticeKind.AreYouComingStill or NoticeKind.StillOkay => $"/claims/{row.ClaimId}",
        NoticeKind.TellHowItWent => $"/claims/{row.ClaimId}/report",
        NoticeKind.AskingOthers or NoticeKind.LookingAgain or NoticeKind.HelperIsComing or NoticeKind.StillNeeded or NoticeKind.NeedExpired
            or NoticeKind.DayPassed or NoticeKind.OneDayPassed => $"/needs/{row.NeedId}",
        NoticeKind.InvitationOver or NoticeKind.OpenForOthers => "/needs",
        NoticeKind.PleaseRing or NoticeKind.NobodyFoundYet => $"/desk?need={row.NeedId}",
        NoticeKind.CouldYouHelp => $"/needs/{row.NeedId}",
        NoticeKind.NeedsThatFit => "/needs#for-you",
        NoticeKind.AskerSaidNo or NoticeKind.NeedClosed or NoticeKind.YouAreApproved => "/needs",
        NoticeKind.MessageFromHelper => $"/needs/{row.NeedId}",
        NoticeKind.MessageFromNeighbour => $"/claims/{row.ClaimId}#talk",
        NoticeKind.YouAreAskedToTakeOver => $"/claims/{row.ClaimId}/take-over",
        NoticeKind.HandOverWanted => $"/claims/{row.ClaimId}/hand-over",
        NoticeKind.HandOverYes or NoticeKind.HandOverNo => $"/claims/{row.ClaimId}",
        NoticeKind.HandedOver => $"/needs/{row.NeedId}",
        NoticeKind.CoveredThankYou => $"/needs/{row.NeedId}/taken",
        NoticeKind.TellYourSide => $"/claims/{row.ClaimId}",
        NoticeKind.ToldDifferently => $"/needs/{row.NeedId}",
        NoticeKind.ThreadToRead => $"/desk/threads/{row.ClaimId}",
        NoticeKind.OfferNotThisTime => $"/needs/{row.NeedId}",
        NoticeKind.OfferAskedFor or NoticeKind.OfferStillOpen or NoticeKind.OfferRests => "/me#offers",
        NoticeKind.VisitPlanned or NoticeKind.VisitMoved => $"/status/{row.NeedId}",
        NoticeKind.AnotherTimePlease or NoticeKind.PairComplete or NoticeKind.PairLost or NoticeKind.CheckEnded => $"/claims/{row.ClaimId}",
        NoticeKind.AskedAlong or NoticeKind.TimesChanged or NoticeKind.StillOut => $"/visits/{row.ClaimId}",
        NoticeKind.VisitOverdue => "/desk/visits",
        NoticeKind.NeedChanged => $"/claims/{row.ClaimId}",
        NoticeKind.NeedReferred or NoticeKind.HelperStillFine => $"/needs/{row.NeedId}",
        NoticeKind.NewHelper => "/desk/helpers",
        _ => null,
    };
}
