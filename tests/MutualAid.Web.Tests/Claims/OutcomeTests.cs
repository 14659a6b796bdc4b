using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Claims;

/// <summary>Story 20 from both sides of the door: how it went, what is still missing, and a moment for oneself.</summary>
public sealed class OutcomeTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private TestApp app = null!;
    private Member helper = null!;
    private Need need = null!;
    private Guid claimId;

    private string Claim => $"/claims/{claimId}";

    private string Status => $"/status/{people.Keys[need.Id]}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        people = new Neighbourhood(Database, Clock);
        helper = await people.HelperAsync("Yusuf");
        await MakeAsync(PartTime.Whenever);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Part_done_asks_for_one_line_and_only_that_is_looked_for()
    {
        var yusuf = await app.SignInAsync(helper);
        var report = await yusuf.GetAsync($"{Claim}/report");
        var asked = await yusuf.SubmitAsync(report, "form[data-form=report]", new() { ["Input.Outcome"] = "PartDone" });
        asked.Status.Should().Be(HttpStatusCode.BadRequest);
        asked.Text.Should().Contain("Say in a few words what is still missing");

        var thanks = await yusuf.SubmitAsync(asked, "form[data-form=report]", new() { ["Input.Missing"] = "The heavy bag" });
        thanks.Path.Should().Be($"{Claim}/thanks");

        var status = await app.Visitor().GetAsync(Status);
        status.Find("h1").TextContent.Should().Be("Part of it is done");
        status.All(".ma-slot").Select(s => s.TextContent).Should().Contain(s => s.Contains("The heavy bag") && s.Contains("looking"));
        (await (await app.SignInAsync(await people.HelperAsync("Mei"))).GetAsync($"/needs/{need.Id}")).Text.Should().NotContain("heavy bag", "the line is words, and words are for whoever agrees");
    }

    [Fact]
    public async Task The_neighbour_tells_by_her_link_and_the_helper_is_asked_on_the_plan()
    {
        var samira = app.Visitor();
        var how = await samira.GetAsync((await samira.GetAsync(Status)).Find("a[href*='/how/']").GetAttribute("href")!);
        (await samira.SubmitAsync(how, "form[data-form=report]")).Status.Should().Be(HttpStatusCode.BadRequest);
        var told = await samira.SubmitAsync(how, "form[data-form=report]", new() { ["Input.Outcome"] = "LeftAtDoor" });
        told.Path.Should().Be(Status);
        told.Text.Should().Contain("It is done");
        told.All("a[href*='/how/']").Should().BeEmpty("she has told");

        var yusuf = await app.SignInAsync(helper);
        (await yusuf.GetAsync(Claim)).Text.Should().Contain("Samira told how it went. How was it for you?");
        await yusuf.SubmitAsync(await yusuf.GetAsync($"{Claim}/report"), "form[data-form=report]", new() { ["Input.Outcome"] = "DidntHappen" });
        await using var db = Database.Context();
        var kept = await db.Claims.SingleAsync();
        (kept.HelperSaid, kept.AskerSaid).Should().Be((Outcome.DidntHappen, Outcome.LeftAtDoor));
        (await (await app.SignInAsync(await people.CoordinatorAsync())).GetAsync($"/needs/{need.Id}")).Text
            .Should().Contain("Yusuf says: it didn’t happen.").And.Contain("Samira says: left at the door.").And.Contain("Nobody is to blame");
    }

    [Fact]
    public async Task A_moment_for_oneself_is_kept_changed_and_shown_to_nobody_else()
    {
        await people.ChangeAsync(need.Id, n => n.Report(claimId, Outcome.Done, fromHelper: true, Now));
        var yusuf = await app.SignInAsync(helper);
        var after = await yusuf.SubmitAsync(
            await yusuf.GetAsync($"{Claim}/after"), "form[data-form=after]", new() { ["Input.Feeling"] = "Warm", ["Input.Words"] = "Her laugh", ["Input.Again"] = "True" });
        after.Path.Should().Be(Claim);
        (await yusuf.GetAsync($"{Claim}/after")).Find("textarea[name='Input.Words']").TextContent.Trim().Should().Be("Her laugh");

        var samira = app.Visitor();
        var hers = await samira.GetAsync($"{Status}/after/{claimId}");
        hers.Text.Should().NotContain("Her laugh");
        hers.All("input[checked]").Should().BeEmpty();
        (await samira.SubmitAsync(hers, "form[data-form=after]", new() { ["Input.Again"] = "maybe" })).Status.Should().Be(HttpStatusCode.BadRequest);
        (await samira.SubmitAsync(hers, "form[data-form=after]", new() { ["Input.Again"] = "False" })).Path.Should().Be(Status);
        (await yusuf.GetAsync($"{Claim}/after")).Find("input[name='Input.Again'][checked]").GetAttribute("value").Should().Be("True", "nobody hears what the other said");
        (await (await app.SignInAsync(await people.CoordinatorAsync())).GetAsync($"{Claim}/after")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task How_it_went_is_offered_once_and_not_before_the_day()
    {
        var yusuf = await app.SignInAsync(helper);
        (await yusuf.GetAsync(Claim)).All($"a[href='{Claim}/report']").Should().ContainSingle();

        await MakeAsync(new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 19)));
        (await yusuf.GetAsync(Claim)).All($"a[href='{Claim}/report']").Should().BeEmpty();
        (await app.Visitor().GetAsync(Status)).All("a[href*='/how/']").Should().BeEmpty();
        Clock.Advance(TimeSpan.FromDays(1));
        (await yusuf.GetAsync(Claim)).All($"a[href='{Claim}/report']").Should().ContainSingle();
    }

    private async Task MakeAsync(PartTime time)
    {
        need = await people.NeedAsync((await people.MemberAsync("Samira")).Id, parts: new NewPart("groceries", null, time));
        await people.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now);
            claimId = taken.Value.Id;
            return taken;
        });
    }
}
