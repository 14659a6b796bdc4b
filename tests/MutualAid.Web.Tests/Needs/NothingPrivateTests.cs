using System.Net;
using FluentAssertions;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>Story 4: what is private carries a mark of its own, and nobody else's pages hold any of them, not even in their source.</summary>
public sealed class NothingPrivateTests : DatabaseTest
{
    private static readonly string[] Marks = ["MarkName", "MarkWords", "MarkWhat", "MarkPhone", "MarkAddress", "MarkDoor"];

    [Fact]
    public async Task No_page_of_anybody_else_holds_a_private_word()
    {
        var people = new Neighbourhood(Database, Clock);
        var (area, other) = (await people.AreaAsync("Canal Side"), await people.AreaAsync("Millgate"));
        var asker = await people.MemberAsync("MarkName");
        var agreed = await people.HelperAsync("Agreed");
        var needs = new List<Need>();
        foreach (var kind in new[] { "groceries", "ride", "childcare", "listening", "groceries" })
        {
            var need = await people.NeedAsync(asker.Id, kind, "MarkWords", area.Id, urgency: Urgency.Critical, parts: new NewPart(kind, "MarkWhat", PartTime.Whenever));
            await people.ContactAsync(need, "MarkPhone 555", "MarkAddress", "MarkDoor");
            needs.Add(need);
        }

        await people.ChangeAsync(needs[4].Id, n => n.Take(n.Parts[0].Id, agreed.Id, new DateOnly(2026, 5, 18), "hello", Now));
        await using var app = new TestApp(Database, Clock);
        var readers = new List<PageClient>
        {
            app.Visitor(),
            await app.SignInAsync(await people.MemberAsync("Ola")),
            await app.SignInAsync(await people.HelperAsync("New", Vetting.New)),
            await app.SignInAsync(await people.HelperAsync("Approved")),
            await app.SignInAsync(await people.HelperAsync("Checked", Vetting.Checked)),
            await app.SignInAsync(await people.CoordinatorAsync("Elsewhere", other.Id)),
        };
        var paths = new List<string>
        {
            "/", "/needs", "/needs?view=map", $"/needs?area={area.Id}", $"/needs?view=map&area={area.Id}", "/needs?fitsme=true", "/needs?urgency=Critical", "/needs?kind=ride", "/needs?language=en",
        };
        paths.AddRange(needs.SelectMany(n => new[] { $"/needs/{n.Id}", $"/needs/{n.Id}/taken", $"/claims/{n.Id}" }));

        foreach (var reader in readers)
        {
            foreach (var path in paths)
            {
                var page = await reader.GetAsync(path);
                page.Status.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest], path);
                Marks.Where(mark => page.Html.Contains(mark, StringComparison.OrdinalIgnoreCase)).Should().BeEmpty($"{path} is read by somebody else");
                page.Html.Should().NotContain(needs[0].Reference);
            }
        }

        // The crawl sees what there is to see: the agreed helper's page does hold name and words, and the coordinator's too.
        var ana = await app.SignInAsync(await people.CoordinatorAsync("Ana", area.Id));
        (await ana.GetAsync($"/needs/{needs[0].Id}")).Html.Should().Contain("MarkName").And.Contain("MarkWords").And.NotContain("MarkPhone").And.NotContain("MarkAddress");
        var yusuf = await app.SignInAsync(agreed);
        var plan = (await yusuf.GetAsync($"/needs/{needs[4].Id}")).Find("a[href^='/claims/']").GetAttribute("href")!;
        (await yusuf.GetAsync(plan)).Html.Should().Contain("MarkName").And.Contain("MarkWords").And.NotContain("MarkPhone").And.NotContain("MarkAddress");
    }
}
