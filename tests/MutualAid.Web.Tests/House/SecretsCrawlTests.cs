using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.House;

/// <summary>
/// Stories 3 and 4 over every page there is: each private field holds a word of its own, every page that answers a GET is read by each kind of
/// person (with every id and every link they come by), and the table "Who sees what" says which of the words they may find. A new page is
/// crawled without being listed here.
/// </summary>
public sealed class SecretsCrawlTests(Xunit.Abstractions.ITestOutputHelper output) : DatabaseTest
{
    private const int MostPages = 300;

    private static readonly string[] Planted =
    [
        "PlantName", "PlantWords", "PlantWhat", "PlantPhone", "PlantAddress", "PlantDoor", "PlantCare",
        "PlantHelper", "PlantHello", "PlantThanks", "PlantMessage",
    ];

    private Neighbourhood people = null!;
    private TestApp app = null!;
    private readonly List<Guid> needs = [];
    private readonly List<Guid> claims = [];
    private readonly List<string> references = [];
    private Member helper = null!;
    private Member released = null!;
    private Need agreed = null!;
    private Guid here;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        app = new TestApp(Database, Clock);
        await PlantAsync();
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task No_page_shows_a_private_word_to_anybody_whom_the_table_does_not_name()
    {
        var elsewhere = await people.AreaAsync("Millgate", 9_500, 9_500);
        var readers = new (string Who, PageClient Client, string[] May)[]
        {
            ("visitor", app.Visitor(), []),
            ("member", await app.SignInAsync(await people.MemberAsync("Ola")), []),
            ("approved helper", await app.SignInAsync(await people.HelperAsync("Approved")), []),
            ("checked helper", await app.SignInAsync(await people.HelperAsync("Checked", Vetting.Checked)), []),
            ("released helper", await app.SignInAsync(released), []),
            ("other coordinator", await app.SignInAsync(await people.CoordinatorAsync("Elsewhere", elsewhere.Id)), []),
            ("agreed helper", await app.SignInAsync(helper), ["PlantName", "PlantWords", "PlantWhat", "PlantHelper", "PlantHello", "PlantThanks", "PlantMessage"]),
            ("coordinator of the area", await app.SignInAsync(await people.CoordinatorAsync("Ana", here)), ["PlantName", "PlantWords", "PlantWhat", "PlantHelper"]),
        };
        foreach (var (who, client, may) in readers)
        {
            var found = await CrawlAsync(who, client, may);

            // The crawl sees what there is to see.
            may.Where(word => word is "PlantName" or "PlantWords" or "PlantHelper").Except(found).Should().BeEmpty($"the {who} may read it somewhere");
        }
    }

    [Fact]
    public async Task The_private_link_on_another_phone_shows_the_status_without_a_password_and_no_phone_or_address()
    {
        var client = app.Visitor();
        foreach (var rest in new[] { "", "/change", "/erase", "/key" })
        {
            var page = await client.GetAsync($"/status/{people.Keys[agreed.Id]}{rest}");
            page.Status.Should().Be(HttpStatusCode.OK, rest);
            page.Html.Should().NotContainAny("PlantPhone", "PlantAddress", "PlantDoor", "PlantCare");
        }

        (await client.GetAsync($"/status/{people.Keys[agreed.Id]}")).Text.Should().Contain("It is agreed").And.Contain("PlantWords").And.Contain("PlantHelper");
    }

    private async Task PlantAsync()
    {
        var area = await people.AreaAsync("Canal Side");
        here = area.Id;
        var asker = await people.MemberAsync("PlantName", area.Id);
        helper = await people.HelperAsync("PlantHelper", areaId: area.Id);
        released = await people.HelperAsync("Let go", areaId: area.Id);
        foreach (var (kind, draft) in new[] { ("childcare", false), ("listening", true) })
        {
            await NeedAsync(asker, kind, draft);
        }

        agreed = await NeedAsync(asker, "groceries");
        var agreedClaim = await TakeAsync(agreed, helper, "PlantHello");
        var done = await NeedAsync(asker, "errand");
        var doneClaim = await TakeAsync(done, helper, "PlantHello");
        await people.ChangeAsync(done.Id, n => n.Report(doneClaim, Outcome.Done, fromHelper: true, Now));
        var letGo = await NeedAsync(asker, "errand");
        var letGoClaim = await TakeAsync(letGo, released, null);
        await people.ChangeAsync(letGo.Id, n => n.Release(letGoClaim, Now));
        await using var scope = app.Services.CreateAsyncScope();
        var own = OwnNeed.Of(people.Keys[agreed.Id]);
        (await scope.ServiceProvider.GetRequiredService<ThreadService>().WriteAsAskerAsync(Actor.Visitor, own, agreedClaim, Guid.NewGuid(), "PlantMessage")).Ok.Should().BeTrue();
        (await scope.ServiceProvider.GetRequiredService<ThanksService>().WriteByOwnerAsync(Actor.Visitor, OwnNeed.Of(people.Keys[done.Id]), doneClaim, Guid.NewGuid(), "PlantThanks")).Ok.Should().BeTrue();
        await people.KeepAsync(AccessEntry.Of(helper.Id, asker.Id, agreed.Id, null, SeenFacts.Phone, "agreed helper", Now));
    }

    private async Task<Need> NeedAsync(Member asker, string kind, bool draft = false)
    {
        var need = await people.NeedAsync(asker.Id, kind, "PlantWords", here, urgency: Urgency.Urgent, draft: draft, parts: new NewPart(kind, "PlantWhat", PartTime.Whenever));
        await people.ContactAsync(need, "PlantPhone 5", "PlantAddress", "PlantDoor", "PlantCare");
        needs.Add(need.Id);
        references.Add(need.Reference);
        return need;
    }

    private async Task<Guid> TakeAsync(Need need, Member taker, string? hello)
    {
        var claim = Guid.Empty;
        await people.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, taker.Id, new DateOnly(2026, 5, 18), hello, Now);
            claim = taken.Value.Id;
            return taken;
        });
        claims.Add(claim);
        return claim;
    }

    // Every page by its address, filled with every id, and from there every link that is shown.
    private async Task<HashSet<string>> CrawlAsync(string who, PageClient client, string[] may)
    {
        var (queue, seen, found) = (new Queue<string>(Addresses()), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var read = 0;
        while (queue.TryDequeue(out var path))
        {
            if (!seen.Add(path) || read == MostPages)
            {
                continue;
            }

            read++;
            var page = await client.GetAsync(path);
            (path == "/error" || (int)page.Status < 500).Should().BeTrue($"{path} must answer the {who}");
            var words = Planted.Where(word => page.Html.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
            words.Except(may).Should().BeEmpty($"{path} is read by the {who}");
            (page.Response.RequestMessage!.RequestUri!.ToString() + page.Response.Headers).Should().NotContain("Plant", path);
            found.UnionWith(words);

            // The ways to sign in and to another language remember where one was, so there are as many of them as pages.
            foreach (var link in page.All("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(l => !l.Contains("eturnUrl=", StringComparison.Ordinal)))
            {
                queue.Enqueue(link);
            }
        }

        output.WriteLine($"{who}: {read} pages");
        read.Should().BeInRange(30, MostPages - 1, $"the {who} walks the whole house");
        return found;
    }

    private IEnumerable<string> Addresses()
    {
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => e.RoutePattern).ToList();
        foreach (var page in pages)
        {
            // Every need's id where a need's is wanted, every claim's where a claim's is; what is wanted in place of a key is not known to anybody here.
            var isOfClaim = page.Parameters.Any(p => p.Name == "claimId") || page.RawText!.StartsWith("claims/", StringComparison.Ordinal) || page.RawText.Contains("answers/", StringComparison.Ordinal);
            foreach (var id in page.Parameters.Count == 0 ? [Guid.Empty] : isOfClaim ? claims : needs)
            {
                yield return "/" + string.Join('/', page.PathSegments.Select(s => s.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : id.ToString()));
            }
        }

        foreach (var need in needs)
        {
            yield return $"/desk?need={need}";
        }

        foreach (var said in references)
        {
            yield return $"/desk/code?said={said}";
        }

        foreach (var query in new[] { "/needs?view=map", $"/needs?area={here}", "/needs?kind=childcare", "/needs?language=en", "/needs?fitsme=true", "/needs?urgency=Urgent", "/desk/helpers?show=known", $"/desk/sheet?area={here}", "/status/here" })
        {
            yield return query;
        }
    }
}
