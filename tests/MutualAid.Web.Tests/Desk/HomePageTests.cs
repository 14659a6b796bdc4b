using System.Net;
using FluentAssertions;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests.Desk;

public sealed class HomePageTests : DatabaseTest
{
    private const string Form = "form[data-form=home]";

    [Fact]
    public async Task A_coordinator_looks_a_helper_up_writes_down_that_two_live_together_and_takes_it_back()
    {
        var town = new Neighbourhood(Database, Clock);
        var (luis, _) = (await town.HelperAsync("Luis"), await town.HelperAsync("Mei"));
        await town.HelperAsync("Jo");
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        var list = await ana.GetAsync("/desk/helpers?show=known");
        list.Text.Should().NotContain("Lives with");
        var page = await ana.GetAsync(list.Find($"a[href='/desk/helpers/{luis.Id}/home']").GetAttribute("href")!);
        page.Text.Should().Contain("Who lives with Luis?").And.NotContain("Jo");

        var nobody = await ana.SubmitAsync(page, Form, new() { ["Input.Name"] = "zz" }, "Look up");
        nobody.Text.Should().Contain("No other helper’s name begins like this.");
        var found = await ana.SubmitAsync(nobody, Form, new() { ["Input.Name"] = "me" }, "Look up");
        found.Path.Should().NotContain("me=").And.NotContain("Name");
        var mei = found.Find("input[name='Input.Other']").GetAttribute("value")!;

        var missing = await ana.SubmitAsync(found, Form);
        missing.Status.Should().Be(HttpStatusCode.BadRequest);
        missing.Find("#Input_Other-error").TextContent.Should().Contain("Pick who lives with them.");
        missing.Find("#Input_Name").GetAttribute("value").Should().Be("me", "the words are kept");
        var done = await ana.SubmitAsync(missing, Form, new() { ["Input.Other"] = mei });
        done.Text.Should().Contain("Written down: they live together.").And.Contain("Lives elsewhere");
        (await ana.GetAsync("/desk/helpers?show=known")).Text.Should().Contain("Lives with Mei").And.Contain("Lives with Luis");

        var back = await ana.SubmitAsync(done, "form[data-form=apart]");
        back.Text.Should().Contain("Taken back.").And.NotContain("Lives elsewhere");
        (await ana.SubmitAsync(done, "form[data-form=apart]")).Text.Should().Contain("Somebody on the desk has done this already.");
        (await ana.GetAsync("/desk/helpers?show=known")).Text.Should().NotContain("Lives with");
    }

    [Fact]
    public async Task A_helper_and_a_coordinator_of_another_area_find_nothing_there_and_odd_words_are_answered_kindly()
    {
        var town = new Neighbourhood(Database, Clock);
        var (here, elsewhere) = (await town.AreaAsync(), await town.AreaAsync("Riverside"));
        var (luis, mei) = (await town.HelperAsync("Luis", areaId: here.Id), await town.HelperAsync("Mei", areaId: here.Id));
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());
        var path = $"/desk/helpers/{luis.Id}/home";
        var page = await ana.SubmitAsync(await ana.GetAsync(path), Form, new() { ["Input.Name"] = "Mei" }, "Look up");

        foreach (var other in new[] { await app.SignInAsync(mei), await app.SignInAsync(await town.CoordinatorAsync("Oonagh", elsewhere.Id)) })
        {
            (await other.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
            var own = (await other.GetAsync("/me/helping")).Find("input[name=_form]").GetAttribute("value")!;
            (await other.SubmitAsync(page, Form, new() { ["Input.Other"] = mei.Id, ["_form"] = own })).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await ana.SubmitAsync(page, Form, new() { ["Input.Other"] = "junk" })).Status.Should().Be(HttpStatusCode.BadRequest);
        (await ana.SubmitAsync(page, Form, new() { ["Input.Name"] = "\0%_" }, "Look up")).Status.Should().Be(HttpStatusCode.OK);
        await using var db = Database.Context();
        db.HelperProfiles.Should().OnlyContain(p => p.HomeId == null);
    }

    [Fact]
    public async Task On_the_desk_a_housemate_of_somebody_asked_is_left_out_with_the_fact()
    {
        var town = new Neighbourhood(Database, Clock);
        var (luis, mei) = (await town.HelperAsync("Luis"), await town.HelperAsync("Mei"));
        await town.LiveTogetherAsync(luis, mei);
        var need = await town.NeedAsync((await town.MemberAsync()).Id, "walk", parts: new MutualAid.Core.Needs.NewPart("walk", null, MutualAid.Core.Needs.PartTime.Whenever, 2));
        await town.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, luis.Id, new DateOnly(2026, 5, 18), Now, Now.AddHours(4)));
        await using var app = new TestApp(Database, Clock);
        var ana = await app.SignInAsync(await town.CoordinatorAsync());

        (await ana.GetAsync($"/desk?need={need.Id}")).Text.Should().Contain("lives with somebody who is asked for it or has said yes");
        (await (await app.SignInAsync(mei)).GetAsync($"/needs/{need.Id}")).Text.Should().Contain("Somebody else has been asked already").And.NotContain("lives with");
    }
}
