using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

/// <summary>Story 27 on the desk: further around, and to a partner with a yes.</summary>
public sealed class FurtherTests : DatabaseTest
{
    private TestApp app = null!;
    private Neighbourhood town = null!;
    private Need need = null!;
    private PageClient desk = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        town = new Neighbourhood(Database, Clock);
        need = await town.NeedAsync((await town.MemberAsync("Samira")).Id);
        desk = await app.SignInAsync(await town.CoordinatorAsync());
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_drawer_leads_to_a_wider_search_and_shows_it()
    {
        var drawer = await desk.GetAsync($"/desk?need={need.Id}");
        var page = await desk.GetAsync(drawer.Find("a[href^='/desk/further/']").GetAttribute("href")!);
        var wrong = await desk.SubmitAsync(page, "form[data-form=widen]");
        wrong.Status.Should().Be(HttpStatusCode.BadRequest);
        wrong.Text.Should().Contain("Pick how far from the list.");

        var wider = await desk.SubmitAsync(page, "form[data-form=widen]", new() { ["Input.WiderBy"] = "5000" });
        wider.Text.Should().Contain("search widened by 5 km").And.Contain("The search goes further around");
        (await desk.GetAsync($"/desk/further/{need.Id}")).All("input[name='Input.WiderBy']").Select(i => i.GetAttribute("value")).Should().Equal("20000");
    }

    [Fact]
    public async Task A_partner_gets_it_with_a_yes_and_the_neighbour_reads_it()
    {
        (await desk.GetAsync($"/desk/further/{need.Id}")).Text.Should().Contain("No partner is on the list yet.");
        await desk.SubmitAsync(await desk.GetAsync("/desk/partners"), "form[data-form=partner]", new() { ["Input.Name"] = "Eastside Neighbours", ["Input.About"] = "Food parcels" });
        var page = await desk.GetAsync($"/desk/further/{need.Id}");
        var partner = page.Find("option:not([value=''])").GetAttribute("value");

        var wrong = await desk.SubmitAsync(page, "form[data-form=refer]", new() { ["Input.PartnerId"] = partner, ["Input.SaidOn"] = "yesterday" });
        wrong.Status.Should().Be(HttpStatusCode.BadRequest);
        wrong.Text.Should().Contain("Without a yes, nothing goes to a partner");
        wrong.Find("option[selected]").GetAttribute("value").Should().Be(partner);
        wrong.Find("input[name='Input.SaidOn']").GetAttribute("value").Should().Be("yesterday");

        var done = await desk.SubmitAsync(wrong, "form[data-form=refer]", new() { ["Input.SaidBy"] = "Asker", ["Input.Via"] = "Phone", ["Input.SaidOn"] = "2026-05-18" });
        done.Path.Should().StartWith("/desk?need=");
        done.Text.Should().Contain("Handed to Eastside Neighbours").And.Contain("The yes: Samira, on the phone, Monday 18 May. Written down by Ana.");

        var status = await app.Visitor().GetAsync($"/status/{town.Keys[need.Id]}");
        status.Text.Should().Contain("It is with a partner now").And.Contain("Eastside Neighbours takes it on now").And.NotContain("Ana");
        var again = await app.Visitor().SubmitAsync(status, "form[data-form=now]", new() { ["Now"] = "didnt" });
        again.Status.Should().NotBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task The_list_takes_a_partner_once_keeps_the_words_and_lets_one_go()
    {
        var page = await desk.GetAsync("/desk/partners");
        await desk.SubmitAsync(page, "form[data-form=partner]", new() { ["Input.Name"] = "Food bank" });
        var twice = await desk.SubmitAsync(await desk.GetAsync("/desk/partners"), "form[data-form=partner]", new() { ["Input.Name"] = "Food bank", ["Input.About"] = "Parcels" });
        twice.Status.Should().Be(HttpStatusCode.BadRequest);
        twice.Text.Should().Contain("This partner is on the list already.");
        twice.Find("input[name='Input.About']").GetAttribute("value").Should().Be("Parcels");

        var gone = await desk.SubmitAsync(await desk.GetAsync("/desk/partners"), "form[data-form=take-off]");
        gone.Text.Should().Contain("off the list").And.Contain("No partner is on the list yet.");
    }

    [Fact]
    public async Task Nobody_else_finds_the_page_or_the_form()
    {
        var member = await app.SignInAsync(await town.HelperAsync(vetting: Vetting.Approved));
        (await member.GetAsync($"/desk/further/{need.Id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await desk.GetAsync($"/desk/further/{Guid.NewGuid()}")).Status.Should().Be(HttpStatusCode.NotFound);
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).State.Should().Be(NeedState.Open);
    }
}
