using System.Net;
using FluentAssertions;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Claims;

/// <summary>A part goes from hand to hand over real forms, and whoever stood by for a part that is filled is thanked and shown the next.</summary>
public sealed class HandOverTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private TestApp app = null!;
    private Member asker = null!;
    private Member helper = null!;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        people = new Neighbourhood(Database, Clock);
        (asker, helper) = (await people.MemberAsync("Samira"), await people.HelperAsync("Yusuf"));
        need = await people.NeedAsync(asker.Id);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_helper_asks_another_who_says_yes_and_the_neighbour_sees_who_comes()
    {
        var claimId = await AgreeAsync();
        var (yusuf, mei) = (await app.SignInAsync(helper), await app.SignInAsync(await people.HelperAsync("Mei")));
        var page = await yusuf.GetAsync($"/claims/{claimId}/hand-over");
        (await yusuf.SubmitAsync(page, "form[data-form=hand-over]")).Status.Should().Be(HttpStatusCode.BadRequest);
        var asked = await yusuf.SubmitAsync(
            page, "form[data-form=hand-over]", new() { ["Input.Helper"] = page.Find("input[name='Input.Helper']").GetAttribute("value"), ["Input.Note"] = "The dog is friendly" });
        asked.Path.Should().Be($"/claims/{claimId}");

        var news = await mei.GetAsync("/notices");
        var question = await mei.GetAsync(news.Find("a[href$='/take-over']").GetAttribute("href")!);
        question.Text.Should().Contain("Could you take it over?").And.NotContain("Samira").And.NotContain("dog");
        var plan = await mei.SubmitAsync(question, "form[data-form=take-over]", press: "yes");
        plan.Text.Should().Contain("Groceries for Samira").And.Contain("The dog is friendly");

        (await yusuf.GetAsync($"/claims/{claimId}")).Text.Should().Contain("This is over for you").And.NotContain("Samira");
        (await yusuf.GetAsync($"/claims/{claimId}/hand-over")).Status.Should().Be(HttpStatusCode.NotFound);
        (await app.Visitor().GetAsync($"/status/{people.Keys[need.Id]}")).Text.Should().Contain("Mei has this").And.NotContain("Yusuf has this");
    }

    [Fact]
    public async Task The_coordinator_is_asked_and_can_ask_somebody_to_take_over()
    {
        var claimId = await AgreeAsync();
        var ana = await app.SignInAsync(await people.CoordinatorAsync());
        await people.HelperAsync("Mei");
        var yusuf = await app.SignInAsync(helper);

        (await yusuf.SubmitAsync(await yusuf.GetAsync($"/claims/{claimId}/hand-over"), "form[data-form=coordinator]")).Path.Should().Be($"/claims/{claimId}");

        var page = await ana.GetAsync((await ana.GetAsync("/notices")).Find("a[href$='/hand-over']").GetAttribute("href")!);
        page.All("form[data-form=coordinator]").Should().BeEmpty();
        (await ana.SubmitAsync(page, "form[data-form=hand-over]", new() { ["Input.Helper"] = page.Find("input[name='Input.Helper']").GetAttribute("value") })).Path.Should().StartWith("/desk");
    }

    [Fact]
    public async Task Whoever_stood_by_is_thanked_once_and_shown_the_nearest_next_need()
    {
        var next = await people.NeedAsync(asker.Id, "errand");
        var bea = await people.HelperAsync("Bea");
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, bea.Id, new DateOnly(2026, 5, 18), Now, Now.AddDays(1)));
        var yusuf = await app.SignInAsync(helper);
        await yusuf.SubmitAsync(await yusuf.GetAsync($"/needs/{need.Id}"), "form[data-form=take]", press: "I can do this");

        var client = await app.SignInAsync(bea);
        var news = await client.GetAsync("/notices");
        news.All("a[href$='/taken']").Should().ContainSingle();
        var kind = await client.GetAsync($"/needs/{need.Id}/taken");
        kind.Find("h1").TextContent.Should().Be("Somebody has it now");
        kind.All($"a[href='/needs/{next.Id}']").Should().NotBeEmpty();
    }

    private async Task<Guid> AgreeAsync()
    {
        var claimId = Guid.Empty;
        await people.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now);
            claimId = taken.Value.Id;
            return taken;
        });
        return claimId;
    }
}
