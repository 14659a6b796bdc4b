using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Needs;

/// <summary>Asked without an account, kept in one later.</summary>
public sealed class KeepTests : DatabaseTest
{
    private TestApp app = null!;
    private Neighbourhood town = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        app = new TestApp(Database, Clock);
        town = new Neighbourhood(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task From_the_private_page_by_way_of_signing_in()
    {
        var need = await town.NeedAsync((await town.MemberAsync("Sam")).Id);
        var samira = await town.MemberAsync("Samira");
        var email = await app.MakeAccountAsync(samira);
        var client = app.Visitor();
        var status = await client.GetAsync($"/status/{town.Keys[need.Id]}");
        var signIn = await client.SubmitAsync(status, "form[data-form=keep]");
        signIn.Path.Should().StartWith("/sign-in").And.NotContain(town.Keys[need.Id], "the key of the page stays out of the address");

        var keep = await client.SubmitAsync(signIn, "form[data-form=sign-in]", new() { ["Input.Email"] = email, ["Input.Password"] = Neighbourhood.Password });
        keep.Path.Should().Be("/keep");
        keep.Text.Should().Contain("Groceries").And.Contain("Only if it was you");
        var mine = await client.SubmitAsync(keep, "form[data-form=keep]");
        mine.Path.Should().Be("/me");
        mine.Text.Should().Contain("It is in your account now").And.Contain("Groceries");
        mine.Text.Should().NotContain("before you signed in");

        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).AskerId.Should().Be(samira.Id);
        (await client.GetAsync($"/status/{need.Id}")).All("form[data-form=keep]").Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_asks_first_and_joins_afterwards_finds_it_on_their_page()
    {
        var client = app.Visitor();
        await Asking.SendAsync(client);
        var joined = await client.SubmitAsync(await client.GetAsync("/sign-up"), "form[data-form=sign-up]", new()
        {
            ["Input.Name"] = "Samira",
            ["Input.Email"] = "samira@example.org",
            ["Input.Password"] = Neighbourhood.Password,
            ["Input.Helps"] = null,
        });
        joined.Path.Should().Be("/me");
        joined.Text.Should().Contain("You asked for something before you signed in: Groceries");

        var mine = await client.SubmitAsync(await client.GetAsync("/keep"), "form[data-form=keep]");
        mine.Text.Should().Contain("Groceries").And.Contain("still looking");
    }

    [Fact]
    public async Task A_need_in_somebodys_account_is_not_offered_and_not_given()
    {
        var owner = await town.MemberAsync("Olga");
        await app.MakeAccountAsync(owner);
        var need = await town.NeedAsync(owner.Id);
        var stranger = await app.SignInAsync(await town.MemberAsync("Bob"));
        var path = $"/status/{town.Keys[need.Id]}";
        (await stranger.GetAsync(path)).All("form[data-form=keep]").Should().BeEmpty();
        (await stranger.GetAsync("/keep")).Path.Should().Be("/me");
    }

    [Fact]
    public async Task Answers_that_are_being_written_stay_when_the_way_to_a_page_is_remembered()
    {
        var need = await town.NeedAsync((await town.MemberAsync("Sam")).Id);
        var client = app.Visitor();
        await Asking.WordsAsync(client);
        await client.SubmitAsync(await client.GetAsync($"/status/{town.Keys[need.Id]}"), "form[data-form=keep]");
        (await client.GetAsync("/needs/post/words")).Find("textarea").TextContent.Trim().Should().StartWith("Groceries carried up");
    }
}
