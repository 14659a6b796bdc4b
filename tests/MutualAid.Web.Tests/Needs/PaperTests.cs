using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>What leaves the house on paper: the sheet for a notice board, and a helper's slip that tells the outcome.</summary>
public sealed class PaperTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private TestApp app = null!;
    private Member asker = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        app = new TestApp(Database, Clock);
        asker = await people.MemberAsync("PlantedName");
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_sheet_says_kind_area_time_and_code_and_nothing_of_anybody()
    {
        var area = await people.AreaAsync("Canal Side");
        var open = await NeedAsync("groceries", area);
        var secret = await NeedAsync("listening", area);
        var child = await NeedAsync("childcare", area);
        var ana = await app.SignInAsync(await people.CoordinatorAsync());

        var sheet = await ana.GetAsync("/desk/sheet");

        var paper = sheet.Find(".ma-sheet").TextContent;
        paper.Should().Contain("Groceries").And.Contain("Canal Side").And.Contain("Wednesday 20 May").And.Contain(Secrets.InTwoBreaths(open.Reference)).And.Contain("01632 960 142");
        sheet.Html.Should().NotContain("Planted");
        paper.Should().NotContain(Secrets.InTwoBreaths(secret.Reference)).And.NotContain(Secrets.InTwoBreaths(child.Reference)).And.NotContain("listening").And.NotContain("Childcare");
        sheet.All(".ma-tears > div").Should().HaveCount(10);
        sheet.All("input[name=kind]").Select(i => i.GetAttribute("value")).Should().Contain("groceries").And.NotContain("childcare").And.NotContain("pharmacy");

        var none = await ana.GetAsync("/desk/sheet?kind=errand");
        none.Text.Should().Contain("Nothing to pin up");
        (await ana.GetAsync($"/desk/sheet?kind=groceries&area={area.Id}")).All("tbody tr").Should().HaveCount(1);
        foreach (var odd in new[] { "?area=junk&kind=%F0%9F%A6%94", "?area=&kind=", $"?area={Guid.NewGuid()}", "?kind=childcare" })
        {
            var page = await ana.GetAsync("/desk/sheet" + odd);
            page.Status.Should().Be(HttpStatusCode.OK, odd);
            page.All("tbody tr").Should().HaveCount(1, odd);
        }
    }

    [Fact]
    public async Task More_than_fits_on_a_sheet_is_said()
    {
        for (var i = 0; i < 11; i++)
        {
            await people.NeedAsync(asker.Id);
        }

        var sheet = await (await app.SignInAsync(await people.CoordinatorAsync())).GetAsync("/desk/sheet");

        sheet.All("tbody tr").Should().HaveCount(10);
        sheet.Text.Should().Contain("More is open than fits");
    }

    [Fact]
    public async Task Somebody_who_rings_and_says_a_code_is_found_at_the_desk()
    {
        var (mine, other) = (await people.AreaAsync("Canal Side"), await people.AreaAsync("Millgate"));
        var (near, far) = (await NeedAsync("groceries", mine), await NeedAsync("groceries", other));
        var ana = await app.SignInAsync(await people.CoordinatorAsync("Ana", mine.Id));
        var desk = await ana.GetAsync("/desk");

        (await ana.SubmitAsync(desk, "form[data-form=code]", new() { ["said"] = Secrets.InTwoBreaths(near.Reference).ToLowerInvariant() }))
            .Path.Should().StartWith($"/desk?need={near.Id}");
        foreach (var said in new[] { far.Reference, "nothing", "" })
        {
            var page = await ana.SubmitAsync(desk, "form[data-form=code]", new() { ["said"] = said });
            page.Status.Should().Be(HttpStatusCode.OK);
            page.Path.Should().StartWith("/desk/code");
            page.Text.Contains("Nothing in your areas", StringComparison.Ordinal).Should().Be(said.Length > 0);
        }
    }

    [Fact]
    public async Task A_helpers_slip_tells_the_outcome_with_no_account()
    {
        var (need, claim, yusuf) = await AgreedAsync();
        var helper = await app.SignInAsync(yusuf);
        var plan = await helper.GetAsync($"/claims/{claim}");

        var asked = await helper.GetAsync(plan.Find("a[href$='/slip']").GetAttribute("href")!);
        asked.All(".ma-sheet").Should().BeEmpty("looking makes nothing");
        var slip = await helper.SubmitAsync(asked, "form[data-form=slip]");
        var paper = slip.Find(".ma-slip").TextContent;
        paper.Should().Contain("Groceries").And.Contain("/report").And.Contain("Good until Wednesday 3 June").And.NotContain("Planted");
        slip.Html.Should().NotContain("Planted");
        slip.Response.Headers.CacheControl!.NoStore.Should().BeTrue();

        var visitor = app.Visitor();
        (await visitor.GetAsync("/")).All("a[href='/report']").Should().NotBeEmpty();
        var told = await TellAsync(visitor, slip, "Done");
        told.Path.Should().Be("/");
        told.Text.Should().Contain("Thank you. That is done");
        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == need.Id)).State.Should().Be(NeedState.Done);
        (await db.AuditEntries.SingleAsync(e => e.Deed == Deed.ClaimReported)).Channel.Should().Be(Channel.Paper);
        (await app.Visitor().GetAsync($"/status/{people.Keys[need.Id]}")).Status.Should().Be(HttpStatusCode.OK);
        (await helper.GetAsync($"/claims/{claim}")).Text.Should().Contain("slip of paper told how it went");
    }

    [Theory]
    [InlineData("PartDone", NeedState.Open)]
    [InlineData("NotHome", NeedState.Open)]
    [InlineData("LeftAtDoor", NeedState.Done)]
    [InlineData("NoLongerWanted", NeedState.Withdrawn)]
    [InlineData("DidntHappen", NeedState.Open)]
    public async Task Each_of_the_honest_words_can_be_told_by_slip(string outcome, NeedState after)
    {
        var (need, claim, yusuf) = await AgreedAsync();
        var helper = await app.SignInAsync(yusuf);
        var slip = await helper.SubmitAsync(await helper.GetAsync($"/claims/{claim}/slip"), "form[data-form=slip]");

        (await TellAsync(app.Visitor(), slip, outcome)).Path.Should().Be("/");

        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == need.Id)).State.Should().Be(after);
    }

    [Fact]
    public async Task A_slip_is_printed_at_the_desk_for_a_helper_without_an_account_and_for_nobody_else()
    {
        var (need, claim, _) = await AgreedAsync();
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        var link = (await ana.GetAsync($"/desk?need={need.Id}")).Find($"a[href='/claims/{claim}/slip']");

        var slip = await ana.SubmitAsync(await ana.GetAsync(link.GetAttribute("href")!), "form[data-form=slip]");
        slip.Html.Should().NotContain("Planted");
        (await TellAsync(app.Visitor(), slip, "Done")).Path.Should().Be("/");

        foreach (var other in new[] { await app.SignInAsync(await people.HelperAsync("Ola")), await app.SignInAsync(await people.CoordinatorAsync("Elsewhere", (await people.AreaAsync("Millgate")).Id)) })
        {
            (await other.GetAsync($"/claims/{claim}/slip")).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await ana.GetAsync($"/claims/{claim}/slip")).Path.Should().StartWith("/desk", "a visit that is over has no slip any more");
    }

    [Theory]
    [InlineData("yes", HelperChoice.FirstIsFine, ClaimState.Agreed, "/slip")]
    [InlineData("yes", HelperChoice.LetMeChoose, ClaimState.Offered, "/desk")]
    [InlineData("no", HelperChoice.FirstIsFine, ClaimState.Declined, "/desk")]
    public async Task What_a_helper_without_an_account_says_on_the_phone_counts_as_their_own_answer(string say, HelperChoice choice, ClaimState after, string leadsTo)
    {
        var yusuf = await people.HelperAsync("Yusuf");
        var need = await people.NeedAsync(asker.Id, areaId: (await people.AreaAsync()).Id, choice: choice);
        var claim = Guid.Empty;
        await people.ChangeAsync(need.Id, n =>
        {
            var asked = n.Invite(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), Now, Now.AddDays(1));
            claim = asked.Value.Id;
            return asked;
        });
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        var other = await app.SignInAsync(await people.CoordinatorAsync("Elsewhere", (await people.AreaAsync("Millgate")).Id));
        (await other.GetAsync($"/desk/answers/{claim}")).Status.Should().Be(HttpStatusCode.NotFound);
        var page = await ana.GetAsync((await ana.GetAsync($"/desk?need={need.Id}")).Find("a[href^='/desk/answers/']").GetAttribute("href")!);
        page.Html.Should().NotContain("Planted");
        (await ana.SubmitAsync(page, "form[data-form=answer]")).Text.Should().Contain("Press yes or no");

        var answered = await ana.SubmitAsync(page, "form[data-form=answer]", press: say);
        var again = await ana.SubmitAsync(page, "form[data-form=answer]", press: say);

        answered.Path.Should().Contain(leadsTo);
        again.Status.Should().Be(HttpStatusCode.OK);
        await using var db = Database.Context();
        (await db.Claims.SingleAsync()).State.Should().Be(after);
        (await db.AuditEntries.Where(e => e.SubjectId == claim && e.Deed != Deed.HelperInvited).ToListAsync()).Should().HaveCount(2).And.OnlyContain(e => e.Channel == Channel.Phone);
        (await db.AuditEntries.SingleAsync(e => e.SubjectId == claim && e.ActorId == yusuf.Id)).Deed.Should().NotBe(Deed.AnswerWrittenDown);
    }

    [Fact]
    public async Task What_is_missing_on_the_report_page_is_said_beside_it_and_an_old_slip_says_so()
    {
        var (_, claim, yusuf) = await AgreedAsync();
        var helper = await app.SignInAsync(yusuf);
        var slip = await helper.SubmitAsync(await helper.GetAsync($"/claims/{claim}/slip"), "form[data-form=slip]");
        var client = app.Visitor();
        var page = await client.GetAsync("/report");

        var empty = await client.SubmitAsync(page, "form[data-form=slip-report]");
        empty.Status.Should().Be(HttpStatusCode.BadRequest);
        empty.Text.Should().Contain("Pick what comes nearest");
        (await client.SubmitAsync(page, "form[data-form=slip-report]", new() { ["Input.Outcome"] = "Lovely", ["Input.Key"] = "K7M4RX" })).Text.Should().Contain("Pick what comes nearest");
        (await client.SubmitAsync(page, "form[data-form=slip-report]", new() { ["Input.Outcome"] = "Done" })).Text.Should().Contain("Write the code").And.Contain("Write the key");
        Clock.Advance(TimeSpan.FromDays(17));
        var old = await TellAsync(client, slip, "Done");
        old.Status.Should().Be(HttpStatusCode.BadRequest);
        old.Text.Should().Contain("This slip is too old");
    }

    private async Task<(Need Need, Guid Claim, Member Helper)> AgreedAsync()
    {
        var yusuf = await people.HelperAsync("Yusuf");
        var need = await NeedAsync("groceries", await people.AreaAsync());
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, yusuf.Id, new DateOnly(2026, 5, 18), null, Now));
        await using var db = Database.Context();
        return (need, await db.Claims.Select(c => c.Id).SingleAsync(), yusuf);
    }

    private async Task<Need> NeedAsync(string kind, MutualAid.Core.Places.Area area)
    {
        var wednesday = new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 20), new TimeOnly(10, 0));
        var need = await people.NeedAsync(asker.Id, kind, "PlantedWords", area.Id, parts: new NewPart(kind, "PlantedWhat", wednesday));
        await people.ContactAsync(need, "PlantedPhone 5", "PlantedAddress", "PlantedDoor");
        return need;
    }

    private static async Task<PageAnswer> TellAsync(PageClient client, PageAnswer slip, string outcome) => await client.SubmitAsync(
        await client.GetAsync("/report"),
        "form[data-form=slip-report]",
        new()
        {
            ["Input.Reference"] = slip.Find("#slip-code").TextContent.Trim(),
            ["Input.Key"] = slip.Find("#slip-key").TextContent.Trim(),
            ["Input.Outcome"] = outcome,
        });
}
