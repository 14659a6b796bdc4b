using System.Text.RegularExpressions;
using FluentAssertions;
using FluentAssertions.Execution;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MutualAid.Core.Demo;
using MutualAid.Core.Needs;
using Xunit;

namespace MutualAid.Browser.Tests.Journeys;

/// <summary>
/// Every page there is, found by following the links of the demo neighbourhood as a visitor, a neighbour, a helper and a coordinator: it opens,
/// nothing goes sideways and axe finds nothing, on a phone by day and on a desk in the evening. A new page is looked at without being listed here.
/// </summary>
public sealed partial class EveryPageJourney(Chromium chromium) : Journey(chromium)
{
    // No link of a quiet day leads to these: the middle of a form, or the answer to a press. The journey that walks it stands beside each.
    private static readonly Dictionary<string, string> WalkedElsewhere = new()
    {
        ["/error"] = "shown by the error handler",
        ["/not-found"] = "shown for an address that is none, below",
        ["/needs/post/words"] = nameof(AskingJourney),
        ["/needs/post/place"] = nameof(AskingJourney),
        ["/needs/post/check"] = nameof(AskingJourney),
        ["/needs/post/sent"] = nameof(AskingJourney),
        ["/needs/post/parts"] = nameof(SeveralJourney),
        ["/status/{key}/parts"] = nameof(SeveralJourney),
        ["/status/{key}/dates/end"] = nameof(SeveralJourney),
        ["/status/{key}/dates/{part:guid}"] = nameof(SeveralJourney),
        ["/welcome/{key}"] = "opened once by a printed link: OddAddressTests",
        ["/keep"] = "opened by an answer to a question: KeepTests",
        ["/needs/{id:guid}/taken"] = nameof(HelpingJourney),
        ["/claims/{id:guid}/thanks"] = nameof(HelpingJourney),
        ["/claims/{id:guid}/take-over"] = "there is one for somebody asked: HandOverTests",
        ["/me/resting"] = nameof(VisitJourney),
        ["/claims/{id:guid}/company/{role:regex(^(partner|buddy)$)}"] = "there is one once a visit is planned: VisitPageTests",
        ["/claims/{id:guid}/still-fine"] = "there is one while a change waits for an answer: AskedInFullTests",
        ["/desk/needs/{id:guid}/ring-first"] = "there is one for needs of phone callers nobody answered for: ClockPagesTests",
        ["/desk/threads/{claimId:guid}"] = "there is one for a reported thread: MessagesTests",
    };

    // The same page is looked at twice, since the site sends the same to a phone and to a desk.
    private static readonly (Way Way, ColorScheme Scheme)[] Looks = [(new Way(390, true), ColorScheme.Light), (new Way(1280, true), ColorScheme.Dark)];

    [Fact]
    public async Task Every_page_reads_well_on_a_phone_by_day_and_on_a_desk_in_the_evening()
    {
        var way = Looks[0].Way;
        var (samira, yusuf, ana) = await FillAsync();
        var routes = Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).OfType<RouteEndpoint>()
            .Select(e => new Route(e.RoutePattern)).DistinctBy(r => r.Template).ToList();
        var seen = new HashSet<string>();
        using var together = new AssertionScope();

        var visitor = await OpenAsync(way);
        await FollowAsync(visitor, routes, seen, ["/", .. await PrivateLinksAsync()]);
        (await visitor.GotoAsync("/not-here"))!.Status.Should().Be(404);
        await LookBothWaysAsync(visitor);
        await FollowAsync(await SignInAsync(samira, DemoNeighbourhood.Password, way), routes, seen, ["/me"]);
        await FollowAsync(await SignInAsync(yusuf, DemoNeighbourhood.Password, way), routes, seen, ["/me", .. await HelpersOwnAsync(yusuf)]);
        await FollowAsync(await SignInAsync(ana, DemoNeighbourhood.Password, way), routes, seen, ["/desk", .. await DeskAsync()]);

        routes.Select(r => r.Template).Except(seen).Except(WalkedElsewhere.Keys).Should().BeEmpty("somebody's links must lead to every page");
        WalkedElsewhere.Keys.Should().BeSubsetOf(routes.Select(r => r.Template));
    }

    // One address of each kind that this person's links lead to, in the order in which they come by it.
    private static async Task FollowAsync(IPage page, List<Route> routes, HashSet<string> seen, string[] starts)
    {
        var queue = new Queue<(string Path, string From)>(starts.Select(s => (s, "the start")));
        var queued = new HashSet<string>();
        while (queue.TryDequeue(out var next))
        {
            var (path, from) = next;
            var answer = await page.GotoAsync(path);
            if (answer!.Status != 200)
            {
                answer.Status.Should().Be(200, $"{path} must open, where {from} leads");
                continue;
            }

            seen.Add(Route.Of(routes, new Uri(page.Url).AbsolutePath)?.Template ?? path);
            await LookBothWaysAsync(page);
            foreach (var link in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"))
            {
                var route = Route.Of(routes, link.Split('?')[0]);
                (route is not null || Path.HasExtension(link.Split('?')[0])).Should().BeTrue($"{link}, where {path} leads, must be a page or a file of ours");
                if (route is not null && queued.Add($"{route.Template}?{string.Join('&', QueryName().Matches(link).Select(m => m.Value))}"))
                {
                    queue.Enqueue((link, path));
                }
            }
        }
    }

    private static async Task LookBothWaysAsync(IPage page)
    {
        foreach (var (way, scheme) in Looks)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(way.Width, way.Height);
            await LookAsync(page, way);
        }
    }

    private async Task<(string Neighbour, string Helper, string Coordinator)> FillAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<DemoNeighbourhood>().FillIfEmptyAsync();
        string EmailOf(string name) => people.Single(p => p.Email.StartsWith(name, StringComparison.Ordinal)).Email;
        return (EmailOf("samira"), EmailOf("yusuf"), EmailOf("ana"));
    }

    // What a notice, a letter or a press leads to, of claims that stand as that page wants them.
    private async Task<string[]> HelpersOwnAsync(string email)
    {
        await using var db = Database.Context();
        var me = await db.Users.Where(a => a.Email == email).Select(a => a.MemberId).SingleAsync();
        var mine = await db.Claims.Where(c => c.HelperId == me).OrderBy(c => c.Id).Select(c => new { c.Id, c.State }).ToListAsync();
        var (agreed, done) = (mine.First(c => c.State == ClaimState.Agreed).Id, mine.Last(c => c.State == ClaimState.Done).Id);
        return
        [
            $"/claims/{agreed}", $"/claims/{agreed}/messages", $"/claims/{agreed}/coming", $"/claims/{agreed}/report", $"/claims/{done}", $"/claims/{done}/after",
        ];
    }

    private async Task<string[]> DeskAsync()
    {
        await using var db = Database.Context();
        var need = await db.Needs.Where(n => n.Looking).OrderBy(n => n.Id).Select(n => n.Id).FirstAsync();
        var visit = await db.Visits.OrderBy(v => v.ClaimId).Select(v => v.ClaimId).FirstOrDefaultAsync();
        var invited = await db.Claims.Where(c => c.State == ClaimState.Invited).OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync();
        return
        [
            $"/desk/call/{need}", $"/desk/intake/{need}", "/desk/code", "/desk/households", "/desk/threads",
            .. visit == Guid.Empty ? [] : new[] { $"/desk/visits/{visit}" }, .. invited == Guid.Empty ? [] : new[] { $"/desk/answers/{invited}" },
        ];
    }

    // Somebody without an account asked twice: one is agreed, one was done yesterday.
    private async Task<string[]> PrivateLinksAsync()
    {
        await using var db = Database.Context();
        var area = await db.Areas.OrderBy(a => a.Name).Select(a => a.Id).FirstAsync();
        var (asker, helper) = (await People.MemberAsync("Rosa", area), await People.HelperAsync("Kofi", areaId: area));
        var now = DateTimeOffset.UtcNow;
        var (agreed, done) = (await People.NeedAsync(asker.Id, areaId: area), await People.NeedAsync(asker.Id, "errand", areaId: area));
        foreach (var need in new[] { agreed, done })
        {
            await People.ContactAsync(need);
            await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, DateOnly.FromDateTime(now.UtcDateTime), "Hello", now));
        }

        await People.ChangeAsync(done.Id, n => n.Report(n.Claims[0].Id, Outcome.Done, fromHelper: true, now));
        return [$"/status/{People.Keys[agreed.Id]}", $"/status/{People.Keys[done.Id]}", "/status", "/report"];
    }

    [GeneratedRegex("(?<=[?&])[^=&]+")]
    private static partial Regex QueryName();

    /// <summary>A page's address with its places for ids, such as /needs/{id:guid}.</summary>
    private sealed class Route(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern)
    {
        private readonly Regex shape = new("^/" + string.Join('/', pattern.PathSegments.Select(s => s.IsSimple && s.Parts[0].IsLiteral
            ? Regex.Escape(((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)s.Parts[0]).Content) : "[^/]+")) + "/?$");

        public string Template { get; } = "/" + pattern.RawText!.TrimStart('/');

        /// <summary>The page that answers at the path: of several the one with the fewest places.</summary>
        public static Route? Of(List<Route> routes, string path) =>
            routes.Where(r => r.shape.IsMatch(path)).MinBy(r => r.Template.Count(c => c == '{'));
    }
}
